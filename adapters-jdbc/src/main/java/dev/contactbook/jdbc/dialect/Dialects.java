package dev.contactbook.jdbc.dialect;

import dev.contactbook.jdbc.table.TableNames;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The dialects that there are. */
public enum Dialects {
    H2("H2", H2Dialect::new),
    POSTGRESQL("PostgreSQL", PostgresDialect::new),
    SQLITE("SQLite", SqliteDialect::new),

    /** Behind the one that it would be mistaken for, so that it is never chosen unless it is named. */
    PORTABLE("PostgreSQL", PortableDialect::new);

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
