package dev.contactbook.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ten thousand contacts of one organization in a database, which all contenders use by one pool. */
@State(Scope.Benchmark)
public class SqlContacts {
    static final long ORGANIZATION = 456;
    static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int CONTACTS = 10_000;

    /** H2 in memory, or a PostgreSQL of its own. */
    @Param({"h2", "postgresql"})
    public String database = "";

    HikariDataSource pool;
    JdbcContactRepository store;
    Contacts library;
    private AutoCloseable server = () -> {};

    /** For JMH. */
    public SqlContacts() {}

    /** Starts the database and fills it. */
    @Setup
    public void fill() throws IOException {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(4);
        if (database.equals("h2")) {
            config.setJdbcUrl("jdbc:h2:mem:contacts;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0");
        } else {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(Path.of("target/postgresql").toFile())
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            server = postgres;
            config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        }
        pool = new HikariDataSource(config);
        ContactSchema.migrate(pool);
        store = JdbcContactRepository.over(pool);
        library = Contacts.over(store);
        People people = new People();
        library.bulk()
                .each(
                        ME,
                        Stream.generate(() -> BulkItem.create(ContactPatch.of(contact -> people.next(contact))))
                                .limit(CONTACTS),
                        result -> {
                            if (result.contact().isEmpty()) {
                                throw new IllegalStateException(result.toString());
                            }
                        });
    }

    /** Ends what was started. */
    @TearDown
    public void close() throws Exception {
        pool.close();
        server.close();
    }

    long anyId() {
        return ThreadLocalRandom.current().nextLong(CONTACTS) + 1;
    }
}
