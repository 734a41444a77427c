package dev.contactbook.rest;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.Violation;
import dev.contactbook.rest.tree.CanonicalNumbers;
import dev.contactbook.rest.tree.Echo;
import dev.contactbook.rest.tree.QueryString;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The operations of the wire for one user. Each reads the whole request and reports all its errors before it calls
 * {@code Contacts} (contract §7).
 */
final class Operations {
    private static final Map<String, String> WIRE_NAMES =
            Map.of("after", RequestReader.AFTER, "filter", RequestReader.WHOLE_FILTER, "sort", RequestReader.SORT);

    private final Contacts contacts;
    private final AuthenticatedUser user;
    private final int maxLimit;

    Operations(Contacts contacts, AuthenticatedUser user, int maxLimit) {
        this.contacts = contacts;
        this.user = user;
        this.maxLimit = maxLimit;
    }

    Response list(Request request) {
        RequestReader query = queryOfGet(request);
        long organizationId = query.requiredOrganization();
        int limit = query.limit(maxLimit);
        boolean walks = query.walks();
        Optional<Cursor> after = query.after();
        int skip = query.skip();
        boolean total = query.total();
        Sort[] sorts = query.sorts();
        Set<WireField> keys = query.fastJoin()
                ? query.select(WireField.ALL, WireField.LISTED_WITH_ASSOCIATIONS)
                : query.select(WireField.OF_A_CONTACT, WireField.LISTED);
        Optional<Filter> filter = query.filter();
        query.reject(Invalid::query);

        ContactQuery all = ContactQuery.page().sortBy(sorts).limit(limit).skip(skip);
        ContactQuery matching = filter.map(all::where).orElse(all);
        ContactQuery counted = projected(total ? matching : matching.withoutTotal(), keys);
        ContactQuery asked = after.map(counted::after).orElse(counted);
        if (!user.isIn(organizationId)) {
            byTheWiresNames(() -> asked.position(organizationId)); // errors of the request come first
        }
        Caller caller = user.inOrganization(organizationId);
        Page<Contact> page = byTheWiresNames(() -> contacts.list(caller, asked));
        boolean associated = keys.contains(WireField.OWNER) || keys.contains(WireField.COMPANY);
        Page<AssociatedContact> rows = associated ? contacts.associate(caller, page) : page.map(JsonWriter::alone);
        return Response.of(200, walks ? JsonWriter.pageWithNext(rows, keys) : JsonWriter.page(rows, keys), Map.of());
    }

    /** Returns the query without custom fields and lists if the answer does not show them. */
    private static ContactQuery projected(ContactQuery query, Set<WireField> keys) {
        ContactQuery listed = Collections.disjoint(keys, WireField.LISTS) ? query.withoutLists() : query;
        return keys.contains(WireField.CUSTOM_FIELDS_BY_NAME) ? listed : listed.withoutCustomFields();
    }

    /** Runs a call, and renames fields in its errors where the wire has other names. */
    private static <T> T byTheWiresNames(Supplier<T> call) {
        try {
            return call.get();
        } catch (Invalid e) {
            throw Invalid.query(e.violations().stream()
                    .map(violation -> new Violation(
                            WIRE_NAMES.getOrDefault(violation.field(), violation.field()),
                            violation.code(),
                            violation.message()))
                    .toList());
        }
    }

    Response search(Request request) {
        RequestReader body = new RequestReader(JsonBody.readObject(request));
        Set<WireField> keys = selectOfPost(request, body.select(WireField.OF_A_CONTACT, WireField.FOUND));
        long organizationId = body.requiredOrganization();
        ContactQuery search = projected(SearchBody.read(body, maxLimit), keys);

        return page(contacts.list(user.inOrganization(organizationId), search).map(JsonWriter::alone), keys);
    }

    Response create(Request request) {
        RequestReader body = new RequestReader(JsonBody.readOneObject(request));
        Set<WireField> selected = selectOfPost(request, Set.of());
        long organizationId = body.requiredOrganization();
        ContactPatch details = ContactBody.read(body.takeAll(), body::problem);
        if (body.hasProblems() || !user.isIn(organizationId)) {
            // Contacts would report these violations too, but without the problems found here.
            details.violationsOfNew().forEach(body::problem);
            body.reject(Invalid::contact);
        }

        Contact created = contacts.create(user.inOrganization(organizationId), details);
        Set<WireField> whole = created.customFields().isEmpty() ? WireField.WITHOUT_CUSTOM_FIELDS : WireField.WHOLE;
        return contact(201, created, selected.isEmpty() ? whole : selected);
    }

