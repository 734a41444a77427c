package dev.contactbook.jdbc;

import dev.contactbook.jdbc.table.TableIndex;
import java.util.Set;

/**
 * An index of live contacts that a host may have or not: {@link ContactSchema#useIndexes}. Each serves some lists or
 * searches at any number of contacts, and costs room and time of writes. Without it the same calls return the same, and
 * take time in proportion to the contacts.
 *
 * <p>The lists by id and by creation are always served.
 */
public enum ContactIndex {
    /** The contacts changed last: lists sorted by {@code updated_at}. A patch writes it. In the default set. */
    LAST_UPDATED(TableIndex.LAST_UPDATED),

    /**
     * The contacts of a user, newest first: lists sorted by {@code created_at} with a filter for one owner or for none,
     * alone or with other conditions, and their totals. In the default set.
     */
    OWNER_NEWEST(TableIndex.OWNER_NEWEST),

    /** The contacts of a company, newest first, as {@link #OWNER_NEWEST}. In the default set. */
    COMPANY_NEWEST(TableIndex.COMPANY_NEWEST),

    /** Lists sorted by {@code first_name}, and filters that compare it with folded texts. */
    FIRST_NAME(TableIndex.FIRST_NAME),

    /** Lists sorted by {@code last_name}, and filters that compare it with folded texts. */
    LAST_NAME(TableIndex.LAST_NAME),

    /** Lists sorted by {@code email}. Contacts are found by their address without it. */
    EMAIL(TableIndex.EMAIL),

    /** Searches by name, for terms of three characters and more. PostgreSQL with the extension {@code pg_trgm}. */
    NAME_SEARCH(TableIndex.NAME_SEARCH),

    /** Searches by e-mail, as {@link #NAME_SEARCH}. */
    EMAIL_SEARCH(TableIndex.EMAIL_SEARCH),

    /** Searches by phone, as {@link #NAME_SEARCH}. */
    PHONE_SEARCH(TableIndex.PHONE_SEARCH);

    private static final Set<ContactIndex> DEFAULTS = Set.of(LAST_UPDATED, OWNER_NEWEST, COMPANY_NEWEST);

    private final TableIndex table;

    ContactIndex(TableIndex table) {
        this.table = table;
    }

    TableIndex table() {
        return table;
    }

    /** {@return the indexes that {@link ContactSchema#migrate} makes} */
    public static Set<ContactIndex> defaults() {
        return DEFAULTS;
    }
}
