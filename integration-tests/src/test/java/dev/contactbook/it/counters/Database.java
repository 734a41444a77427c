package dev.contactbook.it.counters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.Postgres;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The databases that keep counters. */
enum Database {
    H2 {
        @Override
        HikariDataSource fresh() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
            return new HikariDataSource(config);
        }
    },
    POSTGRESQL {
        @Override
        HikariDataSource fresh() {
            return Postgres.freshSchema();
        }
    };

    /** A pool on a database without tables. */
    abstract HikariDataSource fresh();

    /** Makes a version of the tables. */
    void run(HikariDataSource dataSource, int version) {
        String script = "/contactbook-schema/v" + version + "/" + name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = JdbcContactRepository.class.getResourceAsStream(script)) {
            new JdbcTemplate(dataSource).execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
