package dev.contactbook.spring.boot;

import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spring.boot.ContactbookProperties.Embedded;
import dev.contactbook.spring.boot.ContactbookProperties.Engine;
import java.nio.file.Path;
import org.springframework.util.ClassUtils;

/** Opens the file of {@code contactbook.embedded}. If that fails, it says which property helps. */
final class EmbeddedFile {
    private EmbeddedFile() {}

    static EmbeddedContactRepository open(Embedded embedded) {
        Engine engine = embedded.engine();
        require("com.zaxxer.hikari.HikariDataSource", "com.zaxxer:HikariCP");
        switch (engine) {
            case H2 -> require("org.h2.Driver", "com.h2database:h2");
            case SQLITE -> require("org.sqlite.JDBC", "org.xerial:sqlite-jdbc");
        }
        if (engine == Engine.H2 && embedded.durability() == Durability.POWER_LOSS) {
            throw new FailedStartException(
                    "H2 files do not survive a loss of power, which contactbook.embedded.durability wants",
                    "Set contactbook.embedded.engine=sqlite, or contactbook.embedded.durability=process-kill.");
        }
        try {
            Path file = Path.of(embedded.file());
            return switch (engine) {
                case H2 -> JdbcContactRepository.open(file);
                case SQLITE -> JdbcContactRepository.openSqlite(file, embedded.durability());
            };
        } catch (IllegalArgumentException e) {
            throw new FailedStartException(String.valueOf(e.getMessage()), "Change contactbook.embedded.file.");
        } catch (IllegalStateException e) {
            throw new FailedStartException(
                    String.valueOf(e.getMessage()),
                    "Spring Boot chooses the version of the driver, unless your build sets "
                            + (engine == Engine.H2 ? "h2.version" : "sqlite-jdbc.version")
                            + ". If the tables are too new, update Contactbook.");
        }
    }

    private static void require(String type, String artifact) {
        if (!ClassUtils.isPresent(type, null)) {
            throw new FailedStartException(
                    "The store in a file needs " + artifact + ", which is missing",
                    "Add " + artifact + " to the dependencies of the application, or choose another store by"
                            + " contactbook.store or contactbook.embedded.engine.");
        }
    }
}
