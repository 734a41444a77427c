package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** New contacts whose ids the host gives. */
@Tag("2.28")
class HostIdsTest {
    private static final long ORGANIZATION = 456;
    private static final Change ANN = new Change.Insert(SampleContacts.named("Ann"));

    private final JdbcConnectionPool pool = H2.inMemory("");

    @BeforeEach
    void migrate() {
        H2.migrated(pool);
    }

    @AfterEach
    void dispose() {
        pool.dispose();
    }

    @Test
    void new_contacts_have_the_ids_that_the_host_gives_with_counters_and_without() {
        AtomicLong last = new AtomicLong(100);
        for (boolean counters : List.of(true, false)) {
            ContactSchema.useCounters(pool, counters);
            JdbcContactRepository repository = over(last::incrementAndGet);
            long before = last.get();

            assertThat(write(repository, 1)).containsExactly(before + 1);
            assertThat(write(repository, 3)).containsExactly(before + 2, before + 3, before + 4);
            assertThat(repository.find(ORGANIZATION, List.of(before + 1, before + 3)))
                    .containsOnlyKeys(before + 1, before + 3);
        }
        ContactSchema.useCounters(pool, true);
        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    @Test
    void only_new_contacts_take_ids() {
        AtomicLong last = new AtomicLong();
        JdbcContactRepository repository = over(last::incrementAndGet);
        write(repository, 1);
        Contact ann = repository.find(ORGANIZATION, List.of(1L)).get(1L);

        repository.write(
                ORGANIZATION,
                List.of(new Change.Replace(ann, ann.deleted(ann.updatedAt().plusMillis(1), null))));
        repository.list(ORGANIZATION, ContactQuery.page());

        assertThat(last).hasValue(1);
    }

    @Test
    void a_number_that_no_contact_can_have_is_refused_and_nothing_is_written() {
        for (long wrong : List.of(0L, -1L, 1L << 53, Long.MIN_VALUE, Long.MAX_VALUE)) {
            for (int contacts : List.of(1, 2)) {
                assertThatExceptionOfType(Storage.class)
                        .isThrownBy(() -> write(over(() -> wrong), contacts))
                        .withMessageContaining("2^53")
                        .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
            }
        }
        AtomicLong fourIsWrong = new AtomicLong();
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> write(over(() -> fourIsWrong.incrementAndGet() == 4 ? 0 : fourIsWrong.get()), 5));

        requireNothingWritten();
    }

    @Test
    void what_the_generator_throws_is_a_storage_failure_that_tells_nothing_of_it_and_nothing_is_written() {
        for (int contacts : List.of(1, 2)) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> write(
                            over(() -> {
                                throw new IllegalStateException("secret");
                            }),
                            contacts))
                    .withNoCause()
                    .withMessage("The generator of ids failed")
                    .matches(e -> e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }

        requireNothingWritten();
    }

    @Test
    void an_id_that_a_contact_of_the_organization_has_is_a_storage_failure_and_nothing_is_written() {
        JdbcContactRepository repository = over(() -> 7);
        write(repository, 1);
        Contact ann = repository.find(ORGANIZATION, List.of(7L)).get(7L);

        for (int contacts : List.of(1, 2)) {
            assertThatExceptionOfType(Storage.class)
                    .isThrownBy(() -> write(repository, contacts))
                    .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        }

        assertThat(repository.find(ORGANIZATION, List.of(7L))).containsValue(ann);
        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    @Test
    void a_builder_without_choices_makes_what_over_makes_and_takes_no_null() {
        assertThat(write(JdbcContactRepository.builder(pool).build(), 1)).containsExactly(1L);
        assertThatNullPointerException()
                .isThrownBy(() -> JdbcContactRepository.builder(null))
                .withMessage("dataSource");
        JdbcContactRepositoryBuilder builder = JdbcContactRepository.builder(pool);
        assertThatNullPointerException().isThrownBy(() -> builder.ids(null)).withMessage("ids");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.hostTransactions(null))
                .withMessage("transactions");
    }

    private JdbcContactRepository over(IdGenerator ids) {
        return JdbcContactRepository.builder(pool).ids(ids).build();
    }

    private void requireNothingWritten() {
        assertThat(JdbcContactRepository.over(pool)
                        .list(ORGANIZATION, ContactQuery.page())
                        .contacts())
                .isEmpty();
        assertThat(ContactSchema.verify(pool)).isEmpty();
    }

    /** Writes so many contacts, and says their ids. */
    private static List<Long> write(JdbcContactRepository repository, int contacts) {
        return repository.write(ORGANIZATION, Collections.nCopies(contacts, ANN)).contacts().orElseThrow().stream()
                .map(Contact::id)
                .toList();
    }
}
