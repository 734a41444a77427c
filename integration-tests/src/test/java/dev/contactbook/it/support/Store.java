package dev.contactbook.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * The stores that every behaviour is tested over. A test that makes one closes this constant after use; JUnit does so
 * with the arguments of a test. Closing one in a database recounts its contacts: its counters must be right after every
 * test.
 */
public enum Store implements AutoCloseable {
    MEMORY {
        @Override
        public ContactRepository fresh() {
            return new InMemoryContactRepository();
        }

        @Override
        public Choosing choosing() {
            InMemoryContactRepository repository = new InMemoryContactRepository();
            return new Choosing(repository, repository::useUniqueEmails);
        }
    },
    H2 {
        @Override
        public ContactRepository fresh() {
            JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
            ContactSchema.migrate(database);
            return counted(database, database::dispose);
        }

        @Override
        public Choosing choosing() {
            JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
            ContactSchema.migrate(database);
            return choosing(database, database::dispose);
        }
    },
    SQLITE {
        @Override
        public ContactRepository fresh() {
            return open();
        }

        @Override
        public Choosing choosing() {
            EmbeddedContactRepository repository = open();
            return new Choosing(repository, repository::useUniqueEmails);
        }

        private EmbeddedContactRepository open() {
            Path folder = TemporaryFolder.make();
            EmbeddedContactRepository repository = JdbcContactRepository.openSqlite(folder.resolve("contacts"));
            OPEN.push(() -> {
                try {
                    assertThat(repository.verify()).isEmpty();
                } finally {
                    repository.close();
                    TemporaryFolder.delete(folder);
                }
            });
            return repository;
        }
    },
    POSTGRESQL {
        @Override
        public ContactRepository fresh() {
            if (SUBSTITUTE != null) {
                return substitute().fresh(OPEN::push);
            }
            PostgresTables tables = PostgresTables.inCurrentSchema();
            return counted(tables, tables::close);
        }

        @Override
        public Choosing choosing() {
            if (SUBSTITUTE != null) {
                return substitute().choosing(OPEN::push);
            }
            PostgresTables tables = PostgresTables.inCurrentSchema();
            return choosing(tables, tables::close);
        }
    };

    /** The class of a {@link Substitute} for PostgreSQL; only the profile {@code distributed} names one. */
    private static final @Nullable String SUBSTITUTE = System.getProperty("contactbook.postgres.substitute");

    private static final Deque<Runnable> OPEN = new ConcurrentLinkedDeque<>();

    /** A store that is tested in PostgreSQL's place. */
    public interface Substitute {
        /** A store without contacts, and what to do when it is no longer needed. */
        ContactRepository fresh(Consumer<Runnable> whenClosed);

        /** The same, and how its organizations choose unique e-mails. */
        Choosing choosing(Consumer<Runnable> whenClosed);
    }

    private static Substitute substitute() {
        try {
            return (Substitute)
                    Class.forName(SUBSTITUTE).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A store without contacts. */
    public abstract ContactRepository fresh();

    /** The same of a store that expects unique e-mails, and how its organizations choose. */
    public abstract Choosing choosing();

    /** A store, and what makes e-mails of an organization unique, or not any more. */
    public record Choosing(ContactRepository repository, Choice choice) {
        /** What the organization of the fixtures chooses. */
        public void useUniqueEmails(boolean on) {
            choice.use(Fixtures.ORGANIZATION, on);
        }

        /** The store, with unique e-mails in the organization of the fixtures. */
        public ContactRepository withUniqueEmails() {
            useUniqueEmails(true);
            return repository;
        }
    }

    /** Makes e-mails of an organization unique, or not any more. */
    public interface Choice {
        void use(long organizationId, boolean on);
    }

    static Choosing choosing(DataSource dataSource, Runnable close) {
        counted(dataSource, close);
        return new Choosing(
                JdbcContactRepository.builder(dataSource).expectUniqueEmails().build(),
                (organizationId, on) -> ContactSchema.useUniqueEmails(dataSource, organizationId, on));
    }

    /** An H2 database in memory without tables, which lives as long as its pool has a connection. */
    public static JdbcConnectionPool freshDatabase() {
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        OPEN.push(database::dispose);
        return database;
    }

    /** A store whose counters must be right when it is closed. */
    private static ContactRepository counted(DataSource dataSource, Runnable close) {
        OPEN.push(() -> {
            try {
                assertThat(ContactSchema.verify(dataSource)).isEmpty();
            } finally {
                close.run();
            }
        });
        return JdbcContactRepository.over(dataSource);
    }

    @Override
    public void close() {
        Runnable close = OPEN.poll();
        if (close != null) {
            try {
                close.run();
            } finally {
                close();
            }
        }
    }
}