    Response get(String id, Request request) {
        QueryOfOne query = QueryOfOne.read(queryOfGet(request), WireField.WHOLE);

        return contact(200, whereverItIs(id, query, query.of(contacts)::get), query.keys());
    }

    Response patch(String id, Request request) {
        RequestReader body = new RequestReader(JsonBody.readObject(request));
        QueryOfOne query = QueryOfOne.read(new RequestReader(QueryString.parse(request.query())), WireField.WHOLE);
        ContactPatch changes = ContactBody.read(body.takeAll(), body::problem);
        body.reject(Invalid::contact);
        changes.organizationId().ifPresent(user::inOrganization);

        Contacts matching = query.of(contacts);
        Contact patched = whereverItIs(id, query, (caller, number) -> matching.patch(caller, number, changes));
        return contact(200, patched, query.keys());
    }

    Response delete(String id, Request request) {
        QueryOfOne query =
                QueryOfOne.read(new RequestReader(QueryString.parse(request.query())), WireField.WITHOUT_CUSTOM_FIELDS);

        return contact(200, whereverItIs(id, query, query.of(contacts)::delete), query.keys());
    }

    /**
     * The query of an operation on one contact.
     *
     * @param organizationId the named organization, empty if there is none
     * @param keys the keys of the answer
     * @param filter the condition on the contact, empty if there is none
     */
    private record QueryOfOne(OptionalLong organizationId, Set<WireField> keys, Optional<Filter> filter) {
        static QueryOfOne read(RequestReader query, Set<WireField> otherwise) {
            OptionalLong organizationId = query.organization();
            Set<WireField> keys = query.select(WireField.OF_A_CONTACT, otherwise);
            Optional<Filter> filter = query.filter();
            query.reject(Invalid::query);
            return new QueryOfOne(organizationId, keys, filter);
        }

        /** Returns the view of the contacts that match the filter. */
        Contacts of(Contacts contacts) {
            return filter.map(contacts::where).orElse(contacts);
        }
    }

    /**
     * Runs an operation in the named organization, or in each of the user's organizations until one has the contact. An
     * id belongs to at most one of them.
     */
    private Contact whereverItIs(String idInPath, QueryOfOne query, BiFunction<Caller, Long, Contact> operation) {
        Set<Long> organizations = user.organizationIds();
        if (query.organizationId().isPresent()) {
            organizations = Set.of(
                    user.inOrganization(query.organizationId().getAsLong()).organizationId());
        }
        long id = CanonicalNumbers.id(idInPath).orElseThrow(() -> HttpError.contactNotFound(Echo.of(idInPath)));
        ContactsException failure = new NotFound(id);
        for (long organizationId : organizations) {
            try {
                return operation.apply(user.inOrganization(organizationId), id);
            } catch (NotFound e) {
                // It may be in the next organization.
            } catch (Forbidden e) {
                failure = e; // It may be here or in the next organization.
            }
        }
        throw failure;
    }

    private static RequestReader queryOfGet(Request request) {
        Map<String, Object> inBody = JsonBody.readQuery(request);
        RequestReader query = new RequestReader(QueryString.parse(request.query()));
        query.addAll(inBody);
        return query;
    }

    /**
     * Reads {@code $select}, the only key of a POST's query. Other keys are ignored, unless they have malformed
     * brackets.
     */
    private static Set<WireField> selectOfPost(Request request, Set<WireField> otherwise) {
        RequestReader query = new RequestReader(QueryString.parse(request.query()));
        Set<WireField> keys = query.select(WireField.OF_A_CONTACT, otherwise);
        query.takeAllReadable();
        query.reject(Invalid::query);
        return keys;
    }

    private static Response contact(int status, Contact contact, Set<WireField> keys) {
        return Response.of(status, JsonWriter.contact(JsonWriter.alone(contact), keys), Map.of());
    }

    private static Response page(Page<AssociatedContact> page, Set<WireField> keys) {
        return Response.of(200, JsonWriter.page(page, keys), Map.of());
    }
}
