package dev.contactbook.it.bulk;

import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many items are read, written and handed over: chunk by chunk. */
class BulkChunksTest {
    private static final int CHUNK = BulkContacts.CHUNK;

    /** How many items the streams of these tests have given. */
    private final AtomicInteger read = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.54")
    void no_more_than_a_chunk_is_read_before_its_results_are_handed_over(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Integer> ahead = new ArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        Stream<BulkItem> items = creates(2 * CHUNK + 1).onClose(closed::incrementAndGet);

        BulkProgress reached = contacts.bulk().each(CALLER, items, result -> {
            assertThat(result.index()).isEqualTo(ahead.size());
            ahead.add(read.get() - ahead.size());
        });

        assertThat(reached).isEqualTo(new BulkProgress(2 * CHUNK + 1, 2 * CHUNK + 1, 0, false));
        assertThat(ahead).hasSize(2 * CHUNK + 1).allMatch(count -> count <= CHUNK);
        assertThat(ahead.get(0)).isEqualTo(CHUNK);
        assertThat(closed).hasValue(0);
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(2 * CHUNK + 1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.54")
    void a_stream_has_as_many_items_as_it_likes(Store store) {
        for (int count : new int[] {0, 1, CHUNK, CHUNK + 1}) {
            RecordingRepository repository = new RecordingRepository(store.fresh());
            List<BulkProgress> told = new ArrayList<>();

            BulkReport report = Contacts.over(repository)
                    .bulk()
                    .onProgress(told::add)
                    .each(CALLER, IntStream.range(0, count).mapToObj(BulkItem::delete));

            assertThat(report.results()).hasSize(count);
            assertThat(told).hasSize((count + CHUNK - 1) / CHUNK);
            assertThat(repository.calls).hasSize(told.size()).allMatch("find"::equals);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.55")
    void a_chunk_is_one_read_one_write_and_one_look_up_of_each_kind(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingDirectory directory = new RecordingDirectory();
        for (long id = 1; id <= 4; id++) {
            directory.user(ORGANIZATION, new User(id, "User", null)).company(ORGANIZATION, new Company(id, "Company"));
        }
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        List<Contact> there = contacts.bulk()
                .each(
                        CALLER,
                        IntStream.range(0, 10)
                                .mapToObj(i ->
                                        BulkItem.create(c -> c.firstName("Old").owner(4))))
                .contactsOrThrow();
        repository.calls.clear();
        directory.questions.clear();

        BulkReport report = contacts.bulk()
                .each(CALLER, IntStream.range(0, CHUNK + 500).mapToObj(i -> {
                    long id = there.get(i % 10).id();
                    return switch (i % 4) {
                        case 0 ->
                            BulkItem.create(c -> c.firstName("New").owner(1).company(i < CHUNK ? 2 : 3));
                        case 1 ->
                            BulkItem.patch(id, c -> c.lastName("Name " + i).owner(4));
                        case 2 -> BulkItem.patch(id, c -> c.company(i < CHUNK ? 3 : 9));
                        default -> BulkItem.patch(id, c -> c.email("nope").owner(8));
                    };
                }));

        assertThat(repository.calls).containsExactly("find", "write", "find", "write");
        assertThat(directory.questions)
                .containsExactly("users 456 [1]", "companies 456 [2, 3]", "users 456 [1]", "companies 456 [3, 9]");
        assertThat(report.progress()).isEqualTo(new BulkProgress(CHUNK + 500, 1_000, 500, false));
        assertThat(((Invalid) error(report, CHUNK + 2)).errors()).containsEntry("company_id", "Unknown company");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.52")
    @Tag("3.55")
    void an_owner_that_only_counts_where_an_item_before_fails_is_asked_about_as_well(Store store) {
        RecordingDirectory directory = new RecordingDirectory().user(ORGANIZATION, new User(7, "Grace", null));
        Contacts contacts = Contacts.builder(store.fresh()).directory(directory).build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                BulkItem.patch(id, c -> c.lastName("King").owner(8)),
                                BulkItem.patch(
                                        id, ContactPatch.of(c -> c.owner(7)).ifVersion(1)),
                                BulkItem.patch(
                                        id, ContactPatch.of(c -> c.owner(9)).ifVersion(2))));

        assertThat(((Invalid) error(report, 0)).errors()).containsOnlyKeys("owned_by_user_id");
        assertThat(contact(report, 1).ownedByUserId()).isEqualTo(7);
        assertThat(((Invalid) error(report, 2)).errors()).containsOnlyKeys("owned_by_user_id");
        assertThat(contacts.get(CALLER, id)).isEqualTo(contact(report, 1));
        assertThat(directory.questions).containsExactly("users 456 [8, 9]", "users 456 [7]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.65")
    void progress_is_told_after_each_chunk_when_all_of_it_was_heard_and_handed_over(Store store) {
        List<String> log = new ArrayList<>();
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();
        List<BulkResult> handedOver = new ArrayList<>();
        Thread caller = Thread.currentThread();

        contacts.bulk()
                .onProgress(reached -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    log.add(reached.done() + " of which " + reached.failed() + " failed; heard "
                            + listener.events.size() + ", handed over " + handedOver.size());
                })
                .each(CALLER, Stream.concat(creates(CHUNK + 9), Stream.of(BulkItem.delete(0))), result -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    assertThat(listener.events).hasSizeGreaterThanOrEqualTo(handedOver.size());
                    handedOver.add(result);
                });

        assertThat(log)
                .containsExactly(
                        "1000 of which 0 failed; heard 1000, handed over 1000",
                        "1010 of which 1 failed; heard 1009, handed over 1010");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.63")
    void a_run_that_is_cancelled_keeps_what_is_stored_and_reads_no_more(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        BulkReport report = contacts.bulk().cancelWhen(() -> read.get() > 0).each(CALLER, creates(2 * CHUNK));

        assertThat(report.progress()).isEqualTo(new BulkProgress(CHUNK, CHUNK, 0, true));
        assertThat(report.results()).hasSize(CHUNK);
        assertThat(read).hasValue(CHUNK);
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(CHUNK);
        assertThatThrownBy(report::contactsOrThrow).isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.63")
    void a_run_that_is_cancelled_before_it_begins_does_nothing(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());

        BulkReport report =
                Contacts.over(repository).bulk().cancelWhen(() -> true).each(CALLER, creates(1));

        assertThat(report.progress()).isEqualTo(new BulkProgress(0, 0, 0, true));
        assertThat(read).hasValue(0);
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.64")
    void what_the_hosts_own_parts_throw_ends_the_run_and_keeps_whole_chunks_only(Store store) {
        IllegalStateException thrown = new IllegalStateException("enough");
        Contacts contacts = Contacts.over(store.fresh());
        BulkContacts bulk = contacts.bulk();

        assertEndsAfter(
                CHUNK,
                thrown,
                contacts,
                () -> bulk.each(CALLER, creates(2 * CHUNK).peek(item -> {
                    if (read.get() == CHUNK + 10) {
                        throw thrown;
                    }
                })));
        assertEndsAfter(
                CHUNK,
                thrown,
                contacts,
                () -> bulk.each(CALLER, creates(2 * CHUNK), result -> {
                    if (result.index() == 10) {
                        throw thrown;
                    }
                }));
        assertEndsAfter(
                CHUNK,
                thrown,
                contacts,
                () -> bulk.onProgress(reached -> {
                            throw thrown;
                        })
                        .each(CALLER, creates(2 * CHUNK)));
        assertEndsAfter(
                CHUNK,
                thrown,
                contacts,
                () -> bulk.cancelWhen(() -> {
                            if (read.get() >= CHUNK) {
                                throw thrown;
                            }
                            return false;
                        })
                        .each(CALLER, creates(2 * CHUNK)));
        assertEndsAfter(
                0,
                thrown,
                contacts,
                () -> bulk.cancelWhen(() -> {
                            throw thrown;
                        })
                        .allOrNothing(CALLER, creates(5).toList()));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.64")
    void an_item_that_is_null_ends_the_run_like_any_other_exception(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        BulkItem ada = BulkItem.create(c -> c.firstName("Ada"));

        assertThatThrownBy(() -> contacts.bulk().each(CALLER, Stream.of(ada, null)))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> contacts.bulk().allOrNothing(CALLER, Arrays.asList(ada, null)))
                .isInstanceOf(NullPointerException.class);
        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_facet_stays_as_it_is(Store store) {
        BulkContacts bulk = Contacts.over(store.fresh()).bulk();
        List<BulkProgress> told = new ArrayList<>();
        bulk.onProgress(told::add);
        bulk.cancelWhen(() -> true);
        BulkContacts both = bulk.onProgress(told::add).cancelWhen(() -> read.get() > 0);

        assertThat(bulk.each(CALLER, creates(1)).progress().cancelled()).isFalse();
        assertThat(told).isEmpty();
        read.set(0);
        assertThat(both.each(CALLER, creates(CHUNK)).progress().cancelled()).isTrue();
        assertThat(told).containsExactly(new BulkProgress(CHUNK, CHUNK, 0, false));
    }

    private void assertEndsAfter(int stored, RuntimeException thrown, Contacts contacts, Runnable run) {
        read.set(0);
        long before = contacts.list(CALLER, ContactQuery.page()).total().orElseThrow();

        assertThatThrownBy(run::run).isSameAs(thrown);

        assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(before + stored);
        assertThat(read.get()).isLessThan(2 * CHUNK);
    }

    private Stream<BulkItem> creates(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            read.incrementAndGet();
            return BulkItem.create(c -> c.firstName("Name " + i));
        });
    }
}
