package dev.contactbook.rest;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.ContactQuery;
import java.util.Objects;

/**
 * The REST API of contacts as a function: request in, response out (contract §7).
 *
 * <pre>{@code ContactsEndpoint.over(contacts, authenticator).handle(request)}</pre>
 *
 * <p>Any web server can serve it. CORS, compression, TLS and rate limits are the host's part. Immutable and
 * thread-safe.
 */
public final class ContactsEndpoint {
    /** The longest body that is read: 1 MiB. A host may stop reading after one more byte. */
    public static final int MAX_BODY = JsonBody.LONGEST;

    private final Contacts contacts;
    private final Authenticator authenticator;
    private final int maxLimit;

    private ContactsEndpoint(Contacts contacts, Authenticator authenticator, int maxLimit) {
        this.contacts = Objects.requireNonNull(contacts, "contacts");
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.maxLimit = maxLimit;
    }

    /**
     * Creates the API of these contacts, with pages of at most 1,000 rows.
     *
     * @param contacts the contacts
     * @param authenticator finds the user who sends a request
     * @return the endpoint
     */
    public static ContactsEndpoint over(Contacts contacts, Authenticator authenticator) {
        return new ContactsEndpoint(contacts, authenticator, ContactQuery.MAX_LIMIT);
    }

    /**
     * Returns the same API with smaller pages. A {@code $limit} above the maximum is reduced to the maximum.
     *
     * @param maxLimit the maximum number of rows in a page, 1 to 1,000
     * @return a new endpoint
     * @throws IllegalArgumentException if it is out of range
     */
    public ContactsEndpoint withMaxLimit(int maxLimit) {
        if (maxLimit < 1 || maxLimit > ContactQuery.MAX_LIMIT) {
            throw new IllegalArgumentException("maxLimit: Must be a whole number from 1 to " + ContactQuery.MAX_LIMIT);
        }
        return new ContactsEndpoint(contacts, authenticator, maxLimit);
    }

    /**
     * Returns the response to a request. This method never throws.
     *
     * <p>A failure of the store or of the host's own code is a 500. It is a 503 if nothing was written and the same
     * request may succeed later. Failures go to the {@link System.Logger} {@code dev.contactbook} without their
     * messages, which may hold personal data. A host with an open transaction around this call must roll it back if the
     * status is 400 or more.
     *
     * @param request the request
     * @return the response
     */
    @SuppressWarnings("CatchingUnchecked")
    public Response handle(Request request) {
        Response response;
        try {
            response = answer(request);
        } catch (Throwable e) { // errors of the virtual machine too: a client is waiting
            response = Failures.response(e);
        }
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    private Response answer(Request request) {
        Route route = Route.of(request);
        AuthenticatedUser user = authenticator.authenticate(request.headers()).orElseThrow(HttpError::notAuthenticated);
        if (request.body().length > MAX_BODY) {
            throw HttpError.payloadTooLarge();
        }
        Operations operations = new Operations(contacts, user, maxLimit);
        return route.answer(operations, request);
    }
}
