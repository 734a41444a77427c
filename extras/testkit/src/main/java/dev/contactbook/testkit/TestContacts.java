package dev.contactbook.testkit;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Contacts for a test: over the in-memory store or any other, with what a test needs around them.
 *
 * <pre>{@code
 * TestContacts book = TestContacts.inMemory();
 * Contact ada = book.given(me).contact("Ada Lovelace").email("ada@example.com").id(42).version(7).save();
 * new Onboarding(book.contacts()).signUp(me, "ada@example.com");
 * book.changes(); // → [patched 42 (custom_fields_by_name) by 789]
 * }</pre>
 *
 * <p>Make one for each test. Nothing is static, so tests can run in parallel. Thread-safe.
 */
public final class TestContacts {
    private final TestStore store;
    private final TestClock clock = new TestClock();
    private final TestDirectory directory = new TestDirectory();
    private final @Nullable TestIds ids;
    private final Contacts somebodyElse;
    private final Faults faults;
    private final OperationLog operations = new OperationLog();
    private final Contacts contacts;

    private TestContacts(ContactRepository store, FakeTransactions transactions, @Nullable TestIds ids) {
        this.store = new TestStore(Objects.requireNonNull(store, "repository"), transactions);
        this.ids = ids;
        this.somebodyElse =
                Contacts.builder(this.store).clock(clock).directory(directory).build();
        this.faults = new Faults(clock, somebodyElse);
        this.contacts = builder().build();
    }

    /** {@return contacts over a new in-memory store, whose ids start at 1} */
    public static TestContacts inMemory() {
        return inMemory(() -> null);
    }

    /**
     * Contacts over a new in-memory store that takes part in transactions of the host.
     *
     * @param transactions returns the transaction that is open
     * @return the contacts
     */
    public static TestContacts inMemory(FakeTransactions transactions) {
        return new TestContacts(
                new InMemoryContactRepository(), Objects.requireNonNull(transactions, "transactions"), null);
    }

    /**
     * Contacts over any store.
     *
     * @param repository the store, in memory or in a database
     * @return the contacts
     */
    public static TestContacts over(ContactRepository repository) {
        return new TestContacts(repository, () -> null, null);
    }

    /**
     * Contacts over a store in a database, with ids of choice.
     *
     * @param repository the store, whose ids come from {@code ids}
     * @param ids the ids of its new contacts
     * @return the contacts
     */
    public static TestContacts over(ContactRepository repository, TestIds ids) {
        return new TestContacts(repository, () -> null, Objects.requireNonNull(ids, "ids"));
    }

    /** {@return the contacts for the code under test, with the clock, the directory and the logs of this test} */
    public Contacts contacts() {
        return contacts;
    }

    /**
     * {@return a new builder with the store, the clock and the directory of this test, to add a policy or listeners}
     */
    public ContactsBuilder builder() {
        return configure(Contacts.builder(repository()));
    }

    /**
     * Gives a builder of the host the clock, the directory and the log of operations of this test.
     *
     * @param builder a builder over {@link #repository()}
     * @return the same builder
     */
    public ContactsBuilder configure(ContactsBuilder builder) {
        return builder.clock(clock).directory(directory()).observer(operations);
    }

    /**
     * {@return the store for the code under test, with the faults of this test. It has a change feed if the store below
     * has one}
     */
    public ContactRepository repository() {
        return new FaultyStore(store, faults);
    }

    /**
     * Lets e-mails be unique in an organization, as the host does in its database.
     *
     * @param organizationId which organization
     * @throws IllegalStateException if several contacts have one e-mail, or the store is not in memory: choose in the
     *     database then
     */
    public void useUniqueEmails(long organizationId) {
        store.fake()
                .orElseThrow(() -> new IllegalStateException("The store is not in memory: choose in the database"))
                .useUniqueEmails(organizationId, true);
    }

    /** {@return what goes wrong in this test} */
    public Faults faults() {
        return faults;
    }

    /** {@return contacts over the same store without faults, for what somebody else does during the test} */
    public Contacts somebodyElse() {
        return somebodyElse;
    }

