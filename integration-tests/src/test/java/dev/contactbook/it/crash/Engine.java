package dev.contactbook.it.crash;

import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The engines of the embedded store. */
public enum Engine {
    H2("contacts.mv.db") {
        @Override
        public EmbeddedContactRepository open(Path file, Durability durability) {
            return JdbcContactRepository.open(file, durability);
        }

        @Override
        public Connection connect(Path file) throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:h2:async:" + file.toString().replace(".mv.db", ""));
        }
    },
    SQLITE("contacts.sqlite") {
        @Override
        public EmbeddedContactRepository open(Path file, Durability durability) {
            return JdbcContactRepository.openSqlite(file, durability);
        }

        @Override
        public Connection connect(Path file) throws SQLException {
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        }
    };

    private final String file;

    Engine(String file) {
        this.file = file;
    }

    /** The file of a database in a folder. */
    public Path in(Path folder) {
        return folder.resolve(file);
    }

    public EmbeddedContactRepository open(Path file) {
        return open(file, Durability.PROCESS_KILL);
    }

    public abstract EmbeddedContactRepository open(Path file, Durability durability);

    /** A connection of a host's, beside a store that is open. */
    public abstract Connection connect(Path file) throws SQLException;
}
