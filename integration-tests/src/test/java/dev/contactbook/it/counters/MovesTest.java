package dev.contactbook.it.counters;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Contacts that move from counter to counter, as threads change them in transactions of their own and of the host's,
 * some of which are rolled back: totals, revisions and what a reader is told of all that.
 */
class MovesTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());
    private static final int THREADS = 4;
    private static final int ROUNDS = 60;
    private static final int CONTACTS = 40;

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"}) // which take part in transactions of the host
    @Tag("3.67")
    @Tag("3.69")
    @SuppressWarnings("SystemOut")
    void totals_are_exact_and_a_reader_hears_of_every_change_once_whatever_counter_it_is_in(CountedDatabase database)
            throws SQLException {
        System.out.println("-Dcontactbook.seed=" + SEED);
        try (HikariDataSource pool = database.fresh();
                Connection held = pool.getConnection()) {
            ContactSchema.migrate(pool);
            JdbcContactRepository repository = JdbcContactRepository.over(pool);
            List<Long> shared = new ArrayList<>();
            for (int i = 0; i < CONTACTS; i++) {
                shared.add(Contacts.over(repository)
                        .create(ME, contact -> contact.firstName("Ann"))
                        .id());
            }
            // It has the counter of all of them, so each moves with its next change.
            held.setAutoCommit(false);
            Contacts.over(JdbcContactRepository.over(pool, () -> held))
                    .create(ME, contact -> contact.firstName("Never"));
            FeedReader reader = new FeedReader(ORGANIZATION);
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(SEED + thread);
                List<Long> mine = shared.subList(thread * CONTACTS / THREADS, (thread + 1) * CONTACTS / THREADS);
                writers.add(
                        CompletableFuture.runAsync(() -> write(pool, random, mine), task -> new Thread(task).start()));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                reader.readOn(repository);
            }
            all.join();
            held.rollback();
            held.setAutoCommit(true);

            List<Contact> stored = List.copyOf(repository
                    .find(
                            ORGANIZATION,
                            new JdbcTemplate(pool).queryForList("select id from contactbook_contact", Long.class))
                    .values());
            reader.readOn(repository).assertKnows(stored);
            assertThat(reader.known()).isEqualTo(stored.size());
            assertThat(new FeedReader(ORGANIZATION).readOn(repository).known()).isEqualTo(stored.size());
            assertThat(repository.list(ORGANIZATION, ContactQuery.page()).total())
                    .hasValue(stored.stream().filter(Contact::isLive).count());
            assertThat(ContactSchema.verify(pool)).isEmpty();
            assertThat(new JdbcTemplate(pool).queryForObject("select count(*) from contactbook_counter", Long.class))
                    .as("counters")
                    .isGreaterThan(1);
        }
    }

    private static void write(HikariDataSource pool, Random random, List<Long> mine) {
        for (int round = 0; round < ROUNDS; round++) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                some(Contacts.over(JdbcContactRepository.over(pool, () -> connection)), random, mine);
                if (random.nextInt(3) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            some(Contacts.over(JdbcContactRepository.over(pool)), random, mine);
        }
    }

    private static void some(Contacts contacts, Random random, List<Long> mine) {
        long any = mine.get(random.nextInt(mine.size()));
        contacts.patch(ME, any, contact -> contact.lastName("Lee " + random.nextInt()));
        switch (random.nextInt(3)) {
            case 0 -> contacts.create(ME, contact -> contact.firstName("Bob"));
            case 1 ->
                contacts.delete(
                        ME,
                        contacts.create(ME, contact -> contact.firstName("Gone"))
                                .id());
            default ->
                contacts.bulk()
                        .allOrNothing(
                                ME,
                                List.of(
                                        BulkItem.create(contact -> contact.firstName("Eve")),
                                        BulkItem.patch(
                                                mine.get(0), contact -> contact.lastName("Ray " + random.nextInt())),
                                        BulkItem.patch(
                                                mine.get(1), contact -> contact.lastName("Ray " + random.nextInt()))))
                        .contactsOrThrow();
        }
    }
}
