package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ColumnCondition;
import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.CustomFieldCondition;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.SearchCondition;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.InstalledIndexes;
import dev.contactbook.jdbc.table.SortKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter in SQL: what {@link Filter#matches} means, as far as a database can say it. The condition is never null, so
 * that it can be negated, and holds for each contact that matches.
 *
 * @param where the condition
 * @param isExact whether it holds for no other contact. Else the domain has to decide which of those match
 */
public record FilterSql(SqlFragment where, boolean isExact) {
    private static final SqlFragment ALL = SqlFragment.of("1 = 1");
    private static final SqlFragment NONE = SqlFragment.of("1 = 0");

    /** So many values cost next to nothing, and can spare reading contacts. */
    private static final int FEW_VALUES = 16;

    /** As many values cost as much as to look for a text in others. */
    private static final int SEARCH = 50;

    private static final Contact WITHOUT_CUSTOM_FIELDS = ofOrganization(1);

    /**
     * A filter in SQL.
     *
     * @param state the life state of the contacts that it is for: only live ones have e-mails among their keys
     */
    public static FilterSql of(
            Dialect dialect, InstalledIndexes indexes, long organizationId, LifeState state, Filter filter) {
        boolean looksUp = comparisons(filter) > dialect.mostComparedValues();
        FilterSql sql = new Parts(dialect, indexes, organizationId, state, looksUp).of(filter, true);
        return sql.where.arguments().size() <= dialect.mostParameters() ? sql : new FilterSql(ALL, false);
    }

    /**
     * How many values the conditions compare with, all together. A text that is looked for in others counts as some.
     */
    private static int comparisons(Filter filter) {
        return filter.match(
                column -> isSearched(column) ? SEARCH : column.values().size(),
                custom -> 0, // SQL does not compare with its values
                and -> and.filters().stream().mapToInt(FilterSql::comparisons).sum(),
                or -> or.filters().stream().mapToInt(FilterSql::comparisons).sum(),
                not -> comparisons(not.filter()));
    }

    private static boolean isSearched(ColumnCondition<?> condition) {
        return switch (condition.operator()) {
            case CONTAINS, ENDS_WITH, SAME_NUMBER -> true;
            default -> false;
        };
    }

    private static Contact ofOrganization(long organizationId) {
        return Contact.builder(organizationId, 1)
                .details(ContactDetails.builder().firstName("Ann").build())
                .build();
    }

    private static FilterSql exactly(SqlFragment where) {
        return new FilterSql(where, true);
    }

    private static SqlFragment negated(SqlFragment condition) {
        return SqlFragment.of("not").then(enclosed(condition));
    }

    private static SqlFragment enclosed(SqlFragment condition) {
        return SqlFragment.of("(").then(condition).then(SqlFragment.of(")"));
    }

    /**
     * The parts of a filter, each of which has to hold or has not to: a negation of a whole could lose what a part
     * cannot say.
     *
     * @param looksUp whether the domain decides what is one of many values, and what a text is looked for in
     */
    private record Parts(
            Dialect dialect, InstalledIndexes indexes, long organizationId, LifeState state, boolean looksUp) {
        FilterSql of(Filter filter, boolean holds) {
            return filter.match(
                    column -> onColumn(column, holds),
                    custom -> onCustomField(custom, holds),
                    and -> joined(and.filters(), holds, holds),
                    or -> joined(or.filters(), holds, !holds),
                    not -> of(not.filter(), !holds));
        }

        private FilterSql joined(List<Filter> filters, boolean hold, boolean all) {
            List<FilterSql> parts =
                    filters.stream().map(filter -> of(filter, hold)).toList();
            SqlFragment where = parts.isEmpty()
                    ? (all ? ALL : NONE)
                    : enclosed(SqlFragment.join(
                            all ? " and " : " or ",
                            parts.stream().map(FilterSql::where).toList()));
            return new FilterSql(where, parts.stream().allMatch(FilterSql::isExact));
        }

        /**
         * A name is found in any case, which no database says as Java does. What there is no value for can be told
         * without.
         */
        private FilterSql onCustomField(CustomFieldCondition condition, boolean holds) {
            boolean needsValue = condition.matches(WITHOUT_CUSTOM_FIELDS) != holds;
            return new FilterSql(needsValue ? SqlFragment.of(dialect.hasCustomFields()) : ALL, false);
        }

        private FilterSql onColumn(ColumnCondition<?> condition, boolean holds) {
            ColumnField<?> field = condition.field();
            List<?> values = condition.values();
            if (field == ContactFields.ORGANIZATION_ID) { // all contacts have the same; no statement may name another
                return exactly(condition.matches(ofOrganization(organizationId)) == holds ? ALL : NONE);
            }
            if (condition.isNeverTrue()) {
                return exactly(holds ? NONE : ALL);
            } else if (looksUp && isSearched(condition)) {
                return new FilterSql(ALL, false);
            }
            return switch (condition.operator()) {
                case EXISTS -> isMissing(field, !holds);
                case MISSING -> isMissing(field, holds);
                case IS, IN -> isOneOf(field, values, holds);
                case IS_NOT, NOT_IN -> isOneOf(field, values, !holds);
                case SAME_AS, SAME_AS_ANY -> isSame(condition, holds);
                case SAME_NUMBER -> isSameNumber(condition.searched().orElse(SearchCondition.none()), holds);
                case LESS, AT_MOST, GREATER, AT_LEAST, CONTAINS, STARTS_WITH, ENDS_WITH ->
                    hasKey(field)
                            ? hasValue(field, compared(field, condition.operator(), values.get(0)), holds)
                            : byDomain(field, wanted(condition), holds);
            };
        }

        /** The folded texts of which one occurs in that of each match. None if no match needs to have one. */
        private static List<String> wanted(ColumnCondition<?> condition) {
            return switch (condition.operator()) {
                case CONTAINS, STARTS_WITH, ENDS_WITH ->
                    List.of(Folding.fold(
                            (String) Objects.requireNonNull(condition.values().get(0))));
                default -> List.copyOf(condition.sameKeys());
            };
        }

        /** The domain decides, at the most about those with a value in which one of some folded texts may occur. */
        private FilterSql byDomain(ColumnField<?> field, List<String> folded, boolean holds) {
            if (!holds) {
                return new FilterSql(ALL, false);
            }
            SqlFragment hasValue = SqlFragment.of(field.name() + " is not null");
            List<SqlFragment> parts = folded.stream()
                    .map(Parts::longestWord)
                    .filter(word -> !word.isEmpty())
                    .map(word -> dialect.mayContain(field.name(), word))
                    .toList();
            boolean isNarrower = !parts.isEmpty() && parts.size() == folded.size() && parts.size() <= FEW_VALUES;
            return new FilterSql(
                    isNarrower
                            ? enclosed(hasValue.then(SqlFragment.of("and"))
                                    .then(enclosed(SqlFragment.join(" or ", SqlFragment.padded(parts)))))
                            : hasValue,
                    false);
        }

        /** White space is folded, and words are not changed by what is around them. */
        private static String longestWord(String folded) {
            return Stream.of(folded.split(" ", -1))
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
        }

        /** Whether SQL has what its values are compared by. */
        private static boolean hasKey(ColumnField<?> field) {
            return !(field instanceof TextField text) || ContactTable.hasKey(text);
        }

        private static FilterSql isMissing(ColumnField<?> field, boolean holds) {
            return exactly(SqlFragment.of(field.name() + (holds ? " is null" : " is not null")));
        }

        private static FilterSql hasValue(ColumnField<?> field, SqlFragment test, boolean holds) {
            SqlFragment condition =
                    enclosed(SqlFragment.of(field.name() + " is not null and").then(test));
            return exactly(holds ? condition : negated(condition));
        }

        private FilterSql isOneOf(ColumnField<?> field, List<?> values, boolean holds) {
            if (looksUp && values.size() > FEW_VALUES) {
                return new FilterSql(ALL, false);
            }
            SqlFragment test = among(
                    field, values.stream().filter(Objects::nonNull).distinct().toList());
            if (!values.contains(null)) {
                return hasValue(field, test, holds);
            }
            SqlFragment condition =
                    enclosed(SqlFragment.of(field.name() + " is null or").then(test));
            return exactly(holds ? condition : negated(condition));
        }

        /**
         * Many ranges of keys are quicker than reading contacts only where an index has the keys in order. A text that
         * only the library writes has no key.
         */
        private FilterSql isSame(ColumnCondition<?> condition, boolean holds) {
            Set<String> texts = condition.sameKeys();
            TextField field = (TextField) condition.field();
            if (field == ContactFields.EMAIL && state == LifeState.LIVE && dialect.joinsKeys()) {
                return hasEmail(List.copyOf(texts), holds);
            }
            boolean hasIndex =
                    indexes.ready().stream().anyMatch(index -> index.lifeState() == state && index.isInOrderOf(field))
                            && !looksUp
                            && texts.stream().filter(Parts::isEncoded).count() <= FEW_VALUES;
            if (!hasKey(field)) {
                return byDomain(field, wanted(condition), holds);
            } else if (texts.size() > FEW_VALUES && !hasIndex) {
                return new FilterSql(ALL, false);
            }
            List<SqlFragment> ranges = texts.stream()
                    .sorted()
                    .map(text -> field == ContactFields.EMAIL ? isSameEmail(text) : isFolded(field, text))
                    .toList();
            SqlFragment isOne = ranges.isEmpty() ? NONE : enclosed(SqlFragment.anyOf(SqlFragment.padded(ranges)));
            if (field != ContactFields.EMAIL) {
                return hasValue(field, isOne, holds);
            }
            // A contact without a primary address may have others.
            SqlFragment hasOne = enclosed(SqlFragment.of(SearchText.EMAIL_ADDRESSES.label() + " is not null and")
                    .then(isOne));
            return exactly(holds ? hasOne : negated(hasOne));
        }

        private FilterSql hasEmail(List<String> keys, boolean holds) {
            SqlFragment condition = SqlFragment.of(
                            dialect.tables()
                                    .sql("id in (select contact_id from contactbook_key"
                                            + " where organization_id = ? and kind = ? and"),
                            SqlValues.number(organizationId),
                            SqlValues.number(KeyReader.number(ContactKey.Kind.EMAIL)))
                    .then(dialect.amongTexts("key_text", keys))
                    .then(SqlFragment.of(")"));
            return exactly(holds ? condition : negated(condition));
        }

        private static SqlFragment isFolded(TextField field, String folded) {
            String key = ContactTable.key(field);
            return SqlFragment.of(
                    key + " >= ? and " + key + " < ?",
                    SqlValues.bytes(SortKey.from(folded)),
                    SqlValues.bytes(SortKey.to(folded)));
        }

        /**
         * An address whose form in ASCII is not its own says so in that form. All other primary ones are in the index
         * as it.
         */
        private SqlFragment isSameEmail(String key) {
            SqlFragment same = SearchSql.condition(dialect, SearchCondition.sameEmail(key));
            return isEncoded(key)
                    ? same
                    : SqlFragment.of("(")
                            .then(isFolded(ContactFields.EMAIL, key))
                            .then(SqlFragment.of("or " + ContactFields.OTHER_EMAILS.name() + " is not null) and"))
                            .then(same);
        }

        private static boolean isEncoded(String email) {
            return email.indexOf("xn--", email.lastIndexOf('@') + 1) >= 0;
        }

        private FilterSql isSameNumber(SearchCondition searched, boolean holds) {
            SqlFragment condition = enclosed(SqlFragment.of(SearchText.PHONE_NUMBERS.label() + " is not null and")
                    .then(SearchSql.condition(dialect, searched)));
            return exactly(holds ? condition : negated(condition));
        }

        private SqlFragment among(ColumnField<?> field, List<?> values) {
            if (field instanceof TextField) {
                return texts(
                        field.name(), values.stream().map(String.class::cast).toList());
            } else if (field instanceof NumberField) {
                return numbers(
                        field.name(), values.stream().map(Long.class::cast).toList());
            }
            return times(field.name(), values.stream().map(Instant.class::cast).toList());
        }

        private SqlFragment texts(String column, List<String> texts) {
            if (texts.size() == 1) {
                return SqlFragment.of(dialect.exactly(column) + " = ?", dialect.exactText(texts.get(0)));
            }
            return texts.isEmpty() ? NONE : dialect.amongTexts(column, texts);
        }

        private SqlFragment numbers(String column, List<Long> numbers) {
            if (numbers.size() == 1) {
                return SqlFragment.of(column + " = ?", SqlValues.number(numbers.get(0)));
            }
            return numbers.isEmpty() ? NONE : dialect.amongNumbers(column, numbers);
        }

        private SqlFragment times(String column, List<Instant> instants) {
            List<Instant> possible = instants.stream()
                    .filter(instant -> instant.equals(floor(instant)) && !isBefore(instant) && !isAfter(instant))
                    .toList();
            if (possible.size() == 1) {
                return SqlFragment.of(column + " = ?", dialect.time(possible.get(0)));
            }
            return possible.isEmpty() ? NONE : dialect.amongTimes(column, possible);
        }

        private SqlFragment compared(ColumnField<?> field, FilterOperator operator, @Nullable Object value) {
            Object bound = Objects.requireNonNull(value); // no query takes a null here
            if (field instanceof TextField text) {
                return compared(text, operator, (String) bound);
            } else if (field instanceof NumberField) {
                return SqlFragment.of(field.name() + sign(operator) + "?", SqlValues.number((Long) bound));
            }
            return compared(field.name(), operator, (Instant) bound);
        }

        /** The folded text is what a key has before its zero byte, and a folded text holds no zero. */
        private SqlFragment compared(TextField field, FilterOperator operator, String text) {
            String key = ContactTable.key(field);
            String part = Folding.fold(text);
            return switch (operator) {
                case CONTAINS ->
                    SqlFragment.of(
                            dialect.positionIn(key) + " between 1 and " + dialect.positionIn(key),
                            dialect.part(SortKey.start(part)),
                            dialect.part(SortKey.from("")));
                case STARTS_WITH ->
                    SqlFragment.of(
                            key + " >= ? and " + key + " < ?",
                            SqlValues.bytes(SortKey.start(part)),
                            SqlValues.bytes(SortKey.afterStart(part)));
                case ENDS_WITH -> SqlFragment.of(dialect.positionIn(key) + " > 0", dialect.part(SortKey.from(part)));
                default ->
                    SqlFragment.of(key + sign(operator) + "?", SqlValues.bytes(SortKey.of(field.folded(text), text)));
            };
        }

        /** The database's times are whole milliseconds between a first and a last one. */
        private SqlFragment compared(String column, FilterOperator operator, Instant bound) {
            boolean wantsSmaller = operator == FilterOperator.LESS || operator == FilterOperator.AT_MOST;
            if (isBefore(bound)) {
                return wantsSmaller ? NONE : ALL;
            } else if (isAfter(bound)) {
                return wantsSmaller ? ALL : NONE;
            } else if (bound.equals(floor(bound))) {
                return SqlFragment.of(column + sign(operator) + "?", dialect.time(bound));
            }
            return SqlFragment.of(column + (wantsSmaller ? " <= ?" : " > ?"), dialect.time(floor(bound)));
        }

        private boolean isBefore(Instant instant) {
            return instant.isBefore(dialect.firstTime());
        }

        private boolean isAfter(Instant instant) {
            return instant.isAfter(dialect.lastTime());
        }

        private static Instant floor(Instant instant) {
            return instant.truncatedTo(ChronoUnit.MILLIS);
        }

        private static String sign(FilterOperator operator) {
            return switch (operator) {
                case LESS -> " < ";
                case AT_MOST -> " <= ";
                case GREATER -> " > ";
                case AT_LEAST -> " >= ";
                default -> throw new IllegalStateException(operator + " does not compare");
            };
        }
    }
}
