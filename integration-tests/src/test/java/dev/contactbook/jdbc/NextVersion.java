package dev.contactbook.jdbc;

import dev.contactbook.jdbc.schema.SchemaScripts;
import java.util.List;

/** A version of the tables that there is not yet. */
final class NextVersion {
    static final SchemaScripts SCRIPTS =
            new SchemaScripts("/contactbook-schema/%s.sql", List.of("/contactbook-schema-next/%s-to-2.sql"));

    private NextVersion() {}
}
