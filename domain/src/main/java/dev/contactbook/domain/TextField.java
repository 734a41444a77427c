package dev.contactbook.domain;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field that holds a text. */
public final class TextField extends ColumnField<String> {
    private final int maxLength;

    TextField(int position, String name, int maxLength, Function<Contact, @Nullable String> value) {
        super(position, name, value);
        this.maxLength = maxLength;
    }

    TextField(int position, String name, int maxLength, Access<String> access) {
        super(position, name, access);
        this.maxLength = maxLength;
    }

    /**
     * The longest text this field takes, and the length its folded form is cut to (contract §2, §3).
     *
     * @return a number of code points
     */
    public int maxLength() {
        return maxLength;
    }

    /**
     * The form of a value by which it is sorted and found (contract §3, folding).
     *
     * @param value a value of this field
     * @return its folded form, cut to {@link #maxLength()}
     */
    public String folded(String value) {
        return Folding.fold(value, maxLength);
    }

    /** By folded value, then as written, both by code point (contract §4). */
    @Override
    public Comparator<String> order() {
        return Comparator.comparing(this::folded, Texts.BY_CODE_POINT).thenComparing(Texts.BY_CODE_POINT);
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        if (value == null || value instanceof String) {
            set(to, (String) value);
        } else {
            to.refuse(Violation.type(name(), "a text"));
        }
    }
}
