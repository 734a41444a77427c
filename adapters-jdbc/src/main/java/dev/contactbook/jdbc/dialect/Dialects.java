package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.table.TableNames;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The dialects that there are. They are made by lambdas, since with references to the constructors a start would link
 * them all.
 */
public enum Dialects {
    H2("H2", tables -> new H2Dialect(tables)),
    POSTGRESQL("PostgreSQL", tables -> new PostgresDialect(tables)),
    SQLITE("SQLite", tables -> new SqliteDialect(tables)),

    /** Behind the one that it would be mistaken for, so that it is never chosen unless it is named. */
    PORTABLE("PostgreSQL", tables -> new PortableDialect(tables));

    private final String productName;
    private final Function<TableNames, Dialect> maker;

    Dialects(String productName, Function<TableNames, Dialect> maker) {
        this.productName = productName;
        this.maker = maker;
    }

    /** What a database with this dialect calls itself in its JDBC metadata. */
    public String productName() {
        return productName;
    }

    /** The dialect for tables of these names. */
    public Dialect with(TableNames tables) {
        return maker.apply(tables);
    }

    /** The best one for a database that calls itself so. */
    public static Optional<Dialects> of(String productName) {
        return Stream.of(values())
                .filter(dialect -> dialect.productName.equals(productName))
                .findFirst();
    }
}
