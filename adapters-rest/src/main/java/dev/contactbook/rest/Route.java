package dev.contactbook.rest;

import dev.contactbook.rest.tree.Echo;
import dev.contactbook.rest.tree.PercentCoding;
import java.util.List;

/** The operation that a request selects by its path, verb and {@code X-Service-Method} (contract §7). */
@FunctionalInterface
interface Route {
    /** Runs the operation. */
    Response answer(Operations operations, Request request);

    /**
     * Finds the route.
     *
     * @throws HttpError if there is none, or if it does not support the verb
     */
    static Route of(Request request) {
        List<String> segments = PercentCoding.segments(request.path()).orElseThrow(HttpError::pathNotFound);
        if (segments.isEmpty() || segments.size() > 2 || !segments.get(0).equals("contacts")) {
            throw HttpError.pathNotFound();
        }
        return segments.size() == 1 ? ofCollection(request) : ofContact(request, segments.get(1));
    }

    private static Route ofCollection(Request request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> Operations::list;
            case "POST" -> posted(request);
            case "PUT" -> throw HttpError.serviceMethodNotSupported("update", Resource.COLLECTION);
            default -> throw HttpError.methodNotAllowed(Resource.COLLECTION);
        };
    }

    private static Route posted(Request request) {
        String serviceMethod = request.header("X-Service-Method");
        return switch (serviceMethod) {
            case "" -> Operations::create;
            case "search" -> Operations::search;
            default -> throw HttpError.serviceMethodNotSupported(Echo.of(serviceMethod), Resource.COLLECTION);
        };
    }

    private static Route ofContact(Request request, String id) {
        return switch (request.method()) {
            case "GET", "HEAD" -> (operations, of) -> operations.get(id, of);
            case "PATCH" -> (operations, of) -> operations.patch(id, of);
            case "DELETE" -> (operations, of) -> operations.delete(id, of);
            case "PUT" -> throw HttpError.serviceMethodNotSupported("update", Resource.CONTACT);
            default -> throw HttpError.methodNotAllowed(Resource.CONTACT);
        };
    }
}
