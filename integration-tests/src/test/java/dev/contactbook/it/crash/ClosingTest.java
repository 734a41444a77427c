package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.WorkBudget;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An embedded store that is opened and closed while other threads use it, and by threads that are interrupted. */
class ClosingTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int ROUNDS = Integer.getInteger("contactbook.closing.rounds", 5);
    private static final int READERS = 4;

    @TempDir
    Path folder;

    /** SQLite's driver would go on with a connection that its pool had given up, and leave the file open. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.203")
    void a_call_that_reads_is_broken_off_and_then_the_file_is_closed(Engine engine) throws Exception {
        Path file = engine.in(folder);
        EmbeddedContactRepository repository = engine.open(file);
        Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        makeSlow(engine, file);
        CompletableFuture<Void> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                repository.list(ListRequest.of(ORGANIZATION, ContactQuery.of(ContactSearch.byName("ada")))
                        .withBudget(WorkBudget.of(Duration.ofHours(1), Integer.MAX_VALUE)));
                read.complete(null);
            } catch (RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        awaitStatement(reader);

        repository.close();

        assertClosed(engine, file);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(read::join)
                .withCauseInstanceOf(Storage.class)
                .matches(e -> ((Storage) e.getCause()).outcome() == Storage.Outcome.NOT_APPLIED);
    }

    /** Lets every query for contacts take hours. */
    private static void makeSlow(Engine engine, Path file) throws SQLException {
        try (Connection connection = engine.connect(file);
                Statement sql = connection.createStatement()) {
            sql.execute("alter table contactbook_contact rename to contacts_of_test");
            sql.execute("create view contactbook_contact as select c.* from contacts_of_test c, "
                    + switch (engine) {
                        case H2 -> "system_range(1, 1000000000)";
                        case SQLITE ->
                            "(with recursive n (n) as (select 1 union all select n + 1 from n where n < 1000000000000)"
                                    + " select n from n)";
                    });
        }
    }

    private static void awaitStatement(Thread thread) {
        boolean isThere = false;
        while (!isThere) {
            assertThat(thread.isAlive()).as("it goes on").isTrue();
            isThere = Arrays.stream(thread.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().startsWith("org.sqlite.core.NativeDB")
                            || frame.getClassName().startsWith("org.h2.command.query"));
        }
    }

    /** As many deadlines as possible pass while the file is closed. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.203")
    void it_may_be_closed_while_deadlines_pass(Engine engine) throws Exception {
        Path file = engine.in(folder);
        for (int round = 0; round < ROUNDS; round++) {
            EmbeddedContactRepository repository = engine.open(file);
            CountDownLatch running = new CountDownLatch(READERS);
            AtomicBoolean isClosed = new AtomicBoolean();
            List<Thread> readers = Stream.generate(() -> new Thread(() -> readUntil(isClosed, repository, running)))
                    .limit(READERS)
                    .toList();
            readers.forEach(Thread::start);
            running.await();

            repository.close();
            isClosed.set(true);

            assertClosed(engine, file);
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    private static void readUntil(
            AtomicBoolean isClosed, EmbeddedContactRepository repository, CountDownLatch running) {
        ListRequest search = ListRequest.of(ORGANIZATION, ContactQuery.of(ContactSearch.byName("ada")));
        while (!isClosed.get()) {
            running.countDown();
            try {
                repository.list(search.withBudget(WorkBudget.of(Duration.ofNanos(300_000), Integer.MAX_VALUE)));
            } catch (Storage e) {
                // Out of time, or closed.
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.203")
    void an_interrupted_thread_opens_and_closes_too_and_stays_interrupted(Engine engine) throws Exception {
        Path file = engine.in(folder);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        Thread host = new Thread(() -> {
            Thread.currentThread().interrupt();
            engine.open(file).close();
            wasInterrupted.set(Thread.currentThread().isInterrupted());
        });
        host.start();
        host.join();

        assertThat(wasInterrupted).isTrue();
        assertClosed(engine, file);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.203")
    void calls_after_close_say_that_it_is_closed(Engine engine) {
        EmbeddedContactRepository repository = engine.open(engine.in(folder));
        repository.close();
        Contacts contacts = Contacts.over(repository);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> contacts.get(CALLER, 1),
                () -> contacts.list(CALLER, ContactQuery.page()),
                () -> contacts.create(CALLER, c -> c.firstName("Ada")),
                repository::verify,
                repository::repair,
                repository::ends,
                () -> repository.numberedIds("user").numberOf("x"))) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(call)
                    .withMessage("The store is closed")
                    .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }
    }

    /** SQLite leaves its log where a connection is open. H2 has a lock. */
    private static void assertClosed(Engine engine, Path file) throws IOException {
        assertThat(file.getParent().toFile().list())
                .containsExactly(file.getFileName().toString());
        if (engine == Engine.H2) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                assertThat(channel.tryLock()).isNotNull();
            }
        }
    }
}
