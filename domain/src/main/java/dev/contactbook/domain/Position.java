package dev.contactbook.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The decoded form of a {@link Cursor}: a place in the order of a query, after which stores start (contract §4,
 * cursors). Its contact may have changed or been deleted since. Immutable.
 */
public final class Position implements Comparable<Position> {
    private final ContactQuery query;
    private final List<@Nullable Object> values;

    /** The sort keys of the values: texts are folded. */
    private final List<@Nullable Comparable<?>> keys;

    private final long id;

    private Position(ContactQuery query, List<@Nullable Object> values, List<@Nullable Comparable<?>> keys, long id) {
        this.query = query;
        this.values = Collections.unmodifiableList(values);
        this.keys = keys;
        this.id = id;
    }

    /** Returns the place of a contact. */
    static Position of(ContactQuery query, FoldedContact contact) {
        List<Sort> sorts = query.sorts();
        List<@Nullable Object> values = new ArrayList<>(sorts.size());
        List<@Nullable Comparable<?>> keys = new ArrayList<>(sorts.size());
        query.search().ifPresent(search -> {
            Long rank = (long) search.tier(contact);
            values.add(rank);
            keys.add(rank);
        });
        for (Sort sort : sorts) {
            values.add(sort.field().of(contact.contact()));
            keys.add(sort.field().key(contact));
        }
        return new Position(query, values, keys, contact.contact().id());
    }

    /** Returns the place with these values, empty if no contact of the organization can have been there. */
    static Optional<Position> of(ContactQuery query, long organizationId, List<@Nullable Object> values, long id) {
        boolean isSearch = query.search().isPresent();
        boolean fits = isSearch
                ? values.size() == 1 && values.get(0) instanceof Long
                : areOf(query, organizationId, values, id);
        if (!fits) {
            return Optional.empty();
        }
        List<@Nullable Comparable<?>> keys = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                keys.add(null);
            } else {
                keys.add(isSearch ? (Long) value : query.sorts().get(i).field().keyOf(value));
            }
        }
        return Optional.of(new Position(query, values, keys, id));
    }

    private static boolean areOf(ContactQuery query, long organizationId, List<@Nullable Object> values, long id) {
        List<Sort> sorts = query.sorts();
        boolean fits = sorts.size() == values.size();
        for (int i = 0; fits && i < values.size(); i++) {
            ColumnField<?> field = sorts.get(i).field();
            Object value = values.get(i);
            fits = value == null
                    ? !query.isAlwaysPresent(field)
                    : field.type().isInstance(value) && canBe(field, value, organizationId, id);
        }
        return fits;
    }

    /**
     * Whether a contact can have a value. Stores would disagree on others: one uses the id of a place where another
     * uses its key, and databases cut times to milliseconds and compare {@code system_type} as written.
     */
    private static boolean canBe(ColumnField<?> field, Object value, long organizationId, long id) {
        if (field.equals(ContactFields.ID)) {
            return value.equals(id);
        } else if (field.equals(ContactFields.ORGANIZATION_ID)) {
            return value.equals(organizationId);
        } else if (field.equals(ContactFields.SYSTEM_TYPE)) {
            return value.equals(ContactFields.SYSTEM_TYPE.folded((String) value));
        }
        return !(value instanceof Instant time)
                || time.truncatedTo(ChronoUnit.MILLIS).equals(time);
    }

    /**
     * Returns the sort values of this place: one for each of {@link ContactQuery#sorts()}, null if there was none. A
     * search has one value, the {@link ContactSearch#rank} as a {@link Long}.
     *
     * @return an unmodifiable list
     */
    public List<@Nullable Object> values() {
        return values;
    }

    /** {@return the id of the contact that was at this place} */
    public long id() {
        return id;
    }

    /**
     * Returns whether a contact comes after this place in {@link ContactQuery#order()}.
     *
     * @param contact a matching contact
     * @return true if it comes later, false for the unchanged contact of this place
     */
    public boolean precedes(Contact contact) {
        return compareTo(of(query, new FoldedContact(contact))) < 0;
    }

    /**
     * Compares two places of one query in {@link ContactQuery#order()}. The result is 0 only for the same contact.
     *
     * @param other a place of an equal query
     */
    @Override
    public int compareTo(Position other) {
        List<Sort> sorts = query.sorts();
        for (int i = 0; i < keys.size(); i++) {
            int ascending = compare(keys.get(i), other.keys.get(i));
            if (ascending != 0) {
                boolean isSort = i < sorts.size(); // or the rank of a search
                return isSort && sorts.get(i).isDescending() ? -Integer.signum(ascending) : ascending;
            }
        }
        int byId = Long.compare(id, other.id);
        return query.tieBreak().isDescending() ? -byId : byId;
    }

    /** Null is smaller than any value. */
    @SuppressWarnings("unchecked") // the keys of one field are of one type
    private static int compare(@Nullable Comparable<?> one, @Nullable Comparable<?> other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return ((Comparable<Object>) one).compareTo(other);
    }
}
