package dev.contactbook.it.interchange;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.crash.Engine;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;

/** A store that a process of a test opens by a text: a name of {@link Engine} with a file, or the URL of PostgreSQL. */
record ImportTarget(ContactRepository repository, Runnable closing) implements AutoCloseable {
    /** The text for the store in a file. */
    static String of(Engine engine, Path folder) {
        return engine + "|" + engine.in(folder);
    }

    static ImportTarget open(String text) {
        int bar = text.indexOf('|');
        if (bar > 0) {
            EmbeddedContactRepository file =
                    Engine.valueOf(text.substring(0, bar)).open(Path.of(text.substring(bar + 1)));
            return new ImportTarget(file, file::close);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(text);
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        return new ImportTarget(JdbcContactRepository.over(pool), pool::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
