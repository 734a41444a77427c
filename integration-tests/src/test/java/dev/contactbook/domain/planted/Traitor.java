package dev.contactbook.domain.planted;

import javax.sql.DataSource;

/**
 * Pretends to be of the domain, and knows what the domain must not: the violation that {@code HexagonTest} must catch.
 */
public final class Traitor {
    private final DataSource dataSource;

    Traitor(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String toString() {
        return dataSource.toString();
    }
}
