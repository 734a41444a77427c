package dev.contactbook.jdbc;

import dev.contactbook.jdbc.schema.SchemaScripts;
import java.util.ArrayList;
import java.util.List;

/** The version of the tables after that of this library. All libraries can use its tables. */
final class NextVersion {
    static final SchemaScripts SCRIPTS = upgradedBy("/contactbook-schema-next/%s-to-next.sql");

    /** Its row in the table of versions. */
    static final String ROW = SCRIPTS.version() + " from 0";

    private NextVersion() {}

    static SchemaScripts upgradedBy(String script) {
        List<String> upgrades = new ArrayList<>(SchemaScripts.OF_THIS_LIBRARY.upgrades());
        upgrades.add(script);
        return new SchemaScripts(SchemaScripts.OF_THIS_LIBRARY.newest(), upgrades);
    }
}
