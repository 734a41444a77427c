package dev.contactbook.rest;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.filter.FilterReader;
import dev.contactbook.rest.tree.CanonicalNumbers;
import dev.contactbook.rest.tree.Echo;
import dev.contactbook.rest.tree.QueryString;
import dev.contactbook.rest.tree.TypedText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes keys from the tree of a query or body one by one, and collects everything that is wrong with them (contract
 * §7).
 *
 * <p>A key that cannot be taken adds a problem and returns a harmless value. No caller uses it, because {@link #reject}
 * throws.
 */
final class RequestReader {
    private static final String ORGANIZATION = ContactFields.ORGANIZATION_ID.name();

    /** The id of a missing organization. No user is in it. */
    private static final long NOBODYS = 0;

    static final String AFTER = "$after";
    static final String SORT = "$sort";

    /** The path of errors of the whole filter of a query, whose keys are among others. */
    static final String WHOLE_FILTER = "query";

    private static final BigInteger LARGEST_SKIP = BigInteger.valueOf(Integer.MAX_VALUE);

    private final Map<String, Object> left;
    private final List<Violation> problems = new ArrayList<>();

    RequestReader(Map<String, Object> tree) {
        this.left = new LinkedHashMap<>(tree);
    }

    /**
     * Adds another tree. If both have a key, this one's value is used, unless it is empty. An empty condition of a
     * filter is no exception: it matches contacts without a value.
     */
    void addAll(Map<String, Object> tree) {
        tree.forEach((key, value) -> {
            if (!left.containsKey(key) || (isEmpty(left.get(key)) && !isCondition(key))) {
                left.put(key, value);
            }
        });
    }

    private static boolean isCondition(String key) {
        return ContactFields.named(key).isPresent() && !key.equals(ORGANIZATION);
    }

    void problem(String path, String message) {
        problem(problemAt(path, message));
    }

    /** Returns a violation of a rule that only the wire has. */
    static Violation problemAt(String path, String message) {
        return new Violation(path, "wire", message);
    }

    void problem(Violation violation) {
        problems.add(violation);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** Takes all remaining keys as a filter, empty if there are none. */
    Optional<Filter> filter() {
        Map<String, Object> conditions = takeAll();
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(FilterReader.read(conditions, "", WHOLE_FILTER, this::problem));
    }

    /** Takes a key whose value is a filter, empty if it is missing. */
    Optional<Filter> filter(String key) {
        return Optional.ofNullable(take(key)).map(tree -> FilterReader.read(tree, key, key, this::problem));
    }

    /** Takes all remaining keys. */
    Map<String, Object> takeAll() {
        Map<String, Object> all = new LinkedHashMap<>(left);
        left.clear();
        return all;
    }

    /** Takes all remaining keys that could be parsed. A key that still has brackets could not. */
    void takeAllReadable() {
        left.keySet().removeIf(key -> key.indexOf('[') < 0 && key.indexOf(']') < 0);
    }

    /** Takes a key. Null if it is missing, or null in JSON, or empty in the query string. */
    @Nullable
    Object take(String key) {
        Object value = left.remove(key);
        return isEmpty(value) ? null : value;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof TypedText text && text.value().isEmpty();
    }

    /** Throws all problems, if there are any. A key that was not taken is one. */
    void reject(Function<List<Violation>, Invalid> invalid) {
        left.keySet().forEach(key -> problem(Violation.unknownField(key)));
        if (hasProblems()) {
            throw invalid.apply(problems);
        }
    }

    @Nullable
    String text(String key) {
        Object value = take(key);
        if (value instanceof String text) {
            return text;
        } else if (value instanceof TypedText text) {
            return text.value();
        } else if (value != null) {
            problem(key, "Must be a text");
        }
        return null;
    }

    /** Takes the organization, empty if it is missing. */
    OptionalLong organization() {
        Object value = take(ORGANIZATION);
        return value == null ? OptionalLong.empty() : OptionalLong.of(organizationId(value, this::problem));
    }

    /** Takes the organization, which is required. */
    long requiredOrganization() {
        Object value = take(ORGANIZATION);
        if (value == null) {
            problem(ORGANIZATION, "Organization is required");
            return NOBODYS;
        }
        return organizationId(value, this::problem);
    }

    /** Returns the organization that a value names. For any other value it is one that no user is in. */
    static long organizationId(@Nullable Object value, Consumer<Violation> problems) {
        Optional<Long> id = CanonicalNumbers.idOf(value);
        if (id.isEmpty()) {
            problems.accept(problemAt(ORGANIZATION, ContactRule.ID_RANGE.message()));
        }
        return id.orElse(NOBODYS);
    }

    /** Takes {@code $limit}, reduced to the maximum. */
    int limit(int max) {
        return natural("$limit", Math.min(ContactQuery.DEFAULT_LIMIT, max))
                .min(BigInteger.valueOf(max))
                .intValue();
    }

    /** Whether there is a {@code $after}. An empty one is the start. */
    boolean walks() {
        boolean walks = left.containsKey(AFTER);
        if (walks && take("$skip") != null) {
            problem("$skip", "Must not be given with " + AFTER);
        }
        return walks;
    }

    /** Takes {@code $after}, the cursor of the page before, empty at the start. */
    Optional<Cursor> after() {
        return Optional.ofNullable(text(AFTER)).filter(text -> !text.isEmpty()).map(Cursor::of);
    }

    /** Takes {@code $total}: whether to count. */
    boolean total() {
        Object value = take("$total");
        String text = value == null ? "true" : spelling(value);
        if (!text.equals("true") && !text.equals("false")) {
            problem("$total", "Must be true or false");
        }
        return text.equals("true");
    }

    /** Takes {@code $skip}. */
    int skip() {
        BigInteger skip = natural("$skip", 0);
        if (skip.compareTo(LARGEST_SKIP) > 0) {
            problem("$skip", "Must be at most " + LARGEST_SKIP);
            return 0;
        }
        return skip.intValue();
    }

    private BigInteger natural(String key, int otherwise) {
        Object value = take(key);
        Optional<BigInteger> number = value == null
                ? Optional.of(BigInteger.valueOf(otherwise))
                : CanonicalNumbers.whole(value).filter(whole -> whole.signum() >= 0);
        if (number.isEmpty()) {
            problem(key, "Must be a whole number from 0");
        }
        return number.orElse(BigInteger.ZERO);
    }

    /** Takes {@code fastJoinForContactList}: true in four spellings, else false. */
    boolean fastJoin() {
        Object value = take("fastJoinForContactList");
        return value != null && Set.of("true", "1").contains(spelling(value));
    }

    /** Takes {@code $sort}: names to 1 or -1, the first key first. */
    Sort[] sorts() {
        Object value = take(SORT);
        List<Sort> sorts = new ArrayList<>();
        if (value instanceof Map<?, ?> keys && keys.size() <= ContactQuery.MAX_SORTS) {
            keys.forEach(
                    (name, direction) -> sort(String.valueOf(name), direction).ifPresent(sorts::add));
        } else if (value != null) {
            problem(SORT, "Must be at most " + ContactQuery.MAX_SORTS + " fields, each with 1 or -1");
        }
        return sorts.toArray(Sort[]::new);
    }

    private Optional<Sort> sort(String name, @Nullable Object direction) {
        ContactField<?> field = ContactFields.named(name).orElse(null);
        if (!(field instanceof ColumnField<?> column)) {
            problem("$sort." + Echo.of(name), "Unknown field");
            return Optional.empty();
        }
        String text = spelling(direction);
        if (text.equals("1")) {
            return Optional.of(column.asc());
        } else if (text.equals("-1")) {
            return Optional.of(column.desc());
        }
        problem("$sort." + name, "Must be 1 or -1");
        return Optional.empty();
    }

    /** Returns a value as it was typed. 1e0 is not 1 then. */
    private static String spelling(@Nullable Object value) {
        if (value instanceof BigDecimal) {
            return "";
        }
        return value instanceof TypedText text ? text.value() : String.valueOf(value);
    }

    /**
     * Takes {@code $select}, the keys of the answer. {@code id} is always one of them.
     *
     * @param allowed the keys that exist
     * @param otherwise the keys if it is missing
     */
    Set<WireField> select(Set<WireField> allowed, Set<WireField> otherwise) {
        Object value = take("$select");
        if (value == null) {
            return otherwise;
        }
        Set<WireField> selected = EnumSet.of(WireField.ID);
        List<?> names = names(value);
        if (names == null) {
            problem("$select", "Must be a name or a list of names");
        } else {
            names.forEach(name -> WireField.named(String.valueOf(name))
                    .filter(allowed::contains)
                    .ifPresentOrElse(
                            selected::add, () -> problem("$select", "Unknown field " + Echo.of(String.valueOf(name)))));
        }
        return selected;
    }

    /** Returns a list of texts, null if the value is something else. */
    private static @Nullable List<?> names(Object value) {
        if (value instanceof String) {
            return List.of(value);
        } else if (value instanceof TypedText text) {
            return List.of(text.value());
        } else if (value instanceof Map<?, ?> elements && isListOfTexts(elements)) {
            return elements.values().stream()
                    .map(element -> ((TypedText) element).value())
                    .toList();
        } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list;
        }
        return null;
    }

    private static boolean isListOfTexts(Map<?, ?> node) {
        return QueryString.isList(node) && node.values().stream().allMatch(TypedText.class::isInstance);
    }
}
