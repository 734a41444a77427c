package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static dev.contactbook.it.crash.Writer.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.it.crash.Writer.Answers;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of all of PostgreSQL's processes at random moments, again and again on one folder; some of the times
 * of one process only, or an orderly stop. Always the same pool, whose writers compare what they were told with what is
 * found. More kills: {@code -Dcontactbook.postgres.kills}; the same moments again, as far as threads allow:
 * {@code -Dcontactbook.postgres.seed}.
 */
class PostgresCrashTest {
    private static final int KILLS = Integer.getInteger("contactbook.postgres.kills", 5);
    private static final long SEED = Long.getLong("contactbook.postgres.seed", System.nanoTime());

    /** At most so many acknowledgements before an end. */
    private static final int OPERATIONS = 200;

    private enum End {
        KILL,
        KILL_ONE_PROCESS,
        STOP
    }

    private final Random random = new Random(SEED);
    private final Ledger ledger = new Ledger();
    private int acknowledged;
    private int unknown;
    private int unknownButStored;
    private int notApplied;

    @TempDir
    Path folder;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.postgres.seed=" + SEED);
    }

    @Test
    @Tag("3.51")
    @Tag("3.69")
    @Tag("5.5")
    @Tag("5.11")
    @SuppressWarnings("SystemOut")
    void what_was_acknowledged_is_there_after_a_kill_and_nothing_is_half_written() throws Exception {
        Postgres.url(); // where there is none, this says so
        try (KillablePostgres server = new KillablePostgres(folder.resolve("data"));
                HikariDataSource pool = pool(server.url())) {
            assertThat(ask(
                            pool,
                            "select string_agg(setting, ' ' order by name) from pg_settings where name in"
                                    + " ('fsync', 'full_page_writes', 'synchronous_commit')"))
                    .isEqualTo("on on on");
            ContactSchema.migrate(pool);
            JdbcContactRepository repository =
                    JdbcContactRepository.builder(pool).expectUniqueEmails().build();
            ContactSchema.useUniqueEmails(pool, ORGANIZATION, true);
            FeedReader reader = new FeedReader(ORGANIZATION);

            int run = 0;
            for (End end : ends()) {
                run++;
                Run writers = new Run(repository, "run" + run);
                writers.awaitAcknowledgements(random.nextInt(OPERATIONS));
                end(end, server, pool);
                if (end == End.KILL_ONE_PROCESS) {
                    writers.stop(); // the server comes back by itself, perhaps before they have noticed
                    writers.awaitEnd();
                } else {
                    writers.awaitEnd();
                    server.restart();
                }
                Map<Long, Contact> stored = stored(repository);
                writers.compare(end + " " + run + " of seed " + SEED, stored);
                assertThat(ContactSchema.verify(pool)).isEmpty();
                reader.readOn(repository).assertKnows(stored.values());
            }
        }
        System.out.printf(
                "%d kills: %d operations acknowledged, %d unknown, of which %d were stored, %d not applied%n",
                KILLS, acknowledged, unknown, unknownButStored, notApplied);
        assertThat(acknowledged).isGreaterThan(KILLS);
        assertThat(notApplied).isPositive();
    }

    private List<End> ends() {
        List<End> ends = new ArrayList<>(Collections.nCopies(KILLS, End.KILL));
        for (int i = 0; i < Math.max(1, KILLS / 10); i++) {
            ends.add(End.KILL_ONE_PROCESS);
            ends.add(End.STOP);
        }
        Collections.shuffle(ends, random);
        return ends;
    }

    private static void end(End end, KillablePostgres server, HikariDataSource pool) throws Exception {
        switch (end) {
            case KILL -> server.kill();
            case KILL_ONE_PROCESS ->
                server.killBackend(Long.parseLong(ask(
                        pool,
                        "select min(pid) from pg_stat_activity"
                                + " where application_name = 'writer' and pid <> pg_backend_pid()")));
            case STOP -> server.stop();
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + "&ApplicationName=writer");
        config.setMaximumPoolSize(THREADS + 1);
        config.setMinimumIdle(
                0); // or it goes on connecting to the server that is not there, with longer and longer pauses
        config.setConnectionTimeout(500);
        return new HikariDataSource(config);
    }

    private static String ask(HikariDataSource pool, String question) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** All contacts, deleted ones too, as soon as the server and the pool, which makes pauses, are there again. */
    private Map<Long, Contact> stored(ContactRepository repository) {
        for (int attempt = 1; ; attempt++) {
            try {
                Map<Long, Contact> stored = repository.find(ORGANIZATION, ledger.possibleIds());
                assertThat(repository
                                .list(ORGANIZATION, ContactQuery.page().limit(0))
                                .total())
                        .hasValue(
                                stored.values().stream().filter(Contact::isLive).count());
                return stored;
            } catch (Storage e) {
                assertThat(e.retryable()).as(e.toString()).isTrue();
                assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(attempt).as("attempts").isLessThan(100);
            }
        }
    }

    /** Threads that write until the server has gone, and what they were told. */
    private final class Run implements Answers {
        private final Semaphore acknowledgements = new Semaphore(0);
        private final Set<String> unknownStamps = new HashSet<>();
        private final Set<Thread> failedThreads = new HashSet<>();
        private final List<CompletableFuture<Void>> threads;
        private int unanswered;
        private volatile boolean stopped;

        Run(ContactRepository repository, String name) {
            Writer writer = new Writer(repository, this);
            writer.shareStored();
            threads = IntStream.range(0, THREADS)
                    .mapToObj(thread -> {
                        Random ofThread = new Random(random.nextLong());
                        return CompletableFuture.runAsync(
                                        () -> writer.write(name + "-" + thread, ofThread),
                                        task -> new Thread(task, name).start())
                                // No thread waits for one that has ended too early.
                                .whenComplete((nothing, thrown) -> acknowledgements.release(OPERATIONS));
                    })
                    .toList();
        }

        void awaitAcknowledgements(int count) throws InterruptedException {
            acknowledgements.acquire(count);
        }

        void stop() {
            stopped = true;
        }

        void awaitEnd() {
            threads.forEach(CompletableFuture::join);
        }

        void compare(String context, Map<Long, Contact> stored) {
            ledger.compare(context, stored, unanswered);
            unknown += unanswered;
            unknownButStored += (int) unknownStamps.stream()
                    .filter(stamp -> stored.values().stream().anyMatch(c -> stamp.equals(c.firstName())))
                    .count();
        }

        @Override
        public boolean goOn() {
            return !stopped;
        }

        @Override
        public void acknowledged(List<Saved> stored, List<Long> removed) {
            synchronized (ledger) {
                stored.forEach(ledger::note);
                removed.forEach(ledger::noteRemoved);
                acknowledged++;
            }
            acknowledgements.release();
        }

        /** Each thread goes on once, to meet the server that is not there. */
        @Override
        public boolean failed(Storage failure, String stamp, Optional<Long> deleted) {
            assertThat(failure.retryable()).as(failure.toString()).isTrue();
            synchronized (ledger) {
                if (failure.outcome() == Outcome.UNKNOWN) {
                    unanswered++;
                    unknownStamps.add(stamp);
                } else {
                    notApplied++;
                    ledger.noteRefused(stamp);
                    deleted.ifPresent(ledger::noteUndeleted);
                }
                return failedThreads.add(Thread.currentThread());
            }
        }
    }
}
