package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.tck.ChangeFeedContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteChangeFeedTest extends ChangeFeedContract<EmbeddedContactRepository> {
    @TempDir
    Path folder;

    @Override
    protected EmbeddedContactRepository emptyStore() {
        return JdbcContactRepository.openSqlite(folder.resolve("contacts"));
    }

    @Override
    protected void close(EmbeddedContactRepository store) {
        try (store) {
            assertThat(store.verify()).isEmpty();
        }
    }
}
