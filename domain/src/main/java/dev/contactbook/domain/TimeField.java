package dev.contactbook.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds an instant of whole milliseconds. The library writes all such fields. */
public final class TimeField extends ColumnField<Instant> {
    TimeField(int position, String name, Function<Contact, @Nullable Instant> value) {
        super(position, name, value);
    }

    @Override
    public Comparator<Instant> order() {
        return Comparator.naturalOrder();
    }

    /**
     * Matches contacts with exactly one of these instants.
     *
     * @param instants at most 1,000 instants, null for contacts without a value
     * @return the filter
     */
    public Filter in(@Nullable Instant... instants) {
        return in(Arrays.asList(instants));
    }

    /**
     * Matches all contacts that {@link #in(Instant...)} does not match.
     *
     * @param instants at most 1,000 instants, null for contacts without a value
     * @return the filter
     */
    public Filter notIn(@Nullable Instant... instants) {
        return notIn(Arrays.asList(instants));
    }

    @Override
    @Nullable
    Instant key(FoldedContact contact) {
        return of(contact.contact());
    }

    @Override
    Instant keyOf(Object value) {
        return type().cast(value);
    }

    @Override
    Class<Instant> type() {
        return Instant.class;
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        to.refuse(Violation.readOnly(name()));
    }
}
