package dev.contactbook.jdbc;

import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What a database says differently from the others. */
enum Dialect {
    /** H2, from 2.3 on. */
    H2("H2", "h2") {
        @Override
        Optional<String> objection(Handle handle) {
            return Optional.empty();
        }

        @Override
        String insertReturningId(String insert) {
            return "select id from final table (" + insert + ")";
        }

        @Override
        String nextId() {
            return "next value for contactbook_contact_id";
        }

        @Override
        String json() {
            return "?";
        }

        @Override
        String lockForMigration() {
            return ""; // each statement of a script commits for itself, so there is nothing that could hold a lock
        }

        @Override
        String constantsOfIndexes() {
            // It reads an index in order only if all its columns are named, those too that have one value only.
            return "organization_id, deleted_at, ";
        }

        @Override
        String hint(String index) {
            // H2 2.4 takes the first of two indexes that find the same rows, even if the other one has them in order.
            return "use index (" + index + ")";
        }
    },

    /** PostgreSQL, from 15 on. */
    POSTGRESQL("PostgreSQL", "postgresql") {
        @Override
        Optional<String> objection(Handle handle) {
            String encoding = handle.createQuery("select current_setting('server_encoding')")
                    .map((row, context) -> row.getString(1))
                    .one();
            return encoding.equals("UTF8")
                    ? Optional.empty()
                    : Optional.of("The database has the encoding " + encoding + ", which does not hold every text:"
                            + " use one that was made by CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0");
        }

        @Override
        String insertReturningId(String insert) {
            return insert + " returning id";
        }

        @Override
        String nextId() {
            return "nextval('contactbook_contact_id')";
        }

        @Override
        String json() {
            return "cast(? as jsonb)";
        }

        @Override
        String lockForMigration() {
            // One number that nobody else takes by accident: the first bytes of "contactb".
            return "select pg_advisory_xact_lock(7165066978298917986)";
        }

        @Override
        String constantsOfIndexes() {
            return "";
        }

        @Override
        String hint(String index) {
            return "";
        }
    };

    private final String productName;
    private final String directory;

    Dialect(String productName, String directory) {
        this.productName = productName;
        this.directory = directory;
    }

    /** The dialect of a database that calls itself so in its JDBC metadata. */
    static Optional<Dialect> of(String productName) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.productName.equals(productName))
                .findFirst();
    }

    /** Why contacts cannot be kept in this database, and what to do about it; empty if they can. */
    abstract Optional<String> objection(Handle handle);

    /** A query that runs an insert and returns the id of the row. */
    abstract String insertReturningId(String insert);

    /** The id of a new contact. */
    abstract String nextId();

    /** A placeholder for a text that is JSON. */
    abstract String json();

    /** A query that keeps other migrations out until the transaction ends; empty where there is none. */
    abstract String lockForMigration();

    /** What an order by an index starts with, in SQL. */
    abstract String constantsOfIndexes();

    /** What to say after the table's name so that an index is used. */
    abstract String hint(String index);

    /** Where the script of a schema version lies in the jar: no package, so that every module may read it. */
    String script(int version) {
        return "/contactbook-schema/v" + version + "/" + directory + ".sql";
    }
}
