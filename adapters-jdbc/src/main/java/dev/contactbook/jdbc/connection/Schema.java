package dev.contactbook.jdbc.connection;

import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A schema that the host named.
 *
 * <p>Its name is looked up, since databases keep it in upper case (H2), in lower case (PostgreSQL) or as it was quoted.
 *
 * @param name as the host spells it
 */
public record Schema(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /** Those of PostgreSQL and H2, which hold no tables of users. */
    private static final Set<String> OF_THE_DATABASE = Set.of("information_schema", "pg_catalog");

    /**
     * Compared here: what lower case is depends on the locale of a database, and a search path can replace functions.
     * In capitals, since H2 may compare names as they are spelt.
     */
    private static final String NAMES = "select SCHEMA_NAME from INFORMATION_SCHEMA.SCHEMATA";

    /**
     * A schema.
     *
     * @throws IllegalArgumentException if it can have no such name
     */
    public Schema {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "schema: must be 1 to 63 letters (A to Z), digits and underscores, and not begin with a digit");
        } else if (OF_THE_DATABASE.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("schema: must not be " + name + ", which is the database's own");
        }
    }

    /** How the database spells schemas of this name. */
    List<String> spellings(Connection connection) throws SQLException {
        return SqlRunner.query(connection, SqlFragment.of(NAMES), row -> row.getString(1)).stream()
                .filter(this::isSpelled)
                .toList();
    }

    /**
     * Whether it differs in case only, and in nothing that Java takes for another case of A to Z, such as a Kelvin
     * sign.
     */
    private boolean isSpelled(String spelling) {
        return spelling.equalsIgnoreCase(name) && NAME.matcher(spelling).matches();
    }

    /**
     * The names of the tables in the schema.
     *
     * @param spellings how the database spells schemas of this name
     * @throws IllegalStateException if there is none, or if several differ in upper and lower case only
     */
    TableNames tables(List<String> spellings) {
        if (spellings.contains(name)) {
            return TableNames.in(name);
        } else if (spellings.isEmpty()) {
            throw new IllegalStateException(
                    "The database has no schema " + name + ": create it first, with CREATE SCHEMA");
        } else if (spellings.size() > 1) {
            throw new IllegalStateException("The database has several schemas that differ from " + name
                    + " in upper and lower case only: use the exact spelling");
        }
        return TableNames.in(spellings.get(0));
    }
}
