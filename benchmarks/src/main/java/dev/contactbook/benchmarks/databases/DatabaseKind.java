package dev.contactbook.benchmarks.databases;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/** Where the contenders of a group keep contacts. {@link Databases} starts and fills what they find there. */
public enum DatabaseKind {
    /** H2, which forgets everything with its process. */
    H2_MEMORY {
        @Override
        public String newUrl() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + H2_SETTINGS;
        }
    },

    /** H2 in a file, whose answered writes survive a kill of the process. */
    H2_FILE {
        @Override
        public String newUrl() {
            return file("new-" + UUID.randomUUID());
        }

        @Override
        public String filledUrl(int contacts) {
            return file("filled-" + contacts);
        }

        private String file(String name) {
            return "jdbc:h2:file:" + Path.of(property(FOLDER), name) + ";WRITE_DELAY=0" + H2_SETTINGS;
        }
    },

    /** A PostgreSQL of its own on this machine, with its default settings for durability. */
    POSTGRESQL {
        @Override
        public String newUrl() {
            String schema = "new_" + UUID.randomUUID().toString().replace('-', '_');
            execute("create schema " + schema);
            return inSchema(schema);
        }

        @Override
        public String filledUrl(int contacts) {
            String schema = "filled_" + contacts;
            execute("create schema if not exists " + schema);
            return inSchema(schema);
        }

        /** Those who bind texts where JSON belongs need the driver to leave the types of texts open. */
        @Override
        public String forPeers(String url) {
            return url + "&stringtype=unspecified";
        }

        private String inSchema(String schema) {
            return property(SERVER) + "&currentSchema=" + schema;
        }

        private void execute(String sql) {
            try (HikariDataSource server = open(property(SERVER))) {
                DatabaseKind.execute(server, sql);
            }
        }
    };

    /** The property that says in which folder files are. */
    static final String FOLDER = "contactbook.benchmark.folder";

    /** The property with the JDBC URL of the PostgreSQL. */
    static final String SERVER = "contactbook.benchmark.postgresql";

    /**
     * Enough parsed statements for all; and no answer that was found before, since the same query comes again and
     * again.
     */
    private static final String H2_SETTINGS = ";QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0";

    /** The URL of a database without tables, made by this. */
    public abstract String newUrl();

    /** The URL of the database that is filled with so many contacts. */
    public String filledUrl(int contacts) {
        throw new UnsupportedOperationException(this + " cannot be filled beforehand");
    }

    /** The same database for contenders that know nothing of JSON. */
    String forPeers(String url) {
        return url;
    }

    public boolean isPostgresql() {
        return this == POSTGRESQL;
    }

    /** What an order has to begin with to be read from an index. */
    public String constantsOfIndex() {
        return isPostgresql() ? "" : "organization_id, deleted_at desc, ";
    }

    /**
     * What a statement says after the table to read an index in its order, as the library's own statements do: else H2
     * 2.4 takes another index and sorts.
     */
    public String useIndex(String index) {
        return isPostgresql() ? "" : " use index (" + index + ")";
    }

    /** What a statement by id says after the table. H2 gives the index of a primary key a name of its own. */
    String usePrimaryKey(HikariDataSource database) {
        if (isPostgresql()) {
            return "";
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet name = statement.executeQuery("select INDEX_NAME from INFORMATION_SCHEMA.INDEXES"
                        + " where TABLE_NAME = 'CONTACTBOOK_CONTACT' and INDEX_TYPE_NAME = 'PRIMARY KEY'")) {
            name.next();
            return useIndex(name.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next id, in SQL. */
    public String nextId() {
        return isPostgresql() ? "nextval('contactbook_contact_id')" : "next value for contactbook_contact_id";
    }

    /** A query that runs an insert and says the id of the row. */
    public String returningId(String insert) {
        return isPostgresql() ? insert + " returning id" : "select id from final table (" + insert + ")";
    }

    public static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    public static void execute(HikariDataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
