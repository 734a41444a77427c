package dev.contactbook.rest;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.TextField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Draws filters of all kinds, including a few that no query accepts. */
final class RandomFilters {
    private static final List<ColumnField<?>> COLUMNS = ContactFields.all().stream()
            .filter(ColumnField.class::isInstance)
            .<ColumnField<?>>map(field -> (ColumnField<?>) field)
            .toList();
    private static final List<String> TEXTS = Arrays.asList(
            "",
            " ",
            "x",
            "5",
            "true",
            "null",
            "$in",
            "\"",
            "\\",
            "\u0301",
            "\u2028",
            "\t",
            "\ud83d\ude00",
            "\uffff",
            "a]b[",
            null);
    private static final List<String> NAMES = List.of(
            "Industry",
            "a.b",
            "0",
            "email",
            "\"",
            "\\n",
            "x]",
            "\ud83d\ude00",
            "n".repeat(100),
            " trimmed ",
            "and",
            "{}",
            "a$");

    private final SplittableRandom random;

    RandomFilters(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Filter next() {
        return filter(1);
    }

    private Filter filter(int depth) {
        int kind = depth >= Filter.MAX_DEPTH ? 9 : random.nextInt(10);
        return switch (kind) {
            case 0, 1 -> Filter.allOf(filters(depth));
            case 2, 3 -> Filter.anyOf(filters(depth));
            case 4, 5 -> filter(depth + 1).not();
            case 6, 7 -> onCustomField(ContactFields.custom(pick(NAMES)));
            default -> onColumn(pick(COLUMNS));
        };
    }

    private List<Filter> filters(int depth) {
        List<Filter> filters = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            filters.add(filter(depth + 1));
        }
        return filters;
    }

    @SuppressWarnings("unchecked") // the values are of the column's type
    private <T> Filter onColumn(ColumnField<T> column) {
        Supplier<Object> values = column instanceof TextField
                ? () -> pick(TEXTS)
                : column instanceof NumberField ? this::whole : this::instant;
        Supplier<T> value = () -> (T) values.get();
        return switch (random.nextInt(column instanceof TextField ? 15 : 10)) {
            case 0 -> column.is(value.get());
            case 1 -> column.isNot(value.get());
            case 2 -> column.in(many(value));
            case 3 -> column.notIn(many(value));
            case 4 -> column.lessThan(value.get());
            case 5 -> column.atMost(value.get());
            case 6 -> column.greaterThan(value.get());
            case 7 -> column.atLeast(value.get());
            case 8 -> column.exists();
            case 9 -> column.isMissing();
            case 10 -> ((TextField) column).contains(pick(TEXTS));
            case 11 -> ((TextField) column).startsWith(pick(TEXTS));
            case 12 -> ((TextField) column).sameAs(pick(TEXTS));
            case 13 -> ((TextField) column).sameAsAny(many(() -> pick(TEXTS)));
            default -> ((TextField) column).endsWith(pick(TEXTS));
        };
    }

    private Filter onCustomField(CustomField field) {
        boolean text = random.nextBoolean();
        return switch (random.nextInt(15)) {
            case 0 -> text ? field.is(pick(TEXTS)) : random.nextBoolean() ? field.is(true) : field.is(number());
            case 1 ->
                text ? field.isNot(pick(TEXTS)) : random.nextBoolean() ? field.isNot(false) : field.isNot(number());
            case 2 -> field.in(many(this::anything));
            case 3 -> field.notIn(many(this::anything));
            case 4 -> text ? field.lessThan(pick(TEXTS)) : field.lessThan(number());
            case 5 -> text ? field.atMost(pick(TEXTS)) : field.atMost(number());
            case 6 -> text ? field.greaterThan(pick(TEXTS)) : field.greaterThan(number());
            case 7 -> text ? field.atLeast(pick(TEXTS)) : field.atLeast(number());
            case 8 -> field.contains(pick(TEXTS));
            case 9 -> field.startsWith(pick(TEXTS));
            case 10 -> field.endsWith(pick(TEXTS));
            case 11 -> field.exists();
            case 12 -> field.sameAs(pick(TEXTS));
            case 13 -> field.sameAsAny(many(() -> pick(TEXTS)));
            default -> field.isMissing();
        };
    }

    private <T> List<T> many(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    private Object anything() {
        return switch (random.nextInt(4)) {
            case 0 -> number();
            case 1 -> random.nextBoolean();
            default -> pick(TEXTS);
        };
    }

    private Long whole() {
        return random.nextInt(10) == 0 ? null : random.nextLong() >> random.nextInt(64);
    }

    private Instant instant() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> Instant.MAX;
            case 2 -> Instant.MIN;
            case 3 ->
                Instant.ofEpochSecond(random.nextLong(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
            case 4 ->
                Instant.ofEpochSecond(
                        random.nextLong(-100_000_000_000L, 400_000_000_000L), random.nextInt(1_000_000_000));
            case 5 -> Instant.ofEpochSecond(-62_167_219_200L, random.nextInt(3) - 1); // around the year 0
            default -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
        };
    }

    /** Draws up to the maximum digits and exponents of a custom value. */
    private Number number() {
        List<Function<SplittableRandom, Number>> kinds = List.of(
                r -> r.nextInt(),
                r -> r.nextLong(),
                r -> r.nextDouble() * 1_000,
                r -> 0,
                r -> new BigDecimal("-0.000"),
                r -> new BigDecimal("12.3400"),
                r -> new BigDecimal(
                        new BigInteger(r.nextInt(1, 1_020), new Random(r.nextLong())), r.nextInt(-1_000, 1_000)),
                r -> BigDecimal.ONE.scaleByPowerOfTen(r.nextInt(-1_000, 1_000)),
                r -> new BigInteger(r.nextInt(1, 1_020), new Random(r.nextLong())));
        return pick(kinds).apply(random);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
