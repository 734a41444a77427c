package dev.contactbook.domain;

import dev.contactbook.domain.text.FoldedText;
import dev.contactbook.domain.text.Folding;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
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

    /** {@return the most code points of a text in this field, and of its folded form (contract §2, §3)} */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Returns the folded form of a value, by which it is sorted and found (contract §3, folding).
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
        return Folding.order(maxLength);
    }

    /**
     * Matches contacts with exactly one of these texts.
     *
     * @param texts at most 1,000 texts, null for contacts without a value
     * @return the filter
     */
    public Filter in(@Nullable String... texts) {
        return in(Arrays.asList(texts));
    }

    /**
     * Matches all contacts that {@link #in(String...)} does not match.
     *
     * @param texts at most 1,000 texts, null for contacts without a value
     * @return the filter
     */
    public Filter notIn(@Nullable String... texts) {
        return notIn(Arrays.asList(texts));
    }

    /**
     * Matches contacts whose text contains this one, both folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter contains(String text) {
        return found(FilterOperator.CONTAINS, text);
    }

    /**
     * Matches contacts whose text starts with this one, both folded.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter startsWith(String text) {
        return found(FilterOperator.STARTS_WITH, text);
    }

    /**
     * Matches contacts whose text ends with this one, both folded. A text that folds to more than {@link #maxLength()}
     * is cut before the comparison.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter endsWith(String text) {
        return found(FilterOperator.ENDS_WITH, text);
    }

    private Filter found(FilterOperator operator, @Nullable String text) {
        WantedText wanted = text == null ? null : WantedText.of(operator, text, maxLength);
        return new ColumnCondition<>(this, operator, Collections.singletonList(text), wanted, seen -> {
            if (wanted == null || !wanted.fits()) {
                return false;
            }
            String folded = seen.folded(this);
            return folded != null && wanted.isIn(folded);
        });
    }

    @Override
    Predicate<FoldedContact> compares(FilterOperator operator, String bound) {
        FoldedText wanted = keyOf(bound);
        return seen -> {
            String folded = seen.folded(this);
            return folded != null
                    && operator.accepts(FoldedText.compare(folded, Objects.requireNonNull(of(seen.contact())), wanted));
        };
    }

    @Override
    @Nullable
    FoldedText key(FoldedContact contact) {
        String folded = contact.folded(this);
        return folded == null ? null : new FoldedText(folded, Objects.requireNonNull(of(contact.contact())));
    }

    @Override
    FoldedText keyOf(Object value) {
        String text = type().cast(value);
        return new FoldedText(folded(text), text);
    }

    @Override
    Class<String> type() {
        return String.class;
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
