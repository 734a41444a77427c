package dev.contactbook.jdbc.table;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which indexes the table of contacts has. A store looks at its start, and needs to know with its first list. */
public final class InstalledIndexes {
    private static final String PRIMARY_KEY = "contactbook_contact_pk";

    private final Collection<String> readyNames;
    private final Collection<String> unfinishedNames;
    private final String primaryKey;

    private volatile @Nullable Set<TableIndex> ready;

    private InstalledIndexes(Collection<String> readyNames, Collection<String> unfinishedNames, String primaryKey) {
        this.readyNames = readyNames;
        this.unfinishedNames = unfinishedNames;
        this.primaryKey = primaryKey;
    }

    /** Those that the scripts of the tables make. */
    public static InstalledIndexes ofScript() {
        return named(
                Stream.of(
                                TableIndex.NEWEST,
                                TableIndex.TRASH,
                                TableIndex.LAST_UPDATED,
                                TableIndex.OWNER_NEWEST,
                                TableIndex.COMPANY_NEWEST)
                        .map(TableIndex::label)
                        .toList(),
                List.of());
    }

    /**
     * Those with names that are in the catalogue of a database, in any case.
     *
     * @param ready the names of those that can be used
     * @param unfinished the names of those whose making was interrupted, or goes on
     */
    public static InstalledIndexes named(Collection<String> ready, Collection<String> unfinished) {
        return new InstalledIndexes(List.copyOf(ready), List.copyOf(unfinished), PRIMARY_KEY);
    }

    /** The same where the primary key has another name. */
    public InstalledIndexes withPrimaryKey(String name) {
        return new InstalledIndexes(readyNames, unfinishedNames, name);
    }

    /** Those that can be used. */
    public Set<TableIndex> ready() {
        Set<TableIndex> known = ready;
        if (known == null) {
            known = among(readyNames);
            ready = known;
        }
        return known;
    }

    /** Those whose making was interrupted, or goes on. */
    public Set<TableIndex> unfinished() {
        return among(unfinishedNames);
    }

    private static Set<TableIndex> among(Collection<String> names) {
        Set<String> labels =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return Stream.of(TableIndex.values())
                .filter(index -> labels.contains(index.label()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the database calls the index of the primary key, as a hint names it. */
    public String primaryKey() {
        return primaryKey;
    }
}
