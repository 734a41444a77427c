package dev.contactbook.rest;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a search: what to look for, in which field and among whom, and how much of what is found (contract §7).
 */
final class SearchBody {
    private static final String TERM = "searchTerm";
    private static final String FIELD = "searchIn";
    private static final String FILTER = "filter";

    private SearchBody() {}

    /**
     * Takes the search from a body.
     *
     * @throws Invalid with all that is wrong with the body, keys that nobody took included
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
        body.refuse(Invalid::search);
        ContactQuery query = ContactQuery.of(search.limit(limit).skip(skip));
        return filter.map(query::where).orElse(query);
    }

    /** The country of a phone search; in others it may stand there, and means nothing. */
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
                default -> {
                    body.problem(FIELD, "Must be name, email or phone");
                    yield ContactSearch.byName(term); // tells what is wrong with the term as well
                }
            };
        } catch (Invalid e) {
            e.violations().forEach(violation -> body.problem(inWireNames(violation)));
            return ContactSearch.byName("nobody goes on with it");
        }
    }

    private static Violation inWireNames(Violation violation) {
        return violation.field().equals("term")
                ? new Violation(TERM, violation.code(), violation.message())
                : violation;
    }
}
