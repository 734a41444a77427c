package dev.contactbook.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds an instant of whole milliseconds. The library writes them all. */
public final class TimeField extends ColumnField<Instant> {
    TimeField(int position, String name, Function<Contact, @Nullable Instant> value) {
        super(position, name, value);
    }

    @Override
    public Comparator<Instant> order() {
        return Comparator.naturalOrder();
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        to.refuse(Violation.readOnly(name()));
    }
}
