package dev.contactbook.domain;

import dev.contactbook.domain.text.FoldedText;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field that holds a text. {@link PhoneField} is the only special one. */
public sealed class TextField extends ColumnField<String> permits PhoneField {
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

    /**
     * Returns the text that is equal for values that are the same (contract §4).
     *
     * @param value a value of this field
     * @return its folded form, cut to {@link #maxLength()}, of an e-mail with the domain in ASCII
     */
    public String sameKey(String value) {
        return folded(sameForm(value));
    }

    /** Returns the text that is folded for {@link #sameKey}, most often the same one. */
    String sameForm(String value) {
        return this == ContactFields.EMAIL ? EmailText.inAscii(value) : value;
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

    /**
     * Matches contacts whose text is the same as this one, both folded: {@code EMAIL.sameAs("Ada@Example.com")}. The
     * text is cleaned first, as if it was stored (contract §2). Of e-mails, any address of the contact may be the same.
     *
     * @param text a text with a character other than accents
     * @return the filter
     */
    public Filter sameAs(String text) {
        return same(FilterOperator.SAME_AS, Collections.singletonList(text));
    }

    /**
     * Matches contacts whose text is the same as one of these, as {@link #sameAs(String)}.
     *
     * @param texts at most 1,000 texts
     * @return the filter
     */
    public Filter sameAsAny(String... texts) {
        return sameAsAny(Arrays.asList(texts));
    }

    /**
     * Matches contacts whose text is the same as one of these, as {@link #sameAs(String)}.
     *
     * @param texts at most 1,000 texts
     * @return the filter
     */
    public Filter sameAsAny(Collection<String> texts) {
        return same(FilterOperator.SAME_AS_ANY, texts);
    }

    private Filter same(FilterOperator operator, Collection<? extends @Nullable String> values) {
        List<@Nullable String> copy = Collections.unmodifiableList(new ArrayList<>(values));
        List<WantedText> wanted = copy.stream()
                .filter(Objects::nonNull)
                .map(this::stored)
                .map(text -> WantedText.same(text, sameKey(text), maxLength))
                .toList();
        Set<String> keys = WantedText.fitting(wanted);
        return new ColumnCondition<>(this, operator, copy, wanted, seen -> !keys.isEmpty() && seen.isSame(this, keys));
    }

    /** Returns a text as a contact would hold it, empty if it is blank. */
    private String stored(String text) {
        ContactDetails.Builder details = ContactDetails.builder();
        if (isWritable()) {
            set(details, text);
        }
        String stored = isWritable() ? of(details.values()) : Texts.optional(text);
        return stored == null ? "" : stored;
    }

    private Filter found(FilterOperator operator, @Nullable String text) {
        WantedText wanted = text == null ? null : WantedText.of(operator, text, maxLength);
        List<WantedText> all = wanted == null ? List.of() : List.of(wanted);
        return new ColumnCondition<>(this, operator, Collections.singletonList(text), all, seen -> {
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
