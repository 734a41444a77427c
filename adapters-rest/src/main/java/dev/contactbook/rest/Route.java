package dev.contactbook.rest;

import java.util.List;

/**
 * What a request asks for, by its path, verb and {@code X-Service-Method} (contract §7).
 *
 * @param operation which operation
 * @param id which contact, as it stands in the path; empty for the operations on the collection
 */
record Route(Operation operation, String id) {
    enum Operation {
        LIST,
        SEARCH,
        CREATE,
        GET,
        PATCH,
        DELETE
    }

    private static final String COLLECTION = "contacts";
    static final List<String> COLLECTION_METHODS = List.of("GET", "HEAD", "POST");
    private static final List<String> CONTACT_METHODS = List.of("GET", "HEAD", "PATCH", "DELETE");

    /**
     * Finds the route.
     *
     * @throws Refusal if there is none, or it does not know the verb
     */
    static Route of(Request request) {
        List<String> segments = PercentCoding.segments(request.path()).orElseThrow(Refusal::pathNotFound);
        if (segments.isEmpty() || segments.size() > 2 || !segments.get(0).equals(COLLECTION)) {
            throw Refusal.pathNotFound();
        }
        return segments.size() == 1 ? ofCollection(request) : ofContact(request, segments.get(1));
    }

    private static Route ofCollection(Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> new Route(Operation.LIST, "");
            case "POST" -> new Route(posted(request), "");
            case "PUT" -> throw Refusal.serviceMethodNotSupported("update", COLLECTION_METHODS);
            default -> throw Refusal.methodNotAllowed(COLLECTION_METHODS);
        };
    }

    private static Operation posted(Request request) {
        return switch (request.header("X-Service-Method")) {
            case "" -> Operation.CREATE;
            case "search" -> Operation.SEARCH;
            default ->
                throw Refusal.serviceMethodNotSupported(
                        Input.echo(request.header("X-Service-Method")), COLLECTION_METHODS);
        };
    }

    private static Route ofContact(Request request, String id) {
        return switch (request.method()) {
            case "GET", "HEAD" -> new Route(Operation.GET, id);
            case "PATCH" -> new Route(Operation.PATCH, id);
            case "DELETE" -> new Route(Operation.DELETE, id);
            case "PUT" -> throw Refusal.serviceMethodNotSupported("update", CONTACT_METHODS);
            default -> throw Refusal.methodNotAllowed(CONTACT_METHODS);
        };
    }

    /**
     * The id as a number.
     *
     * @throws Refusal if no contact can have it
     */
    long contactId() {
        return Ids.canonical(id).orElseThrow(() -> Refusal.contactNotFound(Input.echo(id)));
    }
}
