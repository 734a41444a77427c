package dev.contactbook.it.bulk;

import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.it.support.UserDirectory;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.testkit.Faults;
import dev.contactbook.testkit.TestContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of many items when store or directory fail. */
class BulkFailuresTest {
    private static final Storage UNKNOWN = new Storage("lost", true, Storage.Outcome.UNKNOWN);

    @AfterEach
    void close_databases() {
        Store.H2.close();
    }

    @Test
    @Tag("3.58")
    void an_item_that_h2_refuses_fails_alone() throws SQLException {
        assertFailsAlone(Store.freshDatabase());
    }

    @Test
    @Tag("3.58")
    void an_item_that_postgresql_refuses_fails_alone() throws SQLException {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            assertFailsAlone(schema);
        }
    }

    private static void assertFailsAlone(DataSource database) throws SQLException {
        ContactSchema.migrate(database);
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(JdbcContactRepository.over(database))
                .listener(listener)
                .build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        execute(database, "alter table contactbook_contact add constraint picky check (last_name <> 'Refused')");
        listener.events.clear();
        List<BulkItem> items = List.of(
                BulkItem.create(c -> c.firstName("Ann")),
                BulkItem.create(c -> c.firstName("Eve").lastName("Refused")),
                BulkItem.patch(id, c -> c.lastName("Refused")),
                BulkItem.patch(id, ContactPatch.of(c -> c.lastName("King")).ifVersion(1)),
                BulkItem.delete(0));

        BulkReport report = contacts.bulk().each(CALLER, items.stream());
        Storage together =
                catchThrowableOfType(Storage.class, () -> contacts.bulk().allOrNothing(CALLER, items.subList(0, 2)));

        assertThat(contact(report, 0).firstName()).isEqualTo("Ann");
        for (int refused : new int[] {1, 2}) {
            Storage storage = (Storage) error(report, refused);
            assertThat(storage.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
            assertThat(storage.retryable()).isFalse();
        }
        assertThat(contact(report, 3).version()).isEqualTo(2);
        assertThat(error(report, 4)).isInstanceOf(NotFound.class);
        assertThat(together.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data())
                .containsExactly(contact(report, 3), contact(report, 0));
        assertThat(listener.events).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.59")
    void a_write_that_fails_is_the_error_of_what_needed_it_and_the_run_goes_on(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = book.builder().listener(listener).build();
        Contact ada = book.given(CALLER).contact("Ada").save();
        Contact bob = book.given(CALLER).contact("Bob").save();
        book.faults().nextWrite().failWith(() -> UNKNOWN);
        Stream<BulkItem> first = Stream.of(
                BulkItem.create(c -> c.firstName("Grace")),
                BulkItem.create(c -> c.firstName(" ")),
                BulkItem.patch(bob.id(), c -> c.firstName("Bob")),
                BulkItem.patch(ada.id(), ContactPatch.of(c -> {}).ifVersion(2)),
                BulkItem.patch(ada.id(), c -> c.lastName("King")),
                BulkItem.patch(ada.id(), c -> c.lastName("King")),
                BulkItem.patch(ada.id(), ContactPatch.of(c -> {}).ifVersion(1)),
                BulkItem.delete(ada.id()),
                BulkItem.delete(ada.id()));
        Stream<BulkItem> rest = Stream.generate(() -> BulkItem.delete(0)).limit(BulkContacts.CHUNK - 9);
        Stream<BulkItem> next = Stream.of(BulkItem.patch(ada.id(), c -> c.lastName("Lovelace")));

        BulkReport report =
                contacts.bulk().each(CALLER, Stream.of(first, rest, next).flatMap(items -> items));

        for (int lost : new int[] {0, 4, 5, 6, 7, 8}) {
            assertThat(error(report, lost)).as("item " + lost).isSameAs(UNKNOWN);
        }
        assertThat(contact(report, 2)).isEqualTo(bob);
        assertThat(((Conflict) error(report, 3)).currentVersion()).isEqualTo(1);
        assertThat(error(report, 9)).isInstanceOf(NotFound.class);
        assertThat(contact(report, BulkContacts.CHUNK).version()).isEqualTo(2);
        assertThat(report.progress()).isEqualTo(new BulkProgress(1_001, 2, 999, false));
        assertThat(listener.events).hasSize(1);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data())
                .containsExactly(contact(report, BulkContacts.CHUNK), bob);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.59")
    void a_failure_that_may_pass_is_not_tried_again_item_by_item(Store store) {
        for (Storage failure : List.of(
                UNKNOWN,
                new Storage("full", true, Storage.Outcome.NOT_APPLIED),
                new Storage("odd", false, Storage.Outcome.UNKNOWN))) {
            RecordingRepository repository = new RecordingRepository(store.fresh());
            TestContacts book = TestContacts.over(repository);
            book.faults().nextWrite().failWith(() -> failure);

            BulkReport report = book.contacts()
                    .bulk()
                    .each(
                            CALLER,
                            Stream.generate(() -> BulkItem.create(c -> c.firstName("Ada")))
                                    .limit(3));

            assertThat(report.results())
                    .allSatisfy(result -> assertThat(result.error()).containsSame(failure));
            assertThat(repository.calls).isEmpty(); // the one write failed before it
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.59")
    void a_read_that_fails_is_the_error_of_what_needed_it(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts = book.contacts();
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
        Storage down = new Storage("down", true, Storage.Outcome.NOT_APPLIED);
        book.faults().everyRead().failWith(() -> down);
        List<BulkItem> items = List.of(
                BulkItem.patch(ada.id(), c -> c.lastName("King")),
                BulkItem.create(c -> c.firstName("Grace")),
                BulkItem.patch(ada.id(), c -> c.set("nope", 1)),
                BulkItem.delete(ada.id()));

        BulkReport report = contacts.bulk().each(CALLER, items.stream());
        assertThatThrownBy(() -> contacts.bulk().allOrNothing(CALLER, items)).isSameAs(down);
        book.faults().clear();

        assertThat(report.results())
                .extracting(result -> result.error().orElse(null))
                .startsWith(down, null)
                .endsWith(down);
        assertThat(error(report, 2)).isNotSameAs(down);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(ada, contact(report, 1));
    }

    @Test
    @Tag("3.59")
    void a_failure_that_ended_the_hosts_transaction_ends_the_run() {
        Storage ended = Storage.transactionEnded();
        Storage refused = new Storage("refused", false, Storage.Outcome.NOT_APPLIED);
        Consumer<Faults> read = faults -> faults.nextRead().failWith(() -> ended);
        Consumer<Faults> write = faults -> faults.nextWrite().failWith(() -> ended);
        Consumer<Faults> writeOfOne = faults -> {
            faults.nextWrite().failWith(() -> refused);
            faults.write(2).failWith(() -> ended);
        };
        for (Consumer<Faults> failing : List.of(read, write, writeOfOne)) {
            TestContacts book = TestContacts.inMemory();
            Contacts contacts = book.contacts();
            Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
            List<BulkResult> handedOver = new ArrayList<>();
            List<BulkItem> items = new ArrayList<>();
            for (int i = 0; i < 2 * BulkContacts.CHUNK; i++) {
                items.add(BulkItem.create(c -> c.firstName("Bob")));
            }
            items.add(BulkContacts.CHUNK, BulkItem.patch(ada.id(), c -> c.lastName("King")));

            assertThatThrownBy(() -> contacts.bulk().each(CALLER, items.stream(), result -> {
                        handedOver.add(result);
                        if (handedOver.size() == BulkContacts.CHUNK) {
                            failing.accept(book.faults());
                        }
                    }))
                    .isSameAs(ended);

            assertThat(handedOver).hasSize(BulkContacts.CHUNK);
            assertThat(contacts.list(CALLER, ContactQuery.page()).total()).hasValue(1 + BulkContacts.CHUNK);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.62")
    void all_or_nothing_throws_what_the_store_says(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = book.builder().listener(listener).build();
        List<BulkItem> items = List.of(BulkItem.create(c -> c.firstName("Ada")), BulkItem.create(Fixtures::everyField));
        for (Storage failure : List.of(UNKNOWN, new Storage("odd", false, Storage.Outcome.NOT_APPLIED))) {
            book.faults().nextWrite().failWith(() -> failure);

            assertThatThrownBy(() -> contacts.bulk().allOrNothing(CALLER, items))
                    .isSameAs(failure);

            book.faults().assertAllUsed();
        }
        assertThat(listener.events).isEmpty();
        assertThat(contacts.bulk().allOrNothing(CALLER, items).contactsOrThrow())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.60")
    void a_directory_that_fails_is_the_error_of_what_needed_it(Store store) {
        AtomicInteger asked = new AtomicInteger();
        RecordingListener listener = new RecordingListener();
        ContactRepository repository = store.fresh();
        Contact ada =
                Contacts.over(repository).create(CALLER, c -> c.firstName("Ada").owner(7));
        Contacts contacts = Contacts.builder(repository)
                .directory(new UserDirectory(() -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("down");
                }))
                .listener(listener)
                .build();
        List<BulkItem> items = List.of(
                BulkItem.create(c -> c.firstName("Grace").owner(8)),
                BulkItem.create(c -> c.firstName("Eve")),
                BulkItem.patch(ada.id(), c -> c.lastName("King").owner(7)),
                BulkItem.patch(ada.id(), ContactPatch.of(c -> c.owner(9)).ifVersion(2)),
                BulkItem.patch(ada.id(), ContactPatch.of(c -> c.owner(9)).ifVersion(1)),
                BulkItem.create(c -> c.firstName("Bob").company(1)));

        BulkReport together = contacts.bulk().allOrNothing(CALLER, items);
        assertThat(listener.events).isEmpty();
        BulkReport each = contacts.bulk().each(CALLER, items.stream());

        for (BulkReport report : List.of(each, together)) {
            assertThat(report.failures()).extracting(BulkResult::index).containsExactly(0L, 3L, 4L, 5L);
            for (int failed : new int[] {0, 3}) {
                Storage storage = (Storage) error(report, failed);
                assertThat(storage.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
                assertThat(storage.retryable()).isTrue();
            }
            assertThat(((Conflict) error(report, 4)).currentVersion()).isEqualTo(2);
        }
        assertThat(contact(each, 2).version()).isEqualTo(2);
        assertThat(contacts.list(CALLER, ContactQuery.page()).data())
                .containsExactly(contact(each, 2), contact(each, 1));
        assertThat(asked).hasValue(2);
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
