package dev.contactbook.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of a query: that of a contact which may since have changed or gone (contract §4, cursors). Stores read
 * it to start behind it. Immutable.
 */
public final class Position {
    private final ContactQuery query;
    private final List<@Nullable Object> values;
    private final long id;

    private Position(ContactQuery query, List<@Nullable Object> values, long id) {
        this.query = query;
        this.values = Collections.unmodifiableList(values);
        this.id = id;
    }

    /** The place of a contact. */
    static Position of(ContactQuery query, Contact contact) {
        List<@Nullable Object> values = new ArrayList<>();
        query.search().ifPresent(search -> values.add((long) search.rank(contact)));
        query.sorts().forEach(sort -> values.add(sort.field().of(contact)));
        return new Position(query, values, contact.id());
    }

    /** The place with these values; empty if no contact of the organization can have been there. */
    static Optional<Position> of(ContactQuery query, long organizationId, List<@Nullable Object> values, long id) {
        boolean fits = query.search().isPresent()
                ? values.size() == 1 && values.get(0) instanceof Long
                : areOf(query.sorts(), organizationId, values, id);
        return fits ? Optional.of(new Position(query, values, id)) : Optional.empty();
    }

    private static boolean areOf(List<Sort> sorts, long organizationId, List<@Nullable Object> values, long id) {
        boolean fits = sorts.size() == values.size();
        for (int i = 0; fits && i < values.size(); i++) {
            ColumnField<?> field = sorts.get(i).field();
            Object value = values.get(i);
            fits = value == null
                    ? !field.isAlwaysPresent()
                    : field.type().isInstance(value) && canBe(field, value, organizationId, id);
        }
        return fits;
    }

    /**
     * Whether a contact can have a value: of others the stores make different things. One goes by the id of a place where another
     * goes by its key, and databases cut times to milliseconds, and compare {@code system_type} as it is written.
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
     * What the query sorts by, as it was at this place: a value for each of {@link ContactQuery#sorts()}, null where there was none.
     * Of a search it is one value, a {@link Long}: the {@link ContactSearch#rank}.
     *
     * @return an unmodifiable list
     */
    public List<@Nullable Object> values() {
        return values;
    }

    /**
     * The id of the contact that was at this place.
     *
     * @return an id
     */
    public long id() {
        return id;
    }

    /**
     * Whether a contact comes after this place in {@link ContactQuery#order()}.
     *
     * @param contact one that the query matches
     * @return false for the contact that was here, as long as it is as it was
     */
    public boolean precedes(Contact contact) {
        Optional<ContactSearch> search = query.search();
        if (search.isPresent()) {
            int byRank = Long.compare(
                    (Long) Objects.requireNonNull(values.get(0)), search.get().rank(contact));
            return byRank < 0 || (byRank == 0 && id < contact.id());
        }
        List<Sort> sorts = query.sorts();
        for (int i = 0; i < sorts.size(); i++) {
            int byKey = sorts.get(i).compare(values.get(i), contact);
            if (byKey != 0) {
                return byKey < 0;
            }
        }
        return query.tieBreak().compare(id, contact) < 0;
    }
}
