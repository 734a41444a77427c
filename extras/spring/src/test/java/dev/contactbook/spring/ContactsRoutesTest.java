package dev.contactbook.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.HandlerMapping;

class ContactsRoutesTest {
    private static final String PATH = "/api/v1/people";

    private final ContactsEndpoint endpoint = ContactsEndpoint.over(
            Contacts.over(new InMemoryContactRepository()),
            headers -> headers.containsKey("authorization")
                    ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                    : Optional.empty());
    private final MockMvcTester mvc = MockMvcTester.create(
            MockMvcBuilders.routerFunctions(ContactsRoutes.at(PATH, endpoint)).build());

    @Test
    void the_documented_API_is_at_a_path_of_the_host() {
        MvcTestResult created = send(HttpMethod.POST, PATH, "{\"organization_id\":456,\"first_name\":\"Ada\"}");
        MvcTestResult patched = send(HttpMethod.PATCH, PATH + "/1", "{\"last_name\":\"King\"}");
        MvcTestResult listed = send(HttpMethod.GET, PATH + "?organization_id=456&last_name%5B%24endsWith%5D=ing", "");

        assertThat(created).hasStatus(201).bodyText().startsWith("{\"id\":1,\"first_name\":\"Ada\"");
        assertThat(patched).hasStatusOk();
        assertThat(listed)
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-store")
                .bodyText()
                .startsWith("{\"total\":1,");
    }

    @Test
    void its_errors_are_the_documented_ones() {
        assertThat(mvc.get().uri(PATH)).hasStatus(401).bodyText().contains("not-authenticated");
        assertThat(send(HttpMethod.PUT, PATH + "/1", "{}"))
                .hasStatus(405)
                .hasHeader("Allow", "GET, HEAD, PATCH, DELETE")
                .bodyText()
                .contains("method-not-allowed");
    }

    @Test
    void an_id_reaches_the_API_as_the_client_encoded_it() {
        assertThat(send(HttpMethod.GET, PATH + "/%31%E2%82%AC", ""))
                .hasStatus(404)
                .bodyText()
                .contains("No record found for id '1€'");
    }

    @Test
    void a_body_that_is_too_long_is_a_413() {
        assertThat(send(HttpMethod.POST, PATH, " ".repeat(2 * ContactsEndpoint.MAX_BODY)))
                .hasStatus(413);
    }

    @Test
    void HEAD_has_no_body() {
        assertThat(send(HttpMethod.HEAD, PATH + "/1", ""))
                .hasStatus(404)
                .bodyText()
                .isEmpty();
    }

    @Test
    void metrics_see_two_patterns_for_all_ids() {
        assertThat(patternOf(PATH)).isEqualTo(PATH);
        assertThat(patternOf(PATH + "/42")).isEqualTo(PATH + "/{id}");
    }

    @Test
    void other_paths_stay_with_the_host() {
        assertThat(send(HttpMethod.GET, "/contacts", ""))
                .hasStatus(404)
                .bodyText()
                .isEmpty();
        assertThat(send(HttpMethod.GET, PATH + "/1/notes", ""))
                .hasStatus(404)
                .bodyText()
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "contacts", "/contacts/", "/contacts/{x}", "/a//b", "/*", "/a b"})
    void a_path_that_is_no_plain_path_is_rejected(String path) {
        assertThatThrownBy(() -> ContactsRoutes.at(path, endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("path: Must begin with a slash");
    }

    private MvcTestResult send(HttpMethod method, String uri, String body) {
        return mvc.method(method)
                .uri(URI.create(uri))
                .header("Authorization", "x")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String patternOf(String uri) {
        return String.valueOf(send(HttpMethod.GET, uri, "")
                .getRequest()
                .getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
}
