package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of a feed of changes, as tests: for each numbered rule of {@link ChangeFeed} one or more.
 *
 * <p>The test of a store that has a feed extends this class beside {@link ContactRepositoryContract}, whose rules it
 * takes for granted. Each test is about its rule alone, so that a feed which breaks one rule fails that one. Positions
 * are kept as text between two answers, as readers keep them.
 *
 * @param <S> the store
 */
public abstract class ChangeFeedContract<S extends ContactRepository & ChangeFeed> {
    private static final long ORGANIZATION = 456;
    private static final long OTHER_ORGANIZATION = 457;

    /** More than the contacts of a test. */
    private static final int ALL = 1_000;

    /** After so many answers a reader gives up: the feed has no end. */
    private static final int MANY_ANSWERS = 2_000;

    private static final List<Integer> LIMITS = List.of(1, 3, 16, ALL);

    private S store;

    /** For subclasses. */
    protected ChangeFeedContract() {}

    /**
     * Makes the store to test.
     *
     * @return a store without contacts, called once for each test
     * @throws Exception if it cannot be made
     */
    protected abstract S emptyStore() throws Exception;

    /**
     * Closes a store after its test. It does nothing unless overridden.
     *
     * @param store a store that {@link #emptyStore()} made
     * @throws Exception if it cannot be closed
     */
    protected void close(S store) throws Exception {}

    @BeforeEach
    final void makeStore() throws Exception {
        store = emptyStore();
    }

    @AfterEach
    final void closeStore() throws Exception {
        close(store);
    }

    @Test
    void rule_5_1_from_the_start_every_contact_is_told_once_as_it_is_now() {
        List<Contact> contacts = new ArrayList<>(insert("Ann", "Bob", "Carl", "Dora"));
        contacts.addAll(insert("Emil"));
        contacts.set(1, rename(contacts.get(1), "Bert"));
        contacts.set(4, rename(rename(contacts.get(4), "Edgar"), "Ed"));
        contacts.addAll(insert("Fay"));
        contacts.set(2, delete(contacts.get(2)));

        assertTold(contacts, read(ChangePosition.START, ALL));
    }

    @Test
    void rule_5_1_every_reader_is_told_from_the_start() {
        List<Contact> contacts = insert("Ann", "Bob", "Carl");

        assertTold(contacts, read(ChangePosition.START, ALL));
        assertTold(contacts, read(ChangePosition.START, ALL));
    }

    @Test
    void rule_5_2_after_a_position_what_was_changed_since_is_told_once_as_it_is_now_and_no_other() {
        List<Contact> before = insert("Ann", "Bob", "Carl", "Dora", "Emil", "Fay");
        ChangePosition position = end();

        Contact often = rename(rename(rename(before.get(1), "Bert"), "Bertie"), "Albert");
        Contact deleted = delete(before.get(3));
        Contact inserted = insert("Gus").get(0);
        Contact first = renamed(before.get(4), "Edgar");
        Contact second = renamed(first, "Ed");
        Contact insertedToo = write(
                        new Change.Replace(before.get(4), first),
                        new Change.Insert(SampleContacts.named("Hal")),
                        new Change.Replace(first, second))
                .get(1);

        assertTold(List.of(often, deleted, inserted, second, insertedToo), read(position, ALL));
    }

    @Test
    void rule_5_2_after_an_old_position_all_is_told_again() {
        Contact ann = insert("Ann").get(0);
        ChangePosition afterAnn = end();
        Contact bob = insert("Bob").get(0);
        ChangePosition afterBob = end();
        Contact anna = rename(ann, "Anna");

        for (int reader = 0; reader < 2; reader++) {
            assertTold(List.of(bob, anna), read(afterAnn, ALL));
            assertTold(List.of(anna), read(afterBob, ALL));
        }
    }

    @Test
    void rule_5_2_a_write_that_was_not_stored_changes_nothing() {
        List<Contact> before = insert("Ann", "Bob");
        Contact anna = rename(before.get(0), "Anna");
        ChangePosition position = end();

        assertStale(
                new Change.Replace(anna, renamed(anna, "Annabel")),
                new Change.Replace(before.get(0), renamed(before.get(0), "Late")));
        write();

        assertTold(List.of(), read(position, ALL));
    }

