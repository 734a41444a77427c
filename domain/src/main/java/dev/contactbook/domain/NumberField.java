package dev.contactbook.domain;

import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A field that holds a whole number: an id, or the version. */
public final class NumberField extends ColumnField<Long> {
    NumberField(int position, String name, Function<Contact, @Nullable Long> value) {
        super(position, name, value);
    }

    NumberField(int position, String name, Access<Long> access) {
        super(position, name, access);
    }

    @Override
    public Comparator<Long> order() {
        return Comparator.naturalOrder();
    }

    /**
     * Matches contacts with this number.
     *
     * @param number the number
     * @return the filter
     */
    public Filter is(long number) {
        return is(Long.valueOf(number));
    }

    /**
     * Matches all contacts that {@link #is(long)} does not match.
     *
     * @param number the number
     * @return the filter
     */
    public Filter isNot(long number) {
        return isNot(Long.valueOf(number));
    }

    /**
     * Matches contacts with one of these numbers.
     *
     * @param numbers at most 1,000 numbers
     * @return the filter
     */
    public Filter in(long... numbers) {
        return in(LongStream.of(numbers).boxed().toList());
    }

    /**
     * Matches all contacts that {@link #in(long...)} does not match.
     *
     * @param numbers at most 1,000 numbers
     * @return the filter
     */
    public Filter notIn(long... numbers) {
        return notIn(LongStream.of(numbers).boxed().toList());
    }

    /**
     * Matches contacts with a smaller number.
     *
     * @param number the number
     * @return the filter
     */
    public Filter lessThan(long number) {
        return lessThan(Long.valueOf(number));
    }

    /**
     * Matches contacts with this number or a smaller one.
     *
     * @param number the number
     * @return the filter
     */
    public Filter atMost(long number) {
        return atMost(Long.valueOf(number));
    }

    /**
     * Matches contacts with a larger number.
     *
     * @param number the number
     * @return the filter
     */
    public Filter greaterThan(long number) {
        return greaterThan(Long.valueOf(number));
    }

    /**
     * Matches contacts with this number or a larger one.
     *
     * @param number the number
     * @return the filter
     */
    public Filter atLeast(long number) {
        return atLeast(Long.valueOf(number));
    }

    @Override
    @Nullable
    Long key(FoldedContact contact) {
        return of(contact.contact());
    }

    @Override
    Long keyOf(Object value) {
        return type().cast(value);
    }

    @Override
    Class<Long> type() {
        return Long.class;
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        Long number = value == null ? null : WholeNumber.of(value);
        if (value == null || number != null) {
            set(to, number);
        } else {
            to.refuse(Violation.type(name(), "a whole number"));
        }
    }
}
