package dev.contactbook.jdbc.table;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of the tables in SQL: those of the schema that the host named, or without a schema, which is the current
 * one of each connection.
 */
public final class TableNames {
    /** In the current schema of a connection. */
    public static final TableNames OF_CONNECTION = new TableNames(null);

    /** The tables and the sequence. Indexes and constraints lie where their table does, and have no schema's name. */
    private static final Pattern NAME =
            Pattern.compile("\\bcontactbook_(?:contact_id|contact|counter|key|numbered_id|schema|unique_key)\\b");

    private final @Nullable String schema;
    private final String prefix;
    private final String contacts;

    private TableNames(@Nullable String schema) {
        this.schema = schema;
        this.prefix = schema == null ? "" : "\"" + schema + "\".";
        this.contacts = prefix + "contactbook_contact";
    }

    /**
     * In a schema.
     *
     * @param schema its name in the spelling of the database. Letters, digits and underscores
     */
    public static TableNames in(String schema) {
        return new TableNames(schema);
    }

    /** The schema, in the spelling of the database. Empty for the current one of a connection. */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /** A statement or a script, in which the names have no schema yet. */
    public String sql(String text) {
        return prefix.isEmpty() ? text : NAME.matcher(text).replaceAll(prefix + "$0");
    }

    /** The table of contacts. */
    public String contacts() {
        return contacts;
    }
}
