package dev.contactbook.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.it.faults.FaultProxy.Fault;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What becomes of calls whose connection to PostgreSQL breaks, at every moment of a write, and of the pool. */
class NetworkFaultsTest extends PostgresFaults {
    private static final Pattern SERVER = Pattern.compile("//([^:/?]+)(?::(\\d+))?/");

    /** Statements are sent as text each time: prepared ones would go by a number, in which no fault finds its text. */
    private static final String AS_TEXT = "prepareThreshold=0";

    /** For what is swallowed; in seconds. */
    private static final String GIVE_UP = AS_TEXT + "&socketTimeout=2";

    private FaultProxy proxy;
    private HikariDataSource pool;
    private ContactRepository repository;
    private Contacts contacts;

    @BeforeEach
    void open() throws IOException {
        Matcher server = SERVER.matcher(tables.getJdbcUrl());
        assertThat(server.find()).isTrue();
        String port = server.group(2) == null ? "5432" : server.group(2);
        proxy = new FaultProxy(server.group(1), Integer.parseInt(port));
        connect(AS_TEXT);
    }

    private void connect(String settings) {
        connect(settings, 30_000);
    }

    private void connect(String settings, long patience) {
        if (pool != null) {
            pool.close();
        }
        pool = pool(1, patience, SERVER.matcher(url(settings)).replaceFirst("//127.0.0.1:" + proxy.port() + "/"));
        repository = JdbcContactRepository.over(pool);
        contacts = Contacts.over(repository);
    }

