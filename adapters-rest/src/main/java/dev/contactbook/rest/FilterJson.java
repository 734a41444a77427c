package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonFactory;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.filter.FilterReader;
import dev.contactbook.rest.filter.FilterWriter;
import dev.contactbook.rest.tree.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Filters as JSON, for hosts that keep them: saved views, for instance. It is the form in which a search's body and the
 * query in the body of a {@code GET} have them (contract §7, filters).
 *
 * <pre>{@code FilterJson.write(COMPANY_ID.in(101, 102)) // → {"company_id":{"$in":[101,102]}}}</pre>
 *
 * <p>Nothing is lost: what is read is equal to what was written.
 */
public final class FilterJson {
    private static final String WHOLE = "filter";

    /** A text that the host already has in memory may be of any length. */
    private static final JsonFactory STRICT = JsonTree.strict(Integer.MAX_VALUE);

    private FilterJson() {}

    /**
     * Writes a filter.
     *
     * @param filter the filter, which holds all values that it compares with: personal data perhaps
     * @return an object of JSON
     * @throws Invalid with what {@link Filter#violations()} says of the filter
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
     * @param json an object of JSON
     * @return the filter, without violations
     * @throws Invalid with all that is wrong with it, by its path: {@code $or.0.email.$foo}; under {@code filter} what
     *     is wrong with it as a whole
     */
    public static Filter read(String json) {
        List<Violation> problems = new ArrayList<>();
        Optional<Map<String, Object>> tree = tree(json);
        if (tree.isEmpty()) {
            throw Invalid.query(List.of(new Violation(WHOLE, "type", "Must be an object of JSON")));
        }
        Filter filter = FilterReader.read(tree.get(), "", WHOLE, problems::add);
        if (!problems.isEmpty()) {
            throw Invalid.query(problems);
        }
        return filter;
    }

    private static Optional<Map<String, Object>> tree(String json) {
        try {
            return JsonTree.asObject(JsonTree.parse(STRICT, json));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
