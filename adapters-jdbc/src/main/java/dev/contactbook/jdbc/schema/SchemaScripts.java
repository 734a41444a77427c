package dev.contactbook.jdbc.schema;

import dev.contactbook.jdbc.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The scripts that bring the tables into a database: one that makes the newest tables, and one for each step up from an
 * older version. They are resources in no package, so that every module may read them. In their names {@code %s} stands
 * for the database.
 *
 * @param newest makes the newest tables in a database that has none
 * @param upgrades the first one leads from version 1 to version 2, and so on
 */
public record SchemaScripts(String newest, List<String> upgrades) {
    public static final SchemaScripts OF_THIS_LIBRARY = new SchemaScripts("/contactbook-schema/%s.sql", List.of());

    /** The version that the scripts lead to. */
    public int version() {
        return 1 + upgrades.size();
    }

    /** The script that leads on from a version, or from a database without tables where it is 0. */
    public String from(int version, Dialect dialect) {
        return read((version == 0 ? newest : upgrades.get(version - 1)).formatted(dialect.scriptName()));
    }

    private static String read(String resource) {
        try (InputStream in = SchemaScripts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing in the jar: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
