package dev.contactbook.rest;

import dev.contactbook.api.failures.FailureLog;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns exceptions into responses that say what the client can do, and nothing else (contract §7). */
final class Failures {
    /** Seconds. Most temporary failures are shorter, and an overloaded machine needs a pause. */
    private static final Map<String, String> RETRY_AFTER = Map.of("Retry-After", "5");

    private Failures() {}

    static Response response(Throwable thrown) {
        if (thrown instanceof HttpError error) {
            return error(error.kind(), error.text(), Map.of(), Map.of(), error.headers());
        } else if (thrown instanceof ContactsException e) {
            return switch (e.reason()) {
                case INVALID -> error(ErrorKind.BAD_REQUEST, e, Map.of(), ((Invalid) e).errors());
                case FORBIDDEN -> error(ErrorKind.FORBIDDEN, e, Map.of(), Map.of());
                case NOT_FOUND -> error(ErrorKind.NOT_FOUND, e, Map.of(), Map.of());
                case CONFLICT ->
                    error(ErrorKind.CONFLICT, e, Map.of("version", ((Conflict) e).currentVersion()), Map.of());
                case DUPLICATE -> error(ErrorKind.CONFLICT, e, Map.of("conflicts", conflicts((Duplicate) e)), Map.of());
                case STORAGE -> failed((Storage) e);
            };
        }
        FailureLog.warn("A request failed", thrown);
        return internalError();
    }

    /** The field of each key, and the contact that has it if the caller may see it. */
    private static List<Map<String, Object>> conflicts(Duplicate duplicate) {
        List<Map<String, Object>> conflicts = new ArrayList<>();
        for (Duplicate.Clash clash : duplicate.clashes()) {
            Map<String, Object> conflict = new LinkedHashMap<>();
            conflict.put("field", clash.field());
            clash.contactId().ifPresent(id -> conflict.put("id", id));
            if (clash.isDeleted()) {
                conflict.put("deleted", true);
            }
            conflicts.add(conflict);
        }
        return conflicts;
    }

    private static Response error(
            ErrorKind kind, ContactsException e, Map<String, Object> data, Map<String, String> errors) {
        return error(kind, String.valueOf(e.getMessage()), data, errors, Map.of());
    }

    private static Response error(
            ErrorKind kind,
            String message,
            Map<String, Object> data,
            Map<String, String> errors,
            Map<String, String> headers) {
        return Response.of(kind.status(), JsonWriter.error(kind, message, data, errors), headers);
    }

    /** A 503 invites the client to send the request again, so it requires that nothing was written. */
    private static Response failed(Storage e) {
        boolean mayPass = e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED;
        FailureLog.warn("A request failed: " + e.getMessage() + ", " + outcome(e));
        return mayPass
                ? error(ErrorKind.UNAVAILABLE, "Temporarily unavailable", Map.of(), Map.of(), RETRY_AFTER)
                : internalError();
    }

    private static Response internalError() {
        return error(ErrorKind.GENERAL_ERROR, "Internal server error", Map.of(), Map.of(), Map.of());
    }

    private static String outcome(Storage e) {
        return e.outcome() + (e.retryable() ? ", worth a retry" : "");
    }
}