    @Test
    void rule_5_2_beside_writers_no_version_is_told_twice_and_none_before_an_older_one() throws Exception {
        Map<Long, Long> told = new HashMap<>();
        Set<Long> written = besideWriters(answer -> {
            Set<Long> ids = new HashSet<>();
            for (Contact contact : answer) {
                assertTrue(ids.add(contact.id()), () -> contact + " is twice in an answer");
                Long before = told.put(contact.id(), contact.version());
                assertTrue(
                        before == null || before < contact.version(),
                        () -> contact + " is told after version " + before);
            }
        });

        assertFalse(written.isEmpty());
    }

    @Test
    void rule_5_3_what_is_committed_after_an_answer_comes_in_a_later_one() {
        List<Contact> contacts = new ArrayList<>(
                insert(IntStream.range(0, 12).mapToObj(i -> "Ann " + i).toArray(String[]::new)));
        Map<Long, Contact> told = new TreeMap<>();
        ChangePosition position = ChangePosition.START;

        // Whichever of them come first, some were told and some were not.
        for (int i = 0; i < 12; i += 3) {
            Changes changes = ask(position, 2);
            changes.contacts().forEach(contact -> told.put(contact.id(), contact));
            position = changes.next();
            contacts.set(i, rename(contacts.get(i), "Bob"));
            contacts.set(11 - i, rename(contacts.get(11 - i), "Carl"));
            contacts.addAll(insert("Dora", "Emil"));
            contacts.set(1, rename(contacts.get(1), "Fay"));
        }
        read(position, 2).forEach(contact -> told.put(contact.id(), contact));

        assertEquals(contacts.stream().collect(Collectors.toMap(Contact::id, contact -> contact)), told);
    }

    @Test
    void rule_5_3_beside_writers_the_last_version_of_every_contact_is_told() throws Exception {
        Map<Long, Contact> told = new HashMap<>();
        Set<Long> written = besideWriters(answer -> answer.forEach(contact -> told.put(contact.id(), contact)));

        assertEquals(versions(store.find(ORGANIZATION, written)), versions(told));
    }

    @Test
    void rule_5_4_what_was_not_committed_never_comes() {
        List<Contact> contacts = new ArrayList<>(insert("Ann", "Bob", "Carl"));
        contacts.set(0, rename(contacts.get(0), "Anna"));
        Contact gone = insert("Gone").get(0);
        write(new Change.Remove(gone));
        Contact foreign = insertForeign("Foreign").get(0);
        ChangePosition position = end();

        assertStale(
                new Change.Insert(SampleContacts.named("Never")),
                new Change.Replace(contacts.get(1), renamed(contacts.get(1), "Never")),
                new Change.Remove(contacts.get(2)),
                new Change.Replace(gone, renamed(gone, "Never")));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.write(
                        ORGANIZATION,
                        List.of(
                                new Change.Insert(SampleContacts.named("Never")),
                                new Change.Replace(contacts.get(1), renamed(contacts.get(1), "Never")),
                                new Change.Remove(foreign))));
        read(position, ALL).forEach(contact -> assertNotEquals("Never", contact.firstName()));

