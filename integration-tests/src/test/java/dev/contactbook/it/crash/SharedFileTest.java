package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that something else has open too: a backup, a report, a shell, a second instance of the host. */
class SharedFileTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    /** SQLite writes its log from the start again after so many pages, if nobody reads an older state. */
    private static final long LOG = 1_000 * 4_120;

    private static final int WRITES = 400;
    private static final int PATCHES = 200;

    /** Longer than H2 waits for a lock. */
    private static final WorkLimits PATIENT = WorkLimits.DEFAULT.deadline(Duration.ofMinutes(5));

    private static final WorkLimits IMPATIENT = WorkLimits.DEFAULT.deadline(Duration.ofMillis(300));

    @TempDir
    Path folder;

    private Process other;

    @AfterEach
    void end_the_other_process() {
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    @Tag("3.206")
    void a_file_of_h2_that_another_process_has_open_is_a_failure_worth_a_retry_until_that_one_is_killed()
            throws Exception {
        Path file = Engine.H2.in(folder);
        Contact ada;
        try (EmbeddedContactRepository repository = Engine.H2.open(file)) {
            ada = create(Contacts.over(repository));
        }
        hold(Engine.H2, HoldingProcess.Hold.STORE);

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> Engine.H2.open(file))
                    .withMessage("The database file is open in another process")
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }

        kill();
        try (EmbeddedContactRepository repository = Engine.H2.open(file)) {
            assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
            assertThat(repository.verify()).isEmpty();
        }
    }

    @Test
    @Tag("3.200")
    @Tag("5.10")
    void a_write_to_sqlite_that_another_process_keeps_out_ends_at_its_deadline_and_goes_on_when_that_one_is_killed()
            throws Exception {
        Path file = Engine.SQLITE.in(folder);
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(file)) {
            Contact ada = create(Contacts.over(repository));
            hold(Engine.SQLITE, HoldingProcess.Hold.WRITER);

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> create(contacts(repository, IMPATIENT)))
                    .withMessage("The deadline of the call has passed")
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
            assertThat(repository.verify()).isEmpty();

            kill();
            create(Contacts.over(repository));
            assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
            assertThat(repository.verify()).isEmpty();
        }
    }

    /** A killed reader leaves no mark that would let the log grow for ever. */
    @Test
    @Tag("3.207")
    void the_log_grows_while_another_process_reads_and_begins_again_when_that_one_is_killed() throws Exception {
        Path file = Engine.SQLITE.in(folder);
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(file)) {
            Contacts contacts = Contacts.over(repository);
            create(contacts);
            hold(Engine.SQLITE, HoldingProcess.Hold.READER);
            write(contacts);
            write(contacts);
            long held = log(file);

            kill();
            write(contacts);

            assertThat(held).isGreaterThan(2 * LOG);
            assertThat(log(file)).isLessThanOrEqualTo(held + LOG);
            assertThat(repository.verify()).isEmpty();
        }
        assertThat(folder.toFile().list()).containsExactly("contacts.sqlite");
    }

    @Test
    @Tag("3.208")
    void a_patch_of_a_contact_that_another_transaction_of_h2_has_locked_fails_and_is_worth_a_retry() throws Exception {
        Path file = Engine.H2.in(folder);
        try (EmbeddedContactRepository repository = Engine.H2.open(file);
                Connection another = Engine.H2.connect(file);
                Statement sql = another.createStatement()) {
            Contacts contacts = contacts(repository, PATIENT);
            Contact ada = create(contacts);
            another.setAutoCommit(false);
            sql.execute("select id from contactbook_contact where id = " + ada.id() + " for update");

            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> contacts.patch(CALLER, ada.id(), c -> c.firstName("Grace")))
                    .matches(e -> e.sqlState().equals(Optional.of("HYT00")))
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
            create(contacts);

            another.rollback();
            contacts.patch(CALLER, ada.id(), c -> c.firstName("Grace"));
            assertThat(repository.verify()).isEmpty();
        }
    }

    @Test
    @Tag("3.207")
    @SuppressWarnings("SystemOut")
    void the_file_of_h2_grows_while_a_transaction_reads_an_older_state_and_no_more_when_it_has_ended()
            throws Exception {
        Path file = Engine.H2.in(folder);
        try (EmbeddedContactRepository repository = Engine.H2.open(file);
                Connection another = Engine.H2.connect(file);
                Statement sql = another.createStatement()) {
            Contacts contacts = Contacts.over(repository);
            Contact ada = create(contacts);
            patch(contacts, ada);
            long alone = Files.size(file);
            sql.execute("set session characteristics as transaction isolation level snapshot");
            another.setAutoCommit(false);
            int before = count(sql);

            patch(contacts, ada);
            patch(contacts, ada);
            long held = Files.size(file);
            create(contacts);
            assertThat(count(sql)).as("what it sees").isEqualTo(before);
            another.rollback();
            assertThat(count(sql)).isEqualTo(before + 1);
            another.rollback();

            patch(contacts, ada);
            patch(contacts, ada);
            System.out.printf(
                    "the file after %d patches %,d, after twice as many beside a reader %,d, after as many without it"
                            + " %,d%n",
                    PATCHES, alone, held, Files.size(file));
            assertThat(held).isGreaterThan(alone);
            assertThat(Files.size(file)).isLessThan(held);
            assertThat(repository.verify()).isEmpty();
        }
    }

    private void hold(Engine engine, HoldingProcess.Hold hold) throws IOException {
        other = Processes.start(new ProcessBuilder(Processes.java(
                        HoldingProcess.class, engine.name(), engine.in(folder).toString(), hold.name()))
                .redirectErrorStream(true));
        assertThat(other.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo(HoldingProcess.HELD);
    }

    private void kill() throws InterruptedException {
        other.destroyForcibly();
        assertThat(other.waitFor()).as("killed").isEqualTo(128 + 9);
    }

    private static Contacts contacts(EmbeddedContactRepository repository, WorkLimits limits) {
        return Contacts.builder(repository).workLimits(limits).build();
    }

    private static Contact create(Contacts contacts) {
        return contacts.create(
                CALLER, c -> c.firstName("Ada").lastName("Lovelace").email("ada@example.com"));
    }

    private static void patch(Contacts contacts, Contact contact) {
        for (int write = 0; write < PATCHES; write++) {
            String name = "Name" + write;
            contacts.patch(CALLER, contact.id(), c -> c.lastName(name));
        }
    }

    @Test
    @Tag("3.207")
    @SuppressWarnings("SystemOut")
    void the_log_grows_while_a_transaction_reads_and_no_more_when_it_has_ended() throws Exception {
        Path file = Engine.SQLITE.in(folder);
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(file);
                Connection another = Engine.SQLITE.connect(file);
                Statement sql = another.createStatement()) {
            Contacts contacts = Contacts.over(repository);
            write(contacts);
            long alone = log(file);
            sql.execute("begin");
            int before = count(sql);

            write(contacts);
            long held = log(file);
            assertThat(count(sql)).as("what it sees").isEqualTo(before);
            sql.execute("rollback");
            assertThat(count(sql)).isEqualTo(before + WRITES);

            write(contacts);
            System.out.printf(
                    "the log after %d creates %,d, beside a reader %,d, without it %,d%n",
                    WRITES, alone, held, log(file));
            assertThat(alone).isLessThan(2 * LOG);
            assertThat(held).isGreaterThan(alone);
            assertThat(log(file)).isLessThanOrEqualTo(held + LOG);
            assertThat(repository.verify()).isEmpty();
        }
    }

    private static void write(Contacts contacts) {
        for (int write = 0; write < WRITES; write++) {
            create(contacts);
        }
    }

    private static int count(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select count(*) from contactbook_contact")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long log(Path file) throws IOException {
        return Files.size(file.resolveSibling(file.getFileName() + "-wal"));
    }
}
