package dev.contactbook.rest;

import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.filter.FilterReader;
import dev.contactbook.rest.filter.FilterWriter;
import dev.contactbook.rest.tree.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Filters as JSON, for hosts that store them as saved views. The form is that of a filter in the body of a search
 * (contract §7, filters).
 *
 * <pre>{@code FilterJson.write(COMPANY_ID.in(101, 102)) // → {"company_id":{"$in":[101,102]}}}</pre>
 *
 * <p>Reading returns a filter that is equal to the written one.
 */
public final class FilterJson {
    private static final String WHOLE = "filter";

    private FilterJson() {}

    /**
     * Writes a filter.
     *
     * @param filter the filter. Its JSON has all values that it compares with: it may be personal data
     * @return a JSON object
     * @throws Invalid with {@link Filter#violations()} if there are any
     */
    public static String write(Filter filter) {
        List<Violation> violations = filter.violations();
        if (!violations.isEmpty()) {
            throw Invalid.query(violations);
        }
        return JsonWriter.text(json -> FilterWriter.write(json, filter));
    }

    /**
     * Reads a filter, written by {@link #write} or by hand.
     *
     * @param json a JSON object
     * @return the filter, without violations
     * @throws Invalid with all errors by their paths, like {@code $or.0.email.$foo}. Errors of the whole filter are
     *     under {@code filter}
     */
    public static Filter read(String json) {
        List<Violation> problems = new ArrayList<>();
        Optional<Map<String, Object>> tree = JsonTree.objectIn(json);
        if (tree.isEmpty()) {
            throw Invalid.query(List.of(new Violation(WHOLE, "type", "Must be a JSON object")));
        }
        Filter filter = FilterReader.read(tree.get(), "", WHOLE, problems::add);
        if (!problems.isEmpty()) {
            throw Invalid.query(problems);
        }
        return filter;
    }
}
