package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteContactRepositoryTest extends ContactRepositoryContract {
    @TempDir
    Path folder;

    @Override
    protected ContactRepository emptyRepository() {
        return JdbcContactRepository.openSqlite(folder.resolve("contacts"));
    }

    @Override
    protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
        ((EmbeddedContactRepository) repository).useUniqueEmails(organizationId, on);
        return true;
    }

    @Override
    protected void close(ContactRepository repository) {
        try (EmbeddedContactRepository store = (EmbeddedContactRepository) repository) {
            assertThat(store.verify()).isEmpty();
        }
    }
}
