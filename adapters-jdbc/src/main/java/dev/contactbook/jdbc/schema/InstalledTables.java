package dev.contactbook.jdbc.schema;

import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Which tables a database has: none, those of a version, or those of an unreleased library, which had numbers of its
 * own.
 *
 * @param version their newest version, 0 if they are not there, or not completely
 * @param compatibleFrom the oldest version whose library can still work on them
 */
public record InstalledTables(int version, int compatibleFrom) {
    private static final InstalledTables NONE = new InstalledTables(0, 0);

    private static final InstalledTables UNRELEASED = new InstalledTables(-1, -1);

    private static final String VERSIONS = "contactbook_schema";

    /** The column that tables of unreleased libraries do not have. */
    private static final String VERSION = "table_version";

    private static final SqlFragment CURRENT_SCHEMA = SqlFragment.of("select current_schema");

    /** Looks where the names say. */
    public static InstalledTables in(Connection connection, Dialect dialect) throws SQLException {
        List<String> tables = SqlRunner.query(
                connection, dialect.installed(), row -> row.getString(1).toLowerCase(Locale.ROOT));
        if (tables.isEmpty()) {
            return NONE;
        } else if (!tables.contains(VERSIONS)) {
            return UNRELEASED;
        }
        try (PreparedStatement statement =
                        SqlRunner.prepare(connection, dialect.tables().sql("select * from " + VERSIONS));
                ResultSet rows = statement.executeQuery()) {
            if (!hasVersion(rows.getMetaData())) {
                return UNRELEASED;
            }
            InstalledTables newest = NONE;
            while (rows.next()) {
                if (rows.getInt(VERSION) > newest.version()) {
                    newest = new InstalledTables(rows.getInt(VERSION), rows.getInt("compatible_from"));
                }
            }
            return newest;
        }
    }

    private static boolean hasVersion(ResultSetMetaData columns) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (columns.getColumnLabel(column).equalsIgnoreCase(VERSION)) {
                return true;
            }
        }
        return false;
    }

    /** Says what to do about tables that an unreleased library made. */
    public InstalledTables requireReleased() {
        if (version < 0) {
            throw new IllegalStateException(
                    "The database has Contactbook tables of an unreleased library, which cannot be upgraded:"
                            + " read the contacts with that library, and create them again in a new file or schema");
        }
        return this;
    }

    /**
     * Says what to do about tables that are missing, too old or too new.
     *
     * @param needed the version of the library
     * @param schema where they were looked for
     */
    void requireUsable(int needed, Supplier<String> schema) {
        if (version == 0) {
            throw new IllegalStateException("There are no Contactbook tables in the schema " + schema.get()
                    + ": run ContactSchema.migrate, or name the schema that has them");
        } else if (version < needed) {
            throw new IllegalStateException("The database has version " + version
                    + " of the Contactbook tables, this library needs " + needed + ": run ContactSchema.migrate");
        } else if (compatibleFrom > needed) {
            throw new IllegalStateException("The database has version " + version
                    + " of the Contactbook tables, which needs a library for version " + compatibleFrom
                    + " or newer. This one is for version " + needed + ": update it");
        }
    }

    /** The schema that is looked into. */
    static String schema(Connection connection, TableNames names) throws SQLException {
        return names.schema().isPresent()
                ? names.schema().get()
                : String.valueOf(SqlRunner.query(connection, CURRENT_SCHEMA, row -> row.getString(1))
                        .get(0));
    }
}
