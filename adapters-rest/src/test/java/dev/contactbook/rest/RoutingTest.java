package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, verbs and service methods. */
class RoutingTest {
    private final TestHost host = new TestHost();

    @Test
    @Tag("7.1")
    void each_operation_has_its_verb_and_path() {
        long id = host.post("{\"organization_id\":456,\"first_name\":\"Ada\"}")
                .isOk()
                .json()
                .get("id")
                .asLong();

        assertThat(host.get("/contacts?organization_id=456").isOk().ids()).containsExactly(id);
        assertThat(host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\"}")
                        .isOk()
                        .ids())
                .containsExactly(id);
        assertThat(host.get("/contacts/" + id).isOk().json().get("first_name").asText())
                .isEqualTo("Ada");
        host.patch(id, "{\"last_name\":\"Lovelace\"}").isOk();
        host.send("DELETE", "/contacts/" + id, "").isOk();
        host.get("/contacts/" + id).isRefused(404, "No record found for id '" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts/1", "//contacts///1/", "/%63ontacts/%31", "contacts/1"})
    @Tag("7.2")
    void empty_segments_do_not_count_and_the_others_are_decoded(String path) {
        host.created("Ada");

        host.get(path).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/Contacts",
                "/contacts/1/2",
                "/contact",
                "/%2563ontacts",
                "/contacts/%",
                "/contacts/%3",
                "/contacts/%zz",
                "/contacts/%ff",
                "/contacts/%c0%af",
                "/contacts/\ud800",
                "*"
            })
    @Tag("7.2")
    void any_other_path_is_not_found_even_for_nobody(String path) {
        host.as("").send("PUT", path, "").isRefused(404, "Path not found");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /contacts, Method `update` is not supported by this endpoint., 'GET, HEAD, POST'",
        "PATCH, /contacts, Method not allowed, 'GET, HEAD, POST'",
        "DELETE, /contacts, Method not allowed, 'GET, HEAD, POST'",
        "OPTIONS, /contacts, Method not allowed, 'GET, HEAD, POST'",
        "get, /contacts, Method not allowed, 'GET, HEAD, POST'",
        "PUT, /contacts/1, Method `update` is not supported by this endpoint., 'GET, HEAD, PATCH, DELETE'",
        "POST, /contacts/1, Method not allowed, 'GET, HEAD, PATCH, DELETE'",
        "TRACE, /contacts/1, Method not allowed, 'GET, HEAD, PATCH, DELETE'"
    })
    @Tag("7.3")
    void another_verb_is_not_allowed(String verb, String path, String message, String allow) {
        var answer = host.as("").send(verb, path, "").isRefused(405, message);

        assertThat(answer.response().headers()).containsEntry("Allow", allow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "Search", "find", "search,search", "__proto__"})
    @Tag("7.3")
    void another_service_method_is_not_allowed(String method) {
        host.with("X-Service-Method", method)
                .post("{}")
                .isRefused(405, "Method `" + method + "` is not supported by this endpoint.");
    }

    @Test
    @Tag("7.3")
    void the_service_method_is_of_no_concern_where_it_is_empty_or_the_verb_says_it_all() {
        host.with("X-Service-Method", "");
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\"}").isOk();

        host.with("X-Service-Method", "whatever").get("/contacts/1").isOk();
    }

    @Test
    @Tag("7.4")
    void head_answers_as_get_does_without_a_body() {
        host.created("Ada");

        var get = host.get("/contacts/1").response();
        var head = host.send("HEAD", "/contacts/1", "").response();

        assertThat(head.body()).isEmpty();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(host.send("HEAD", "/contacts/2", "").response().body()).isEmpty();
        assertThat(host.send("HEAD", "/contacts/2", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "01",
                "+1",
                "1.0",
                "-1",
                "0",
                "9007199254740992",
                "99999999999999999999",
                "1e0",
                "%201",
                "１"
            })
    @Tag("7.5")
    void an_id_that_is_spelt_otherwise_or_out_of_range_is_no_contacts(String id) {
        host.created("Ada");

        assertThat(host.get("/contacts/" + id).status()).isEqualTo(404);
        assertThat(host.get("/contacts/" + id).message()).startsWith("No record found for id '");
    }

    @Test
    @Tag("7.45")
    void the_header_fields_that_an_authenticator_is_given_cannot_be_changed() {
        Map<String, List<String>> sent = new HashMap<>();
        sent.put("X-Tenant", new ArrayList<>(List.of("456")));
        Map<String, List<String>> headers = new Request("GET", "/contacts", null, sent, new byte[0]).headers();
        List<String> values = headers.get("x-tenant");
        sent.get("X-Tenant").clear();

        assertThat(values).containsExactly("456");
        assertThatThrownBy(() -> headers.remove("X-Tenant")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> values.set(0, "457")).isInstanceOf(UnsupportedOperationException.class);
    }
}
