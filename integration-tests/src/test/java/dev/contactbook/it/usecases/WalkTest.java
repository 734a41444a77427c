package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.testkit.Fault;
import dev.contactbook.testkit.TestClock;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cursors and streams: what goes on from page to page. */
class WalkTest {
    private static final ContactQuery ALL = ContactQuery.page();

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.14")
    void a_page_knows_where_the_next_one_goes_on_and_the_last_one_says_that_nothing_follows(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        List<Contact> created = create(contacts, 7);

        for (ContactQuery query : List.of(
                ALL.sortBy(FIRST_NAME.asc()),
                ContactQuery.of(ContactSearch.byName("ann")),
                ALL.where(EMAIL.isMissing()))) {
            Page<Contact> first = contacts.list(CALLER, query.limit(3));
            Page<Contact> second =
                    contacts.list(CALLER, query.limit(3).after(first.next().orElseThrow()));
            Page<Contact> third =
                    contacts.list(CALLER, query.limit(3).after(second.next().orElseThrow()));

            assertThat(Stream.of(first, second, third).flatMap(page -> page.data().stream()))
                    .isEqualTo(created);
            assertThat(Stream.of(first, second, third).map(Page::total)).allMatch(total -> total.getAsLong() == 7);
            assertThat(third.next()).isEmpty();
            assertThat(third.skip()).isZero();
            assertThat(contacts.list(CALLER, query.limit(7)).next()).isEmpty();
            assertThat(contacts.list(CALLER, query.limit(0)).next()).isEmpty();
            assertThat(contacts.list(CALLER, query.skip(4).limit(2)).next()).isPresent();
            assertThat(contacts.associate(CALLER, first).next()).isEqualTo(first.next());
        }
    }

    @Test
    @Tag("4.15")
    void a_cursor_of_another_query_or_organization_is_refused_before_the_store_is_asked() {
        Contacts contacts = Contacts.over(new InMemoryContactRepository());
        create(contacts, 2);
        Cursor cursor = contacts.list(CALLER, ALL.limit(1).where(COMPANY_ID.isMissing()))
                .next()
                .orElseThrow();
        RecordingRepository unread = new RecordingRepository(new InMemoryContactRepository());
        Contacts untouched = Contacts.over(unread);

        Map<String, String> foreign = Map.of("after", "Cursor belongs to another query");
        assertThat(errorsOf(() -> untouched.list(CALLER, ALL.after(cursor)))).isEqualTo(foreign);
        assertThat(errorsOf(() -> untouched.list(
                        FOREIGNER, ALL.where(COMPANY_ID.isMissing()).after(cursor))))
                .isEqualTo(foreign);
        assertThat(errorsOf(() ->
                        untouched.list(CALLER, ALL.where(COMPANY_ID.isMissing()).after(Cursor.of("x' or 1=1")))))
                .isEqualTo(Map.of("after", "Not a valid cursor: use the page's next"));
        assertThat(unread.calls).isEmpty();
        assertThat(contacts.list(
                                CALLER,
                                ALL.limit(5)
                                        .where(COMPANY_ID.isMissing())
                                        .withoutTotal()
                                        .after(cursor))
                        .data())
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.17")
    @Tag("4.20")
    void a_walk_over_changing_contacts_meets_each_once_whose_sort_keys_stay(Store store) throws Exception {
        long seed = Long.getLong("contactbook.seed", System.nanoTime());
        System.out.println("-Dcontactbook.seed=" + seed);
        Random random = new Random(seed);
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        List<Contact> created = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clock.set(NOW.plusMillis(random.nextInt(20)));
            created.add(contacts.create(CALLER, any(random)));
        }
        Set<Long> staying = ids(created.subList(0, 30));
        Writer writer = new Writer(contacts, created.subList(30, 60), new Random(seed + 1));
        CompletableFuture<Void> writing = CompletableFuture.runAsync(writer);
        try {
            for (Sort[] sorts : List.of(
                    new Sort[] {},
                    new Sort[] {CREATED_AT.desc()},
                    new Sort[] {LAST_NAME.asc()},
                    new Sort[] {OWNED_BY_USER_ID.desc(), LAST_NAME.asc()},
                    new Sort[] {LAST_NAME.desc(), CREATED_AT.asc(), OWNED_BY_USER_ID.asc()})) {
                ContactQuery query = ALL.where(EMAIL.isMissing()).sortBy(sorts);
                List<Long> walked = walk(contacts, query.limit(4), writer);
                List<Long> streamed = contacts.stream(CALLER, query)
                        .peek(contact -> writer.allowed.release())
                        .map(Contact::id)
                        .toList();

                assertThat(List.of(walked, streamed)).allSatisfy(met -> {
                    assertThat(met).containsAll(staying);
                    assertThat(met.stream().filter(id -> !writer.moved.contains(id)))
                            .doesNotHaveDuplicates();
                });
            }
        } finally {
            writer.done.set(true);
            writer.allowed.release();
            writing.get();
        }
    }

    /** Lets the writer write twice for each page of 4: were it quicker than the walk, there might be no end. */
    private static List<Long> walk(Contacts contacts, ContactQuery query, Writer writer) {
        List<Long> met = new ArrayList<>();
        Optional<ContactQuery> next = Optional.of(query);
        while (next.isPresent()) {
            Page<Contact> page = contacts.list(CALLER, next.get());
            page.data().forEach(contact -> met.add(contact.id()));
            writer.allowed.release(2);
            assertThat(met).as("%s", query).hasSizeLessThan(1_000);
            next = page.next().map(query::after);
        }
        return met;
    }

