package dev.contactbook.it.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangePosition;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two servers is down. */
class ShardedOutageTest {
    private static final Caller UP = Caller.system(456);
    private static final Caller DOWN = Caller.system(457);

    @TempDir
    Path folder;

    @Test
    void only_the_organizations_of_a_server_that_is_down_stop_and_go_on_when_it_is_up_again() throws IOException {
        try (EmbeddedPostgres first = start(0, 0)) {
            EmbeddedPostgres second = start(1, 0);
            Shards shards = Shards.in(List.of(url(first), url(second)));
            JdbcContactRepository repository = shards.store();
            Contacts contacts = Contacts.over(repository);
            long there =
                    contacts.create(UP, contact -> contact.firstName("Ann")).id();
            long away =
                    contacts.create(DOWN, contact -> contact.firstName("Bob")).id();

            second.close();

            assertFails(() -> contacts.get(DOWN, away));
            assertFails(() -> contacts.list(DOWN, ContactQuery.page()));
            assertFails(() -> contacts.search(DOWN, ContactSearch.byName("bob")));
            assertFails(() -> contacts.patch(DOWN, away, contact -> contact.lastName("Lee")));
            assertFails(() -> contacts.create(DOWN, contact -> contact.firstName("Eve")));
            assertFails(() -> repository.changesSince(457, ChangePosition.START, 10));

            assertThat(contacts.get(UP, there).firstName()).isEqualTo("Ann");
            contacts.patch(UP, there, contact -> contact.lastName("Lee"));
            contacts.create(UP, contact -> contact.firstName("Eve"));
            assertThat(contacts.list(UP, ContactQuery.page()).total()).hasValue(2);
            assertThat(contacts.search(UP, ContactSearch.byName("lee")).data()).hasSize(1);
            assertThat(repository.changesSince(456, ChangePosition.START, 10).contacts())
                    .hasSize(2);

            try (EmbeddedPostgres again = start(1, second.getPort())) {
                assertThat(retried(() -> contacts.get(DOWN, away)).firstName()).isEqualTo("Bob");
                assertThat(contacts.list(DOWN, ContactQuery.page()).total())
                        .as("what failed was not applied")
                        .hasValue(1);
                contacts.create(DOWN, contact -> contact.firstName("Eve"));
                assertThat(again.getPort()).isEqualTo(second.getPort());
                shards.close();
            }
        }
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(call)
                .matches(Storage::retryable, "is worth a retry")
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED, "was not applied");
    }

    /** The pool waits a moment before it tries to connect again. */
    private static <T> T retried(Supplier<T> call) {
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            try {
                return call.get();
            } catch (Storage e) {
                if (!e.retryable() || Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }

    private EmbeddedPostgres start(int node, int port) throws IOException {
        return Postgres.builder()
                .setDataDirectory(folder.resolve("node" + node))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private static String url(EmbeddedPostgres server) {
        return server.getJdbcUrl("postgres", "postgres");
    }
}
