package dev.contactbook.jdbc.dialect;

import java.util.Optional;
import java.util.stream.Stream;

/** The dialects that there are. */
public final class Dialects {
    public static final Dialect H2 = new H2Dialect();
    public static final Dialect POSTGRESQL = new PostgresDialect();
    public static final Dialect PORTABLE = new PortableDialect();

    private Dialects() {}

    /** The best one for a database that calls itself so in its JDBC metadata. */
    public static Optional<Dialect> of(String productName) {
        return Stream.of(H2, POSTGRESQL)
                .filter(dialect -> dialect.productName().equals(productName))
                .findFirst();
    }
}
