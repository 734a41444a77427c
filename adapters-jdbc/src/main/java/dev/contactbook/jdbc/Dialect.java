package dev.contactbook.jdbc;

import java.util.Arrays;
import java.util.Optional;

/** What a database says differently from the others. */
enum Dialect {
    /** H2, from 2.3 on. */
    H2("H2", "h2") {
        @Override
        String insertReturningId(String insert) {
            return "select id from final table (" + insert + ")";
        }

        @Override
        String hint(String index) {
            // H2 2.4 takes the first of two indexes that find the same rows, even if the other one has them in order.
            return "use index (" + index + ")";
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

    /** A query that runs an insert and returns the id of the row. */
    abstract String insertReturningId(String insert);

    /** What to say after the table's name so that an index is used. */
    abstract String hint(String index);

    /** Where the script of a schema version lies in the jar: no package, so that every module may read it. */
    String script(int version) {
        return "/contactbook-schema/v" + version + "/" + directory + ".sql";
    }
}