    private static ContactPatch any(Random random) {
        return ContactPatch.of(contact -> contact.firstName("Ann")
                .lastName(random.nextInt(4) == 0 ? null : "n" + random.nextInt(5))
                .owner(random.nextBoolean() ? null : (Long) (1L + random.nextInt(3))));
    }

    private static Set<Long> ids(List<Contact> contacts) {
        return new HashSet<>(contacts.stream().map(Contact::id).toList());
    }

    /** Creates, deletes, patches fields that are not sorted by, and moves contacts by what they are sorted by. */
    private static final class Writer implements Runnable {
        private final Contacts contacts;
        private final List<Long> mine;
        private final Random random;
        private final Set<Long> moved = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean done = new AtomicBoolean();
        private final Semaphore allowed = new Semaphore(0);

        Writer(Contacts contacts, List<Contact> mine, Random random) {
            this.contacts = contacts;
            this.mine = new ArrayList<>(mine.stream().map(Contact::id).toList());
            this.random = random;
        }

        @Override
        public void run() {
            while (!done.get()) {
                allowed.acquireUninterruptibly();
                int one = random.nextInt(mine.size());
                switch (random.nextInt(4)) {
                    case 0 -> mine.add(contacts.create(CALLER, any(random)).id());
                    case 1 -> {
                        if (mine.size() > 20) {
                            contacts.delete(CALLER, mine.remove(one));
                        }
                    }
                    case 2 -> {
                        moved.add(mine.get(one));
                        contacts.patch(CALLER, mine.get(one), any(random));
                    }
                    default ->
                        contacts.patch(CALLER, mine.get(one), contact -> contact.phone("555" + random.nextInt(10_000)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.20")
    void a_stream_has_all_that_a_query_finds_in_its_order(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        contacts.bulk()
                .each(
                        CALLER,
                        IntStream.range(0, 2_100)
                                .mapToObj(i -> BulkItem.create(ContactPatch.of(
                                        contact -> contact.firstName("Ann").lastName("n" + i * 7 % 100)))));

        List<Contact> all =
                contacts.stream(CALLER, ALL.sortBy(LAST_NAME.desc()).limit(3)).toList();

        assertThat(all)
                .hasSize(2_100)
                .isSortedAccordingTo(ALL.sortBy(LAST_NAME.desc()).order());
        assertThat(contacts.stream(CALLER, ALL.sortBy(LAST_NAME.desc()).skip(2_000)))
                .isEqualTo(all.subList(2_000, 2_100));
        assertThat(contacts.stream(
                        CALLER, ContactQuery.of(ContactSearch.byName("n5")).where(LAST_NAME.isNot("n50"))))
                .hasSize(210);
        assertThat(contacts.stream(CALLER, ALL.where(EMAIL.exists()))).isEmpty();
        assertThat(contacts.stream(FOREIGNER, ALL)).isEmpty();
    }

    @Test
    @Tag("4.20")
    void a_stream_reads_a_page_when_it_is_needed_and_counts_nothing() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        create(Contacts.over(store), 1_001);
        RecordingRepository counting = new RecordingRepository(store);
        Contacts contacts = Contacts.over(counting);

        Stream<Contact> stream = contacts.stream(CALLER, ALL);
        Iterator<Contact> iterator = stream.iterator();
        assertThat(counting.queries).isEmpty();
        iterator.next();
        assertThat(counting.queries).hasSize(1);
        for (int i = 1; i < 1_000; i++) {
            iterator.next();
        }
        assertThat(counting.queries).hasSize(1);
        iterator.next();
        assertThat(counting.queries).hasSize(2).noneMatch(ContactQuery::wantsTotal);
        assertThat(iterator.hasNext()).isFalse();
        assertThat(counting.queries).hasSize(2);
    }

    @Test
    @Tag("4.20")
    void a_closed_stream_reads_nothing_any_more() {
        RecordingRepository counting = new RecordingRepository(new InMemoryContactRepository());
        create(Contacts.over(counting), 3);
        Stream<Contact> stream = Contacts.over(counting).stream(CALLER, ALL);
        Iterator<Contact> iterator = stream.iterator();
        iterator.next();

        stream.close();

        assertThatThrownBy(() -> iterator.forEachRemaining(contact -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(counting.queries).hasSize(1);
    }

    @Test
    @Tag("4.20")
    @Tag("5.4")
    void a_stream_ends_with_the_failure_of_a_page() {
        TestContacts book = TestContacts.inMemory();
        book.given(CALLER).people(1_001).save();
        book.faults().read(2).fail(Fault.DOWN);
        Contacts contacts = book.contacts();
        List<Contact> met = new ArrayList<>();

        assertThatThrownBy(() -> contacts.stream(CALLER, ALL).forEach(met::add)).isInstanceOf(Storage.class);
        assertThat(met).hasSize(1_000);
        assertThatThrownBy(
                        () -> contacts.stream(CALLER, ALL.after(Cursor.of("x"))).count())
                .isInstanceOf(ContactsException.Invalid.class);
    }

    private static List<Contact> create(Contacts contacts, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> contacts.create(CALLER, contact -> contact.firstName("Ann")))
                .toList();
    }
}
