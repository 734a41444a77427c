package dev.contactbook.it.equivalence;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.TextField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter as it is written: the filter that comes of it does not tell which values were left out.
 *
 * @param kind what it is made of
 * @param name of the field; of a custom field in any case
 * @param call the method of the field that makes a condition, and its argument
 * @param parts the filters that are joined or negated
 */
record Where(Kind kind, String name, Call call, List<Where> parts) {
    enum Kind {
        COLUMN,
        CUSTOM,
        ALL,
        ANY,
        NOT
    }

    static Where on(ColumnField<?> column, Call call) {
        return new Where(Kind.COLUMN, column.name(), call, List.of());
    }

    static Where onCustom(String name, Call call) {
        return new Where(Kind.CUSTOM, name, call, List.of());
    }

    static Where joined(Kind kind, List<Where> parts) {
        return new Where(kind, "", Call.of(""), parts);
    }

    Filter filter() {
        List<Filter> filters = parts.stream().map(Where::filter).toList();
        return switch (kind) {
            case COLUMN -> onColumn((ColumnField<?>) ContactFields.named(name).orElseThrow());
            case CUSTOM -> onCustom(ContactFields.custom(name));
            case ALL -> Filter.allOf(filters);
            case ANY -> Filter.anyOf(filters);
            case NOT -> filters.get(0).not();
        };
    }

    @SuppressWarnings("unchecked")
    private <T> Filter onColumn(ColumnField<T> column) {
        T value = (T) arg();
        return switch (call.method()) {
            case "is" -> column.is(value);
            case "isNot" -> column.isNot(value);
            case "in" -> column.in((Collection<T>) arg());
            case "notIn" -> column.notIn((Collection<T>) arg());
            case "lessThan" -> column.lessThan(value);
            case "atMost" -> column.atMost(value);
            case "greaterThan" -> column.greaterThan(value);
            case "atLeast" -> column.atLeast(value);
            case "contains" -> text(column).contains((String) value);
            case "startsWith" -> text(column).startsWith((String) value);
            case "endsWith" -> text(column).endsWith((String) value);
            case "sameAs" -> text(column).sameAs((String) value);
            case "sameAsAny" -> text(column).sameAsAny((Collection<String>) arg());
            case "sameNumberAs" -> ContactFields.PHONE.sameNumberAs(call.text(0), call.text(1), call.text(2));
            case "exists" -> column.exists();
            case "isMissing" -> column.isMissing();
            default -> throw new IllegalStateException(call.method());
        };
    }

    private static TextField text(ColumnField<?> column) {
        return (TextField) column;
    }

    @SuppressWarnings("unchecked")
    private Filter onCustom(CustomField field) {
        Object value = arg();
        String text = value instanceof String string ? string : null;
        return switch (call.method()) {
            case "is" ->
                value instanceof Boolean bool
                        ? field.is(bool)
                        : value instanceof Number number ? field.is(number) : field.is(text);
            case "isNot" ->
                value instanceof Boolean bool
                        ? field.isNot(bool)
                        : value instanceof Number number ? field.isNot(number) : field.isNot(text);
            case "in" -> field.in((Collection<?>) value);
            case "notIn" -> field.notIn((Collection<?>) value);
            case "lessThan" -> value instanceof Number number ? field.lessThan(number) : field.lessThan(text);
            case "atMost" -> value instanceof Number number ? field.atMost(number) : field.atMost(text);
            case "greaterThan" -> value instanceof Number number ? field.greaterThan(number) : field.greaterThan(text);
            case "atLeast" -> value instanceof Number number ? field.atLeast(number) : field.atLeast(text);
            case "contains" -> field.contains(text);
            case "startsWith" -> field.startsWith(text);
            case "endsWith" -> field.endsWith(text);
            case "sameAs" -> field.sameAs(text);
            case "sameAsAny" -> field.sameAsAny((Collection<String>) value);
            case "exists" -> field.exists();
            case "isMissing" -> field.isMissing();
            default -> throw new IllegalStateException(call.method());
        };
    }

    private @Nullable Object arg() {
        return call.args().isEmpty() ? null : call.args().get(0);
    }

    String toJava() {
        String joined = parts.stream().map(Where::toJava).collect(Collectors.joining(", "));
        return switch (kind) {
            case COLUMN -> "ContactFields." + name.toUpperCase(Locale.ROOT) + callToJava();
            case CUSTOM -> "ContactFields.custom(" + Literal.of(name) + ")" + callToJava();
            case ALL -> "Filter.allOf(List.of(" + joined + "))";
            case ANY -> "Filter.anyOf(List.of(" + joined + "))";
            case NOT -> joined + ".not()";
        };
    }

    /** Custom fields have a method each for texts and numbers, so that Java has to be told which null it is. */
    private String callToJava() {
        boolean isNull = !call.args().isEmpty() && arg() == null;
        return isNull && kind == Kind.CUSTOM ? "." + call.method() + "((String) null)" : call.toJava();
    }

    /** Its parts, and the same with less in it. */
    List<Where> simpler() {
        List<Where> simpler = new ArrayList<>(parts);
        for (int i = 0; i < parts.size(); i++) {
            if (kind != Kind.NOT) {
                List<Where> without = new ArrayList<>(parts);
                without.remove(i);
                simpler.add(joined(kind, without));
            }
            for (Where part : parts.get(i).simpler()) {
                List<Where> with = new ArrayList<>(parts);
                with.set(i, part);
                simpler.add(joined(kind, with));
            }
        }
        call.simpler().forEach(smaller -> simpler.add(new Where(kind, name, smaller, parts)));
        return simpler;
    }
}
