package dev.contactbook.it.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;

/** SQLite files of a host, as pools that delete their file when they are closed. */
public final class SqliteDatabases {
    private SqliteDatabases() {}

    /** A pool on a file without tables. */
    public static HikariDataSource fresh() {
        Path folder = TemporaryFolder.make();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("contacts") + "?journal_mode=WAL&synchronous=NORMAL");
        return new HikariDataSource(config) {
            @Override
            public void close() {
                if (!isClosed()) {
                    super.close();
                    TemporaryFolder.delete(folder);
                }
            }
        };
    }
}
