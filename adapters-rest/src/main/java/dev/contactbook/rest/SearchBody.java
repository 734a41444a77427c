package dev.contactbook.rest;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a search: term, field, country, filter and page (contract §7). */
final class SearchBody {
    private static final String TERM = "searchTerm";
    private static final String FIELD = "searchIn";
    private static final String FILTER = "filter";

    private SearchBody() {}

    /**
     * Takes the search from a body.
     *
     * @throws Invalid with everything that is wrong, including unknown keys
     */
    static ContactQuery read(RequestReader body, int maxLimit) {
        String term = body.text(TERM);
        String field = body.text(FIELD);
        String iso = countryOf(field, body, "phone_country_iso");
        String code = countryOf(field, body, "phone_country_code");
        int limit = body.limit(maxLimit);
        int skip = body.skip();
        Optional<Filter> filter = body.filter(FILTER);
        ContactSearch search = search(body, term, field == null ? "" : field, iso, code);
        body.reject(Invalid::search);
        ContactQuery query = ContactQuery.of(search.limit(limit).skip(skip));
        return filter.map(query::where).orElse(query);
    }

    /** Takes a part of the country of a phone search. Other searches ignore it. */
    private static @Nullable String countryOf(@Nullable String field, RequestReader body, String key) {
        if ("phone".equals(field)) {
            return body.text(key);
        }
        body.take(key);
        return null;
    }

    private static ContactSearch search(
            RequestReader body, @Nullable String term, String field, @Nullable String iso, @Nullable String code) {
        try {
            return switch (field) {
                case "name" -> ContactSearch.byName(term);
                case "email" -> ContactSearch.byEmail(term);
                case "phone" -> ContactSearch.byPhone(term, iso, code);
                case "any" -> ContactSearch.byAny(term);
                default -> {
                    body.problem(FIELD, "Must be name, email, phone or any");
                    yield ContactSearch.byName(term); // reports errors of the term too
                }
            };
        } catch (Invalid e) {
            e.violations().forEach(violation -> body.problem(inWireNames(violation)));
            return ContactSearch.byName("not used: there are problems");
        }
    }

    private static Violation inWireNames(Violation violation) {
        return violation.field().equals("term")
                ? new Violation(TERM, violation.code(), violation.message())
                : violation;
    }
}
