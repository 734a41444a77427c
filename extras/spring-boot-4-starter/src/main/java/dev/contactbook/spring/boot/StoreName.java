package dev.contactbook.spring.boot;

import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import org.springframework.util.ClassUtils;

/** The names of stores in health and metrics: {@code jdbc}, {@code embedded}, {@code memory} and {@code other}. */
final class StoreName {
    private static final boolean MEMORY =
            ClassUtils.isPresent("dev.contactbook.memory.InMemoryContactRepository", StoreName.class.getClassLoader());

    private StoreName() {}

    static String of(ContactRepository repository) {
        if (repository instanceof JdbcContactRepository) {
            return "jdbc";
        } else if (repository instanceof EmbeddedContactRepository) {
            return "embedded";
        }
        return MEMORY && repository instanceof InMemoryContactRepository ? "memory" : "other";
    }
}
