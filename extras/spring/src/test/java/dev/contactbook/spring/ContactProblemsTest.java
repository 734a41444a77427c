package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ContactProblemsTest {
    /** Spring 6 writes it, and Spring 7 does not. */
    private static final String DEFAULT_TYPE = "\"type\":\"about:blank\",";

    private final ContactProblems problems = new ContactProblems();

    @Test
    void a_controller_that_throws_answers_with_a_problem() {
        MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new People())
                .setControllerAdvice(problems)
                .build());

        assertThat(mvc.get().uri("/people/99"))
                .hasStatus(404)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyText()
                .satisfies(body -> assertThat(body.replace(DEFAULT_TYPE, ""))
                        .isEqualTo("{\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"No record found for id '99'\",\"instance\":\"/people/99\"}"));
        assertThat(mvc.get().uri("/people/down")).hasStatus(503).hasHeader("Retry-After", "5");
    }

    @Test
    void invalid_input_is_a_400_with_all_errors() {
        ProblemDetail body =
                body(Invalid.contact(List.of(new Violation("email", "format", "Invalid email format"))), 400);

        assertThat(body.getDetail()).isEqualTo("Invalid contact data");
        assertThat(body.getProperties()).isEqualTo(Map.of("errors", Map.of("email", "Invalid email format")));
    }

    @Test
    void forbidden_is_a_403_and_missing_a_404() {
        assertThat(body(Forbidden.contact(), 403).getDetail()).isEqualTo("Not authorized to access this contact");
        assertThat(body(new NotFound(7), 404).getDetail()).isEqualTo("No record found for id '7'");
    }

    @Test
    void a_conflict_is_a_409_with_the_current_version() {
        assertThat(body(new Conflict(3), 409).getProperties()).isEqualTo(Map.of("version", 3L));
    }

    @ParameterizedTest
    @CsvSource({"true, NOT_APPLIED, 503", "true, UNKNOWN, 500", "false, NOT_APPLIED, 500", "false, UNKNOWN, 500"})
    void only_a_write_that_did_nothing_may_be_sent_again(boolean retryable, Storage.Outcome outcome, int status) {
        Storage failure = new Storage("The database failed, SQL state 42501", retryable, outcome, "42501");

        assertThat(body(failure, status).getDetail()).doesNotContain("42501");
    }

    private ProblemDetail body(ContactsException e, int status) {
        ResponseEntity<ProblemDetail> answer = problems.answer(e);
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        ProblemDetail body = answer.getBody();
        assertThat(body).isNotNull();
        return body;
    }

    @RestController
    static class People {
        @GetMapping("/people/99")
        String missing() {
            throw new NotFound(99);
        }

        @GetMapping("/people/down")
        String down() {
            throw new Storage("The database failed", true, Storage.Outcome.NOT_APPLIED);
        }
    }
}