    @AfterEach
    void close() throws IOException {
        pool.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("5.5")
    @Tag("5.11")
    void a_create_that_is_cut_off_is_unknown_and_there_wholly_or_not_at_all(Fault cut) {
        makeCounter();
        proxy.at("Grace", cut);

        assertCutOff(failure(() -> contacts.create(CALLER, contact -> everyField(contact, "Grace"))), Outcome.UNKNOWN);

        assertWhollyOrNotAtAll(cut, List.of(everyField("Grace")));
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("5.5")
    @Tag("5.11")
    void a_commit_that_is_cut_off_is_unknown_and_the_list_is_there_wholly_or_not_at_all(Fault cut) {
        proxy.at("COMMIT", cut);

        assertCutOff(failure(() -> repository.write(ORGANIZATION, adaAndGrace())), Outcome.UNKNOWN);

        assertWhollyOrNotAtAll(cut, List.of(everyField("Ada"), everyField("Grace")));
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("3.269")
    @Tag("5.5")
    void a_choice_of_unique_emails_that_is_cut_off_is_made_wholly_or_not_at_all(Fault cut) {
        contacts.create(CALLER, contact -> everyField(contact, "Ada"));
        proxy.at("COMMIT", cut);

        assertCutOff(failure(() -> ContactSchema.useUniqueEmails(pool, ORGANIZATION, true)), Outcome.UNKNOWN);

        assertThat(ContactSchema.verify(tables)).isEmpty();
        boolean isUnique = JdbcContactRepository.builder(tables)
                .expectUniqueEmails()
                .build()
                .uniqueKinds(ORGANIZATION)
                .contains(ContactKey.Kind.EMAIL);
        assertThat(happened(cut, isUnique)).isEqualTo(isUnique);
        ContactSchema.useUniqueEmails(pool, ORGANIZATION, false);
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("3.1")
    @Tag("5.5")
    @Tag("5.11")
    void a_list_of_changes_that_is_cut_off_before_its_commit_is_not_applied(Fault cut) {
        proxy.at("Grace", cut);

        assertCutOff(failure(() -> repository.write(ORGANIZATION, adaAndGrace())), Outcome.NOT_APPLIED);

        assertThat(stored()).isEmpty();
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("5.5")
    void a_patch_and_a_delete_that_are_cut_off_are_unknown_and_happened_wholly_or_not_at_all(Fault cut) {
        Contact ada = contacts.create(CALLER, contact -> everyField(contact, "Ada"));

        proxy.at("Lovelace", cut);
        assertCutOff(
                failure(() -> contacts.patch(
                        CALLER,
                        ada.id(),
                        contact -> contact.lastName("Lovelace").email(null))),
                Outcome.UNKNOWN);
        Contact patched = stored().get(0);
        if (happened(cut, patched.version() == 2)) {
            assertThat(patched.details())
                    .isEqualTo(ada.details().toBuilder()
                            .lastName("Lovelace")
                            .email(null)
                            .build());
        } else {
            assertThat(patched).isEqualTo(ada);
        }

        proxy.at("update contactbook_contact", cut);
        assertCutOff(failure(() -> contacts.delete(CALLER, ada.id())), Outcome.UNKNOWN);
        boolean deleted = stored().isEmpty(); // read immediately: a server that was cut off may still be at it
        assertThat(happened(cut, deleted)).isEqualTo(deleted);
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("5.5")
    @Tag("3.285")
    void a_restore_that_is_cut_off_is_unknown_and_happened_wholly_or_not_at_all(Fault cut) {
        Contact ada = contacts.create(CALLER, contact -> everyField(contact, "Ada"));
        contacts.delete(CALLER, ada.id());

        proxy.at("update contactbook_contact", cut);
        assertCutOff(failure(() -> contacts.trash().restore(CALLER, ada.id())), Outcome.UNKNOWN);

        List<Contact> restored = stored(); // read immediately: a server that was cut off may still be at it
        assertThat(restored).hasSize(happened(cut, !restored.isEmpty()) ? 1 : 0).allSatisfy(live -> {
            assertThat(live.details()).isEqualTo(ada.details());
            assertThat(live.version()).isEqualTo(3);
        });
        assertWorks(pool);
    }

    @ParameterizedTest
    @EnumSource(names = "CUT_.*", mode = EnumSource.Mode.MATCH_ALL)
    @Tag("5.4")
    @Tag("5.11")
    void a_read_that_is_cut_off_is_no_answer_and_wrote_nothing(Fault cut) {
        Contact ada = contacts.create(CALLER, contact -> everyField(contact, "Ada"));

        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> contacts.get(CALLER, ada.id()),
                () -> contacts.list(CALLER, ContactQuery.page().withoutTotal()),
                () -> contacts.list(CALLER, ContactQuery.page().limit(1)))) {
            proxy.at("from contactbook_contact", cut);
            assertCutOff(failure(read), Outcome.NOT_APPLIED);
        }

        assertThat(stored()).containsExactly(ada);
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.11")
    void a_request_that_is_swallowed_ends_by_the_drivers_timeout_and_is_unknown() {
        connect(GIVE_UP);
        proxy.at("Grace", Fault.SWALLOW_REQUEST);

        assertCutOff(failure(() -> contacts.create(CALLER, contact -> everyField(contact, "Grace"))), Outcome.UNKNOWN);

        assertThat(stored()).isEmpty();
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.11")
    void an_answer_that_is_swallowed_ends_by_the_drivers_timeout_and_is_unknown_though_it_happened() {
        connect(GIVE_UP);
        proxy.at("COMMIT", Fault.SWALLOW_ANSWER);

        assertCutOff(failure(() -> repository.write(ORGANIZATION, adaAndGrace())), Outcome.UNKNOWN);

        assertThat(stored()).extracting(Contact::details).containsExactly(everyField("Ada"), everyField("Grace"));
        assertWorks(pool);
    }

    @Test
    void an_answer_that_is_late_is_an_answer() throws Exception {
        proxy.at("COMMIT", Fault.HOLD_ANSWER);
        CompletableFuture<List<Contact>> late = CompletableFuture.supplyAsync(
                () -> repository.write(ORGANIZATION, adaAndGrace()).contacts().orElseThrow());
        proxy.awaitStrike();

        proxy.release();

        assertThat(late.get()).hasSize(2).isEqualTo(stored());
        assertWorks(pool);
    }

    @Test
    @Tag("5.5")
    @Tag("5.10")
    @Tag("5.11")
    void a_server_that_takes_no_connections_has_written_nothing() {
        PGSimpleDataSource unpooled = new PGSimpleDataSource();
        unpooled.setUrl(pool.getJdbcUrl());
        repository = JdbcContactRepository.over(unpooled);
        contacts = Contacts.over(repository);
        proxy.refuse();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> contacts.create(CALLER, contact -> everyField(contact, "Grace")),
                () -> repository.write(ORGANIZATION, adaAndGrace()),
                () -> contacts.list(CALLER, ContactQuery.page()))) {
            assertFailure(failure(call), "08001", Outcome.NOT_APPLIED, true);
        }

        assertThat(stored()).isEmpty();
        proxy.acceptAgain();
        Contact ada = contacts.create(CALLER, contact -> contact.firstName("Ada"));
        assertThat(stored()).containsExactly(ada);
    }

    @Test
    @Tag("5.11")
    void a_pool_whose_server_was_gone_works_again() {
        connect(AS_TEXT, 250);
        proxy.refuse();
        // This one may be on a connection from before.
        assertThat(failure(() -> contacts.create(CALLER, contact -> contact.firstName("Ada")))
                        .retryable())
                .isTrue();
        Storage failure = failure(() -> contacts.create(CALLER, contact -> contact.firstName("Ada")));
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);

        proxy.acceptAgain();

        // The pool makes a pause of up to five seconds after it has failed to connect.
        Contact ada = Stream.generate(() -> tryTo(() -> contacts.create(CALLER, contact -> contact.firstName("Ada"))))
                .limit(100)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertThat(stored()).containsExactly(ada);
    }

    private static Optional<Contact> tryTo(Supplier<Contact> call) {
        try {
            return Optional.of(call.get());
        } catch (Storage e) {
            assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            return Optional.empty();
        }
    }

    /** So that a create is one statement. */
    private void makeCounter() {
        Contact first = contacts.create(CALLER, contact -> contact.firstName("First"));
        repository.write(ORGANIZATION, List.of(new Change.Remove(first)));
    }

    private void assertCutOff(Storage failure, Outcome outcome) {
        assertThat(proxy.hasStruck()).isTrue();
        assertFailure(failure, "08006", outcome, true);
    }

    private void assertWhollyOrNotAtAll(Fault cut, List<ContactDetails> written) {
        List<Contact> stored = stored();
        if (happened(cut, !stored.isEmpty())) {
            assertThat(stored).extracting(Contact::details).isEqualTo(written);
        } else {
            assertThat(stored).isEmpty();
        }
    }

    /** Whether a write happened: what the fault says, and what is found where it cannot say. */
    private static boolean happened(Fault cut, boolean found) {
        return switch (cut) {
            case CUT_BEFORE, CUT_WITHIN -> false;
            case CUT_AFTER -> true;
            default -> found;
        };
    }

    private static List<Change> adaAndGrace() {
        return List.of(insert("Ada"), insert("Grace"));
    }
}
