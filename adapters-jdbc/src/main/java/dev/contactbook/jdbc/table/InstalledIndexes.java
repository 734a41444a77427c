package dev.contactbook.jdbc.table;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which indexes the table of contacts has.
 *
 * @param ready those that can be used
 * @param unfinished those whose making was interrupted, or goes on
 * @param primaryKey what the database calls the index of the primary key, as a hint names it
 */
public record InstalledIndexes(Set<TableIndex> ready, Set<TableIndex> unfinished, String primaryKey) {
    private static final String PRIMARY_KEY = "contactbook_contact_pk";

    /** Those that the scripts of the tables make. */
    public static final InstalledIndexes OF_SCRIPT = new InstalledIndexes(
            Set.of(TableIndex.NEWEST, TableIndex.LAST_UPDATED, TableIndex.OWNER_NEWEST, TableIndex.COMPANY_NEWEST),
            Set.of(),
            PRIMARY_KEY);

    /** Those with names that are in the catalogue of a database, in any case. */
    public static InstalledIndexes named(Collection<String> ready, Collection<String> unfinished) {
        return new InstalledIndexes(named(ready), named(unfinished), PRIMARY_KEY);
    }

    private static Set<TableIndex> named(Collection<String> names) {
        Set<String> labels =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return Stream.of(TableIndex.values())
                .filter(index -> labels.contains(index.label()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same where the primary key has another name. */
    public InstalledIndexes withPrimaryKey(String name) {
        return new InstalledIndexes(ready, unfinished, name);
    }
}