        insert("Dora");
        contacts.set(2, rename(contacts.get(2), "Carla"));
        Stream.of(read(position, ALL), read(ChangePosition.START, ALL))
                .flatMap(List::stream)
                .forEach(contact -> assertNotEquals("Never", contact.firstName()));
    }

    @Test
    void rule_5_4_beside_writers_what_was_not_committed_never_comes() throws Exception {
        Contact gone = insert("Gone").get(0);
        write(new Change.Remove(gone));
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger writing = new AtomicInteger(2);
        Races.Racer writer = () -> {
            try {
                for (int round = 0; round < 40; round++) {
                    Contact ann = insert("Ann").get(0);
                    assertStale(
                            new Change.Insert(SampleContacts.named("Never")),
                            new Change.Replace(ann, renamed(ann, "Never")),
                            new Change.Remove(gone));
                    Races.awaitChange(answers);
                }
            } finally {
                writing.decrementAndGet();
            }
        };

        Races.run(
                writer,
                writer,
                () -> readBeside(writing, answer -> {
                    answers.incrementAndGet();
                    answer.forEach(contact -> assertNotEquals("Never", contact.firstName()));
                }));
    }

    @Test
    void rule_5_5_pages_of_any_size_tell_the_same_and_none_is_empty_before_the_end() {
        Contact first = insert("First").get(0);
        List<Contact> contacts = new ArrayList<>(
                insert(IntStream.range(0, 50).mapToObj(i -> "Ann " + i).toArray(String[]::new)));
        for (int i = 0; i < 20; i++) {
            contacts.addAll(insert("Bob " + i));
        }
        Contact removed = insert("Removed").get(0);
        List<Contact> removedToo = insert("Removed", "Removed", "Removed", "Removed");
        contacts.addAll(insert("Carl", "Dora"));
        for (int i = 0; i < contacts.size(); i += 7) {
            rename(contacts.get(i), "Changed");
        }
        Contact last = insert("Last").get(0);
        write(new Change.Remove(first), new Change.Remove(removed), new Change.Remove(last));
        write(removedToo.stream().map(Change.Remove::new).toArray(Change[]::new));
        insert("After the removed ones");

        List<Contact> all = read(ChangePosition.START, ALL);
        for (int limit : LIMITS) {
            List<Contact> told = new ArrayList<>();
            ChangePosition position = ChangePosition.START;
            Changes changes = ask(position, limit);
            for (int answers = 1; !changes.contacts().isEmpty(); answers++) {
                assertTrue(changes.contacts().size() <= limit, "at most " + limit);
                assertNotEquals(position, changes.next(), "the position after contacts");
                assertTrue(answers < MANY_ANSWERS, "comes to an end");
                told.addAll(changes.contacts());
                position = changes.next();
                changes = ask(position, limit);
            }
            assertCovers(changes.next(), position);
            assertTold(all, told);
        }
    }

    @Test
    void rule_5_5_where_nothing_is_new_the_position_does_not_fall_back() {
        assertNothingNew(ChangePosition.START);
        insert("Ann", "Bob");
        assertNothingNew(end());
        insert("Carl");
        assertNothingNew(end());
    }

    @Test
    void rule_5_5_a_limit_out_of_bounds_is_refused() {
        for (long organization : List.of(ORGANIZATION, OTHER_ORGANIZATION)) {
            for (int limit : List.of(Integer.MIN_VALUE, -1, 0, ChangeFeed.MAX_LIMIT + 1, Integer.MAX_VALUE)) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> store.changesSince(organization, ChangePosition.START, limit),
                        () -> "a limit of " + limit);
            }
            insert("Ann", "Bob");
        }
        assertEquals(1, ask(ChangePosition.START, 1).contacts().size());
        assertFalse(ask(ChangePosition.START, ChangeFeed.MAX_LIMIT).contacts().isEmpty());
    }

    @Test
    void rule_5_6_a_contact_that_was_taken_out_comes_no_more() {
        List<Contact> contacts = insert("Ann", "Bob", "Carl", "Dora");
        ChangePosition before = end();
        Contact told = insert("Told").get(0);
        ChangePosition after = end();
        Contact untold = rename(insert("Untold").get(0), "Not told");
        Contact changed = renamed(contacts.get(1), "Changed");
        Contact deleted = delete(contacts.get(2));
        List<Contact> removed = List.of(contacts.get(0), changed, deleted, told, untold);

        write(
                new Change.Remove(contacts.get(0)),
                new Change.Replace(contacts.get(1), changed),
                new Change.Remove(changed),
                new Change.Remove(deleted),
                new Change.Remove(told),
                new Change.Remove(untold));

        Set<Long> ids = removed.stream().map(Contact::id).collect(Collectors.toSet());
        for (ChangePosition position : List.of(ChangePosition.START, before, after)) {
            assertTrue(read(position, ALL).stream().map(Contact::id).noneMatch(ids::contains), position::toString);
            assertTrue(read(position, 1).stream().map(Contact::id).noneMatch(ids::contains), position::toString);
        }
    }

    @Test
    void rule_5_7_contacts_of_another_organization_never_come_whatever_the_position() {
        insertForeign("Foreign", "Foreign");
        ChangePosition early = end(OTHER_ORGANIZATION);
        insert("Ann", "Bob");
        ChangePosition own = end();
        for (int i = 0; i < 5; i++) {
            insertForeign("Foreign", "Foreign", "Foreign");
        }
        ChangePosition late = end(OTHER_ORGANIZATION);
        insertForeign("Foreign");

        for (ChangePosition position : List.of(
                ChangePosition.START,
                early,
                own,
                late,
                end(OTHER_ORGANIZATION),
                ChangePosition.parse("0:1"),
                ChangePosition.parse("0:999999999999999999"),
                ChangePosition.parse("1:1 2:999999999999999999 9999:999999999999999999"))) {
            for (int limit : List.of(1, ALL)) {
                assertEquals(
                        Set.of(),
                        read(position, limit).stream()
                                .map(Contact::firstName)
                                .filter("Foreign"::equals)
                                .collect(Collectors.toSet()),
                        position::toString);
            }
        }
    }

    @Test
    void rule_5_8_a_reader_who_has_been_told_all_is_at_the_end_until_something_is_new() {
        List<Contact> contacts = insert("Ann", "Bob", "Carl", "Dora");
        insertForeign("Foreign");
        assertEquals(Set.of(ORGANIZATION, OTHER_ORGANIZATION), store.ends().keySet());

        List<Consumer<Contact>> changes = List.of(
                contact -> rename(contact, "Anna"),
                contact -> rename(rename(contact, "Bert"), "Bertie"),
                contact -> write(new Change.Remove(contact)),
                contact -> insert("Emil"));
        for (int i = 0; i < changes.size(); i++) {
            ChangePosition before = end();
            assertCovers(before, endOf(ORGANIZATION));
            changes.get(i).accept(contacts.get(i));
            boolean removed = read(before, ALL).isEmpty();
            assertTrue(removed || !before.covers(endOf(ORGANIZATION)), "something is new after " + before);
            assertCovers(ask(before, ALL).next(), endOf(ORGANIZATION));
        }
        assertCovers(end(OTHER_ORGANIZATION), endOf(OTHER_ORGANIZATION));
    }

    @Test
    void rule_5_8_an_organization_without_contacts_has_no_end() {
        assertTrue(store.ends().isEmpty(), "without contacts");
        insertForeign("Foreign");
        assertEquals(Set.of(OTHER_ORGANIZATION), store.ends().keySet());
    }

    @Test
    void rule_5_8_beside_writers_an_answer_that_tells_all_covers_the_ends_before() throws Exception {
        AtomicInteger writing = new AtomicInteger(2);
        Races.Racer writer = () -> {
            try {
                for (int round = 0; round < 40; round++) {
                    rename(insert("Ann").get(0), "Anna");
                }
            } finally {
                writing.decrementAndGet();
            }
        };

        Races.run(writer, writer, () -> {
            ChangePosition position = ChangePosition.START;
            boolean done;
            do {
                done = writing.get() == 0;
                Map<Long, ChangePosition> ends = store.ends();
                Changes changes = ask(position, ChangeFeed.MAX_LIMIT);
                position = changes.next();
                assertCovers(position, ends.getOrDefault(ORGANIZATION, ChangePosition.START));
            } while (!done);
            assertTrue(read(position, ALL).isEmpty(), "told all");
        });
    }

    private ChangePosition endOf(long organizationId) {
        return Objects.requireNonNull(store.ends().get(organizationId));
    }

    private List<Contact> insert(String... firstNames) {
        return contactsOf(store.write(ORGANIZATION, inserts(firstNames)));
    }

    private List<Contact> insertForeign(String... firstNames) {
        return contactsOf(store.write(OTHER_ORGANIZATION, inserts(firstNames)));
    }

    private static List<Change> inserts(String... firstNames) {
        return Stream.of(firstNames)
                .<Change>map(name -> new Change.Insert(SampleContacts.named(name)))
                .toList();
    }

    private Contact rename(Contact contact, String firstName) {
        return write(new Change.Replace(contact, renamed(contact, firstName))).get(0);
    }

    private Contact delete(Contact contact) {
        return write(new Change.Replace(contact, contact.deleted(later(contact), null)))
                .get(0);
    }

    private List<Contact> write(Change... changes) {
        return contactsOf(store.write(ORGANIZATION, List.of(changes)));
    }

    private void assertStale(Change... changes) {
        assertTrue(store.write(ORGANIZATION, List.of(changes)).staleIndex().isPresent(), "stored, and should be stale");
    }

    private static List<Contact> contactsOf(WriteResult result) {
        return result.contacts().orElseThrow();
    }

    private static Contact renamed(Contact contact, String firstName) {
        return contact.changed(
                contact.details().toBuilder().firstName(firstName).build(), later(contact), null);
    }

    private static Instant later(Contact contact) {
        return contact.updatedAt().plusSeconds(60);
    }

    private Changes ask(ChangePosition position, int limit) {
        return ask(ORGANIZATION, position, limit);
    }

    private Changes ask(long organizationId, ChangePosition position, int limit) {
        return store.changesSince(organizationId, ChangePosition.parse(position.toString()), limit);
    }

    /** What a reader is told who asks until there is nothing, or too often. */
    private List<Contact> read(ChangePosition position, int limit) {
        List<Contact> told = new ArrayList<>();
        Changes changes = ask(position, limit);
        for (int answers = 1; !changes.contacts().isEmpty() && answers < MANY_ANSWERS; answers++) {
            told.addAll(changes.contacts());
            changes = ask(changes.next(), limit);
        }
        return told;
    }

    private ChangePosition end() {
        return end(ORGANIZATION);
    }

    /** Where a reader is who has been told all. */
    private ChangePosition end(long organizationId) {
        Changes changes = ask(organizationId, ChangePosition.START, ALL);
        for (int answers = 1; !changes.contacts().isEmpty() && answers < MANY_ANSWERS; answers++) {
            changes = ask(organizationId, changes.next(), ALL);
        }
        return changes.next();
    }

    private void assertNothingNew(ChangePosition position) {
        for (int limit : List.of(1, ALL)) {
            Changes changes = ask(position, limit);
            assertEquals(List.of(), changes.contacts());
            assertCovers(changes.next(), position);
        }
    }

    private static void assertCovers(ChangePosition position, ChangePosition other) {
        assertTrue(position.covers(other), () -> "at " + position + ", which is not after " + other);
    }

    /** That these contacts were told, each once, in any order. */
    private static void assertTold(List<Contact> expected, List<Contact> told) {
        assertEquals(described(expected), described(told));
        assertEquals(new HashSet<>(expected), new HashSet<>(told));
    }

    private static List<String> described(List<Contact> contacts) {
        return contacts.stream().map(Contact::toString).sorted().toList();
    }

    private static Map<Long, Long> versions(Map<Long, Contact> contacts) {
        Map<Long, Long> versions = new TreeMap<>();
        contacts.forEach((id, contact) -> versions.put(id, contact.version()));
        return versions;
    }

    /**
     * Lets four threads write, single changes and several together, contacts of their own and some that they all
     * change, while a reader asks until they are done and nothing is new.
     *
     * @param reader what to do with each answer
     * @return the ids of all contacts there are
     */
    private Set<Long> besideWriters(Consumer<List<Contact>> reader) throws Exception {
        List<Contact> shared = insert("Ann", "Bob", "Carl");
        Set<Long> written = ConcurrentHashMap.newKeySet();
        shared.forEach(contact -> written.add(contact.id()));
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger writing = new AtomicInteger(4);

        List<Races.Racer> racers = new ArrayList<>(Collections.nCopies(writing.get(), () -> {
            try {
                for (int round = 0; round < 25; round++) {
                    List<Contact> own = new ArrayList<>(insert("Dora"));
                    own.addAll(insert("Emil", "Fay", "Gus"));
                    rename(own.get(round % 3), "Hal");
                    own.addAll(changeAndInsert(shared));
                    own.addAll(changeAndInsert(shared.subList(round % 3, round % 3 + 1)));
                    own.forEach(contact -> written.add(contact.id()));
                    Races.awaitChange(answers);
                }
            } finally {
                writing.decrementAndGet();
            }
        }));
        racers.add(() -> readBeside(writing, answer -> {
            answers.incrementAndGet();
            reader.accept(answer);
        }));
        Races.run(racers);
        return written;
    }

    /**
     * Changes contacts, in the order of their ids, and inserts one, in one write. Nothing where another thread was
     * faster.
     */
    private List<Contact> changeAndInsert(List<Contact> contacts) {
        Map<Long, Contact> found =
                store.find(ORGANIZATION, contacts.stream().map(Contact::id).toList());
        List<Change> changes = new ArrayList<>();
        new TreeMap<>(found)
                .values()
                .forEach(contact -> changes.add(new Change.Replace(contact, renamed(contact, "Ida"))));
        changes.add(new Change.Insert(SampleContacts.named("Joe")));
        return store.write(ORGANIZATION, changes).contacts().orElse(List.of());
    }

    /** Asks until the writers are done and nothing is new, or too often. Pages of several sizes. */
    private void readBeside(AtomicInteger writing, Consumer<List<Contact>> reader) {
        ChangePosition position = ChangePosition.START;
        for (int asked = 0, askedInTheEnd = 0; askedInTheEnd < MANY_ANSWERS; asked++) {
            boolean done = writing.get() == 0;
            Changes changes = ask(position, LIMITS.get(asked % LIMITS.size()));
            reader.accept(changes.contacts());
            position = changes.next();
            if (done && changes.contacts().isEmpty()) {
                return;
            }
            askedInTheEnd += done ? 1 : 0;
        }
    }
}
