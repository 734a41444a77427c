package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An SQLite file that something else has open too: a backup, a report, a shell. */
class SharedFileTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    /** SQLite writes its log from the start again after so many pages, if nobody reads an older state. */
    private static final long LOG = 1_000 * 4_120;

    private static final int WRITES = 400;

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("SystemOut")
    void the_log_grows_while_a_transaction_reads_and_no_more_when_it_has_ended() throws Exception {
        Path file = Engine.SQLITE.in(folder);
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(file);
                Connection another = connect(file);
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
            contacts.create(CALLER, c -> c.firstName("Ada").lastName("Lovelace").email("ada@example.com"));
        }
    }

    private static int count(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select count(*) from contactbook_contact")) {
            return row.getInt(1);
        }
    }

    private static long log(Path file) throws IOException {
        return Files.size(file.resolveSibling(file.getFileName() + "-wal"));
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
