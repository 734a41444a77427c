package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.sneak;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.api.WhenItFails;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.domain.User;
import dev.contactbook.it.rest.Log;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingObserver;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import dev.contactbook.spi.OperationResult.Outcome;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestContacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ObserverTest {
    private static final ContactPatch PATCH_OF_NEW =
            ContactPatch.of(c -> c.firstName("Bob").externalId("crm", "17"));
    private static final ContactPatch PATCH = ContactPatch.of(c -> c.lastName("Lovelace"));

    private final RecordingObserver observer = new RecordingObserver();
    private final TestContacts book = TestContacts.inMemory();
    private final ContactRepository repository = book.repository();
    private final Contacts contacts = book.builder().observer(observer).build();

    @Test
    @Tag("3.107")
    @Tag("3.289")
    void the_start_and_the_end_of_each_operation_are_reported() {
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.get(CALLER, id);
        contacts.getAll(CALLER, List.of(id, id + 1));
        contacts.find(CALLER, ContactKey.email("ada@example.com"), ContactKey.email("ida@example.com"));
        contacts.patch(CALLER, id, PATCH);
        contacts.upsert(CALLER, PATCH_OF_NEW, UpsertBy.externalId("crm"));
        contacts.list(CALLER, ContactQuery.page().limit(5));
        contacts.search(CALLER, ContactSearch.byName("ada"));
        contacts.associate(CALLER, contacts.list(CALLER, ContactQuery.page()));
        contacts.where(Filter.everything()).delete(CALLER, id);
        contacts.trash().get(CALLER, id);
        contacts.trash().list(CALLER, ContactQuery.page().limit(5));
        contacts.trash().search(CALLER, ContactSearch.byName("ada"));
        assertThat(contacts.trash().stream(CALLER, ContactQuery.page())).hasSize(1);
        contacts.trash().restore(CALLER, id);

        assertThat(observer.events)
                .containsExactly(
                        "start create 1",
                        "end create success 1",
                        "start get 1",
                        "end get success 1",
                        "start get_all 2",
                        "end get_all success 1",
                        "start find 2",
                        "end find success 0",
                        "start patch 1",
                        "end patch success 1",
                        "start upsert 1",
                        "end upsert success 1",
                        "start list 5",
                        "end list success 2",
                        "start search 10",
                        "end search success 1",
                        "start list 10",
                        "end list success 2",
                        "start associate 2",
                        "end associate success 2",
                        "start delete 1",
                        "end delete success 1",
                        "start trash_get 1",
                        "end trash_get success 1",
                        "start trash_list 5",
                        "end trash_list success 1",
                        "start trash_search 10",
                        "end trash_search success 1",
                        "start trash_stream_page 1000",
                        "end trash_stream_page success 1",
                        "start restore 1",
                        "end restore success 1");
        assertThat(observer.calls).extracting(OperationCall::caller).containsOnly(CALLER);
        assertThat(observer.threads).containsOnly(Thread.currentThread());
    }

    @Test
    @Tag("3.107")
    void each_page_of_a_stream_is_an_operation() {
        contacts.bulk().each(CALLER, creates(1_001));
        observer.events.clear();

        assertThat(contacts.stream(CALLER, ContactQuery.page()).count()).isEqualTo(1_001);

        assertThat(observer.events)
                .containsExactly(
                        "start stream_page 1000",
                        "end stream_page success 1000",
                        "start stream_page 1000",
                        "end stream_page success 1");
    }

    @Test
    @Tag("3.107")
    void each_chunk_is_an_operation_that_ends_before_its_results_are_handed_over() {
        contacts.bulk().each(CALLER, creates(1_001), result -> observer.events.add("result"));

        assertThat(observer.events.stream().distinct())
                .containsExactly(
                        "start bulk_chunk 1000",
                        "end bulk_chunk success 1000",
                        "result",
                        "start bulk_chunk 1",
                        "end bulk_chunk success 1");
    }

    @Test
    @Tag("3.108")
    void the_outcome_of_a_chunk_is_the_gravest_of_its_items() {
        List<BulkItem> items = List.of(
                BulkItem.create(c -> c.firstName("Ada")), BulkItem.create(c -> c.email("nope")), BulkItem.delete(99));

        contacts.bulk().each(CALLER, items.stream());
        contacts.bulk().allOrNothing(CALLER, items);
        contacts.bulk().cancelWhen(() -> true).allOrNothing(CALLER, items.subList(0, 1));
        contacts.bulk().allOrNothing(CALLER, items.subList(0, 1));

        assertThat(observer.events)
                .containsExactly(
                        "start bulk_chunk 3",
                        "end bulk_chunk not_found 1",
                        "start all_or_nothing 3",
                        "end all_or_nothing not_found 0",
                        "start all_or_nothing 1",
                        "end all_or_nothing success 0",
                        "start all_or_nothing 1",
                        "end all_or_nothing success 1");
    }

    @Test
    @Tag("3.108")
    void the_outcome_of_a_refusal_is_its_reason() {
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        assertOutcome(Outcome.INVALID, () -> contacts.create(CALLER, c -> c.email("nope")));
        assertOutcome(
                Outcome.INVALID,
                () -> contacts.getAll(
                        CALLER,
                        IntStream.range(0, 1_001).mapToObj(Long::valueOf).toList()));
        assertOutcome(
                Outcome.FORBIDDEN,
                () -> contacts.create(
                        CALLER, ContactPatch.of(c -> c.firstName("Ada").organization(1))));
        assertOutcome(Outcome.NOT_FOUND, () -> contacts.get(CALLER, id + 1));
        contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "1"));
        assertOutcome(
                Outcome.DUPLICATE,
                () -> contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "1")));
        assertOutcome(Outcome.CONFLICT, () -> contacts.patch(CALLER, id, PATCH.ifVersion(7)));
        book.faults().nextRead().fail(Fault.DOWN);
        assertOutcome(Outcome.STORAGE, () -> contacts.list(CALLER, ContactQuery.page()));
        Contacts broken = Contacts.builder(repository)
                .accessPolicy((caller, operation) -> {
                    throw new IllegalArgumentException("Ada is out");
                })
                .observer(observer)
                .build();
        assertOutcome(Outcome.ERROR, () -> broken.get(CALLER, id));
    }

    private void assertOutcome(Outcome outcome, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(RuntimeException.class);
        assertThat(observer.lastOutcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.108")
    void lost_races_count_as_attempts(Store store) {
        TestContacts shared = TestContacts.over(store.fresh());
        Contacts observed = shared.builder().observer(observer).build();
        long id = shared.given(CALLER).contact("Ada").save().id();
        shared.faults().write(1).raceWith(rival -> rival.patch(CALLER, id, c -> c.customField("Rival", "first")));
        shared.faults().write(2).raceWith(rival -> rival.patch(CALLER, id, c -> c.customField("Rival", "second")));

        observed.patch(CALLER, id, PATCH);
        shared.faults().beforeNextWrite(rival -> rival.patch(CALLER, id, c -> c.customField("Rival", "third")));
        observed.bulk().each(CALLER, Stream.of(BulkItem.delete(id)));
        observed.bulk().each(CALLER, Stream.of(BulkItem.delete(id)));

        assertThat(observer.events)
                .containsExactly(
                        "start patch 1",
                        "end patch success 1 in 3 attempts",
                        "start bulk_chunk 1",
                        "end bulk_chunk success 1 in 2 attempts",
                        "start bulk_chunk 1",
                        "end bulk_chunk not_found 0");
    }

    @Test
    @Tag("3.107")
    void observers_start_in_their_order_and_end_in_the_reverse_one() {
        List<String> heard = new ArrayList<>();
        ContactsBuilder builder =
                Contacts.builder(repository).observer(named("first", heard)).observer(named("second", heard));
        Contacts observed = builder.build();
        builder.observer(named("too late", heard));

        observed.list(CALLER, ContactQuery.page());

        assertThat(heard).containsExactly("first starts", "second starts", "second ends", "first ends");
    }

    private static OperationObserver named(String name, List<String> heard) {
        return call -> {
            heard.add(name + " starts");
            return result -> heard.add(name + " ends");
        };
    }

    @Test
    @Tag("3.107")
    void an_observer_need_not_care_for_ends() {
        List<OperationCall> heard = new ArrayList<>();
        Contacts observed = Contacts.builder(repository)
                .observer(call -> {
                    heard.add(call);
                    return null;
                })
                .build();

        observed.list(CALLER, ContactQuery.page());

        assertThat(heard).hasSize(1);
    }

    private static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("Lovelace"),
                new StackOverflowError("Lovelace"),
                new IOException("Lovelace"),
                new Storage("Lovelace", true, Storage.Outcome.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Tag("3.109")
    void an_observer_that_throws_changes_nothing_and_its_message_is_not_logged(Throwable thrown) {
        OperationObserver failing = new OperationObserver() {
            @Override
            public Running started(OperationCall call) {
                if (call.kind() == OperationCall.Kind.GET) {
                    sneak(thrown);
                }
                return result -> sneak(thrown);
            }

            @Override
            public void listenerFailed(Caller caller) {
                sneak(thrown);
            }

            @Override
            public void directoryFailed(long organizationId) {
                sneak(thrown);
            }
        };
        Contacts observed = Contacts.builder(repository)
                .directory(new BrokenDirectory())
                .listener(each(() -> {
                    throw new IllegalStateException("down");
                }))
                .onListenerFailure((contact, cause) -> {})
                .observer(failing)
                .observer(observer)
                .build();

        try (Log log = new Log()) {
            Contact ada = observed.create(CALLER, c -> c.firstName("Ada"));
            assertThat(observed.get(CALLER, ada.id())).isEqualTo(ada);
            assertThat(catchThrowable(() ->
                            observed.create(CALLER, c -> c.firstName("Eve").owner(7))))
                    .isInstanceOf(Storage.class)
                    .hasMessage("The directory failed");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("An observer of operations failed"))
                    .hasSize(5)
                    .allMatch(line -> line.contains(thrown.getClass().getName()) && !line.contains("Lovelace"));
        }
        assertThat(observer.events)
                .containsExactly(
                        "start create 1",
                        "listener failed 456",
                        "end create success 1",
                        "start get 1",
                        "end get success 1",
                        "start create 1",
                        "directory failed 456",
                        "end create storage 0");
    }

    @Test
    @Tag("3.110")
    void each_failure_of_the_directory_is_reported_also_where_the_call_succeeds() {
        Contacts observed = Contacts.builder(repository)
                .directory(new BrokenDirectory())
                .observer(observer)
                .build();
        contacts.create(CALLER, c -> c.firstName("Ada").owner(7).company(8));
        observer.events.clear();

        observed.associate(CALLER, contacts.list(CALLER, ContactQuery.page()));

        assertThat(observer.events)
                .endsWith(
                        "start associate 1", "directory failed 456", "directory failed 456", "end associate success 1");
    }

    @ParameterizedTest
    @EnumSource(WhenItFails.class)
    @Tag("3.110")
    void a_failure_of_a_listener_in_a_transaction_of_the_host_is_reported_once(WhenItFails whenItFails) {
        Contacts observed = Contacts.builder(new OpenStore())
                .listener(
                        each(() -> {
                            throw new IllegalStateException("down");
                        }),
                        whenItFails)
                .onListenerFailure((contact, cause) -> {})
                .observer(observer)
                .build();

        Throwable thrown = catchThrowable(() -> observed.create(CALLER, c -> c.firstName("Ada")));

        boolean reaches = whenItFails == WhenItFails.RETHROW;
        assertThat(thrown).matches(reached -> (reached != null) == reaches);
        assertThat(observer.events)
                .containsExactly(
                        "start create 1",
                        "listener failed 456",
                        reaches ? "end create error 0" : "end create success 1");
    }

    @Test
    @Tag("3.107")
    void operations_within_a_listener_nest() {
        Contacts observed = Contacts.builder(repository)
                .listener(each(() -> contacts.list(CALLER, ContactQuery.page())))
                .observer(observer)
                .build();

        observed.create(CALLER, c -> c.firstName("Ada"));

        assertThat(observer.events)
                .containsExactly("start create 1", "start list 10", "end list success 1", "end create success 1");
    }

    @Test
    @Tag("5.8")
    void what_observers_receive_holds_no_personal_data() {
        Contacts observed = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(Filter.everything()))
                .observer(observer)
                .build();
        long id = observed.create(
                        CALLER, c -> c.firstName("Ada").lastName("Lovelace").email("ada@example.com"))
                .id();
        observed.search(CALLER, ContactSearch.byEmail("ada@"));
        assertOutcome(Outcome.INVALID, () -> observed.patch(CALLER, id, c -> c.email("lovelace")));

        assertThat(Stream.concat(observer.calls.stream(), observer.results.stream())
                        .map(String::valueOf))
                .hasSize(6)
                .noneMatch(text -> text.toLowerCase(Locale.ROOT).matches(".*(ada|lovelace|example).*"));
    }

    private static Stream<BulkItem> creates(int count) {
        return IntStream.range(0, count).mapToObj(i -> BulkItem.create(c -> c.firstName("Ada")));
    }

    private static ContactListener each(Runnable action) {
        return new ContactListener() {
            @Override
            public void created(Caller caller, Contact created) {
                action.run();
            }
        };
    }

    private static final class BrokenDirectory implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            throw new IllegalStateException("down");
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            throw new IllegalStateException("down");
        }
    }

    /** A store whose writes are part of a transaction of the host. */
    private static final class OpenStore implements ContactRepository {
        private final ContactRepository store = new InMemoryContactRepository();

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            return store.find(organizationId, ids);
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            return store.findByKeys(organizationId, keys, limit);
        }

        @Override
        public Rows list(ListRequest request) {
            return store.list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            List<Contact> stored = store.write(request).contacts().orElseThrow();
            return WriteResult.stored(stored, work -> work.getAsBoolean());
        }
    }
}
