package dev.contactbook.spring;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a {@link ContactsException} of your own controllers with a problem detail (RFC 9457).
 *
 * <p>The statuses are those of the REST API: 400 with {@code errors} by field, 403, 404, 409 with the current
 * {@code version} or with {@code conflicts}, 500 and 503. Register it as a bean, with Spring MVC or WebFlux. Its order
 * is 0, as that of Spring Boot's own. Thread-safe.
 */
@RestControllerAdvice
@Order(0)
public final class ContactProblems {
    private static final System.Logger LOGGER = System.getLogger("dev.contactbook");

    /** Seconds. The REST API asks clients for the same pause. */
    private static final String RETRY_AFTER = "5";

    /** Creates the advice. */
    public ContactProblems() {}

    /**
     * Returns the response to an exception. A failure of the store is logged, and the response says nothing about it.
     *
     * @param e what a call threw
     * @return the response
     */
    @ExceptionHandler
    public ResponseEntity<ProblemDetail> answer(ContactsException e) {
        return switch (e.reason()) {
            case INVALID -> {
                ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, e);
                problem.setProperty("errors", ((Invalid) e).errors());
                yield response(problem);
            }
            case FORBIDDEN -> response(problem(HttpStatus.FORBIDDEN, e));
            case NOT_FOUND -> response(problem(HttpStatus.NOT_FOUND, e));
            case CONFLICT -> {
                ProblemDetail problem = problem(HttpStatus.CONFLICT, e);
                problem.setProperty("version", ((Conflict) e).currentVersion());
                yield response(problem);
            }
            case DUPLICATE -> {
                ProblemDetail problem = problem(HttpStatus.CONFLICT, e);
                problem.setProperty("conflicts", conflicts((Duplicate) e));
                yield response(problem);
            }
            case STORAGE -> failed((Storage) e);
        };
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

    /** A 503 invites the client to send the request again, so it requires that nothing was written. */
    private static ResponseEntity<ProblemDetail> failed(Storage e) {
        LOGGER.log(System.Logger.Level.WARNING, "A request failed: " + e.getMessage() + ", " + e.outcome());
        if (e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "Temporarily unavailable"));
        }
        return response(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error"));
    }

    private static ProblemDetail problem(HttpStatus status, ContactsException e) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<ProblemDetail> response(ProblemDetail problem) {
        return ResponseEntity.of(problem).build();
    }
}
