package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.embedded.H2File;
import dev.contactbook.jdbc.embedded.Scans;
import dev.contactbook.jdbc.read.PageReader;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.tck.SampleContacts;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that look at all contacts of one organization leave connections to others. */
class ScansTest {
    private static final long ORGANIZATION = 456;
    private static final long OTHER = 457;
    private static final int NINE = 9;
    private static final int MOST = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    Path folder;

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    @Test
    @Tag("3.87")
    void at_most_so_many_of_one_organization_run_and_anothers_do_not_wait_for_them() throws Exception {
        Scans scans = new Scans(MOST);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(MOST);
        CountDownLatch end = new CountDownLatch(1);
        List<Future<?>> nine = new ArrayList<>();
        for (int call = 0; call < NINE; call++) {
            nine.add(threads.submit(() -> scans.run(ORGANIZATION, WorkBudget.UNBOUNDED, () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                await(end);
                return running.decrementAndGet();
            })));
        }
        full.await();

        assertThat(scans.<String>run(OTHER, WorkBudget.UNBOUNDED, () -> "another's"))
                .isEqualTo("another's");
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> scans.run(ORGANIZATION, WorkBudget.of(Duration.ZERO, 0), () -> "late"))
                .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThat(running).hasValue(MOST);

        end.countDown();
        for (Future<?> each : nine) {
            each.get();
        }
        assertThat(most).hasValue(MOST);
        assertThat(scans.organizations()).isZero();
    }

    @Test
    void a_scan_that_fails_frees_its_place() {
        Scans scans = new Scans(1);

        for (int call = 0; call < 3; call++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> scans.run(ORGANIZATION, WorkBudget.UNBOUNDED, () -> {
                        throw new IllegalStateException();
                    }));
        }

        assertThat(scans.<Integer>run(ORGANIZATION, WorkBudget.UNBOUNDED, () -> 1))
                .isOne();
        assertThat(scans.organizations()).isZero();
    }

    @Test
    void a_thread_that_is_interrupted_waits_for_none_and_takes_a_free_place() {
        Scans scans = new Scans(1);
        Thread.currentThread().interrupt();

        assertThat(scans.<Integer>run(ORGANIZATION, WorkBudget.UNBOUNDED, () -> 1))
                .isOne();
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> scans.run(
                        ORGANIZATION,
                        WorkBudget.UNBOUNDED,
                        () -> scans.run(ORGANIZATION, WorkBudget.UNBOUNDED, () -> 1)))
                .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_index_serves_lists_of_all_or_of_one_range_in_its_order_and_nothing_else() {
        var pool = H2.inMemory("");
        JdbcContactRepository repository = JdbcContactRepository.over(H2.indexed(pool));
        ContactQuery all = ContactQuery.page();
        ContactQuery ofOwner = all.where(ContactFields.OWNED_BY_USER_ID.is(7L)).sortBy(ContactFields.CREATED_AT.desc());

        for (ContactQuery served : List.of(
                all,
                all.limit(0),
                all.skip(PageReader.DEEP - 1),
                all.sortBy(ContactFields.ID.desc()),
                all.sortBy(ContactFields.EMAIL.asc()),
                all.sortBy(ContactFields.PHONE.asc()).limit(0),
                ofOwner.withoutTotal())) {
            assertThat(repository.looksAtAllRows(served)).as(served.toString()).isFalse();
        }
        for (ContactQuery scan : List.of(
                all.skip(PageReader.DEEP),
                all.sortBy(ContactFields.PHONE.asc()),
                all.sortBy(ContactFields.EMAIL.asc(), ContactFields.PHONE.asc()),
                all.where(ContactFields.COMPANY_ID.is(7L)).limit(0),
                ofOwner,
                ofOwner.withoutTotal().sortBy(ContactFields.LAST_NAME.asc()),
                ofOwner.withoutTotal().where(ContactFields.OWNED_BY_USER_ID.in(7L, 8L)),
                all.where(ContactFields.OWNED_BY_USER_ID.is(7L).and(ContactFields.LAST_NAME.is("Lovelace")))
                        .sortBy(ContactFields.CREATED_AT.desc())
                        .withoutTotal(),
                all.where(ContactFields.EMAIL.is("a@example.org")),
                ContactQuery.of(ContactSearch.byName("ada")))) {
            assertThat(repository.looksAtAllRows(scan)).as(scan.toString()).isTrue();
        }
        ContactSchema.useCounters(pool, false);
        assertThat(JdbcContactRepository.over(pool).looksAtAllRows(all.limit(0)))
                .isTrue();
        pool.dispose();
    }

    @Test
    @Tag("3.87")
    void nine_of_one_organization_hold_half_of_the_embedded_pool_while_another_is_answered() throws Exception {
        Path file = folder.resolve("contacts");
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file);
                Connection observer = H2File.of(file).connect()) {
            repository.write(ORGANIZATION, Collections.nCopies(2_000, new Change.Insert(SampleContacts.named("Ann"))));
            long id = repository
                    .write(OTHER, List.of(new Change.Insert(SampleContacts.named("Bob"))))
                    .contacts()
                    .orElseThrow()
                    .get(0)
                    .id();
            AtomicInteger answered = new AtomicInteger();
            CountDownLatch end = new CountDownLatch(1);
            List<CompletableFuture<Void>> nine = new ArrayList<>();
            for (int call = 0; call < NINE; call++) {
                nine.add(CompletableFuture.runAsync(
                        () -> {
                            while (end.getCount() > 0) {
                                repository.list(
                                        ORGANIZATION,
                                        ContactQuery.page()
                                                .where(ContactFields.FIRST_NAME.contains("n"))
                                                .sortBy(ContactFields.PHONE.asc())
                                                .limit(1));
                                answered.incrementAndGet();
                            }
                        },
                        threads));
            }

            int most = 0;
            while (answered.get() < 5 * NINE) {
                assertThat(repository.find(OTHER, List.of(id))).hasSize(1);
                most = Math.max(most, executing(observer));
            }
            end.countDown();
            nine.forEach(CompletableFuture::join);

            assertThat(most).isBetween(1, MOST);
        }
    }

    /** How many others run a statement or are in a transaction. */
    private static int executing(Connection observer) throws Exception {
        return SqlRunner.query(
                        observer,
                        SqlFragment.of(
                                "select count(*) from information_schema.sessions where session_id <> session_id()"
                                        + " and executing_statement is not null"),
                        row -> row.getInt(1))
                .get(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