    /** {@return the clock, which stands still until it is set} */
    public TestClock clock() {
        return clock;
    }

    /**
     * {@return the users and companies of this test, with its faults} Until an organization is {@linkplain Given#user
     * given} a user, each id is one, and so it is with companies.
     */
    public Directory directory() {
        return new FaultyDirectory(directory, faults);
    }

    /**
     * Starts what the test begins with.
     *
     * @param caller who creates it, in whose organization
     * @return contacts, users and companies to give
     */
    public Given given(Caller caller) {
        return new Given(this, Objects.requireNonNull(caller, "caller"));
    }

    /**
     * {@return the changes that were stored, in their order, also those whose answer was lost. What a test was given is
     * not among them. In memory, neither is what was rolled back}
     */
    public List<TestChange> changes() {
        return store.changes();
    }

    /**
     * {@return the operations that ended, in the order of their ends, those that failed among them. Those of
     * {@link #somebodyElse()} are not}
     */
    public List<TestOperation> operations() {
        return operations.operations();
    }

    /**
     * Checks the {@link #operations()}.
     *
     * @param expected each operation in the order of its end, as its text: {@code patch by 789: success}
     * @throws AssertionError that shows both lists if they differ
     */
    public void assertOperations(String... expected) {
        Differences.requireEqual("Operations", List.of(expected), operations());
    }

    /**
     * Checks the {@link #changes()}.
     *
     * @param expected each change in the order of {@link #changes()}, as its text: {@code patched 42 (email, phone) by
     *     789}
     * @throws AssertionError that shows both lists if they differ
     */
    public void assertChanges(String... expected) {
        Differences.requireEqual("Changes", List.of(expected), changes());
    }

    /**
     * Starts assertions about a contact, live or deleted, without a call that faults or logs see.
     *
     * @param caller in whose organization
     * @param id its id
     * @return its assertions
     * @throws AssertionError if there is no such contact
     */
    public ContactAssert assertContact(Caller caller, long id) {
        Contact contact = store.find(caller.organizationId(), List.of(id)).get(id);
        if (contact == null) {
            throw new AssertionError("Organization " + caller.organizationId() + " has no contact " + id);
        }
        return ContactAssert.assertThat(contact);
    }

    /**
     * Marks the present state: contacts, next id, clock, directory and logs. Only in memory, at the same cost for any
     * number of contacts. No other thread may write during the call.
     *
     * @return the mark, for any number of {@link #backTo}
     * @throws UnsupportedOperationException if the store is not in memory
     */
    public Mark mark() {
        InMemoryContactRepository memory = store.fake()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "Only the in-memory store has marks: in a database, roll back the transaction of the test"));
        return new Mark(this, memory.mark());
    }

    /**
     * Goes back to a mark: contacts, next id, clock, directory and logs are as they were. There are no faults any more.
     * No other thread may write during the call.
     *
     * @param mark a mark of these contacts
     * @throws IllegalArgumentException if it is a mark of others
     */
    public void backTo(Mark mark) {
        if (mark.book != this) {
            throw new IllegalArgumentException("The mark is of other contacts");
        }
        mark.goBack();
        faults.clear();
    }

    TestStore store() {
        return store;
    }

    TestDirectory testDirectory() {
        return directory;
    }

    Optional<TestIds> ids() {
        return Optional.ofNullable(ids);
    }

    /** A state to go back to. Immutable. */
    public static final class Mark {
        private final TestContacts book;
        private final Runnable wayBack;
        private final Instant time;
        private final TestDirectory.State directory;
        private final List<TestChange> changes;
        private final List<TestOperation> operations;

        private Mark(TestContacts book, Runnable wayBack) {
            this.book = book;
            this.wayBack = wayBack;
            this.time = book.clock.instant();
            this.directory = book.directory.state();
            this.changes = book.store.changes();
            this.operations = book.operations();
        }

        private void goBack() {
            wayBack.run();
            book.clock.set(time);
            book.directory.restore(directory);
            book.store.restore(changes);
            book.operations.restore(operations);
        }
    }
}
