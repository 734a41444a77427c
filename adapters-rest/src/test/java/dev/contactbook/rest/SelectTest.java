package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.memory.InMemoryContactRepository;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $select} in a body, where it can be of any type. */
class SelectTest {
    private final ContactsEndpoint endpoint = ContactsEndpoint.over(
            Contacts.over(new InMemoryContactRepository()),
            headers -> Optional.of(new AuthenticatedUser(789, Set.of(456L))));

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"0\":\"email\"}", "5", "true", "[5]", "[null]", "[[]]"})
    void a_select_that_is_neither_a_name_nor_a_list_of_names_is_refused(String select) {
        Response response = search("\"$select\":" + select);

        assertThat(response.status()).isEqualTo(400);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("\"errors\":{\"$select\":\"Must be a name or a list of names\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"email\"", "[\"email\"]", "[]", "null"})
    void a_select_that_is_a_name_or_a_list_of_names_or_null_is_taken(String select) {
        assertThat(search("\"$select\":" + select).status()).isEqualTo(200);
    }

    private Response search(String more) {
        String body = "{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\"," + more + "}";
        return endpoint.handle(new Request(
                "POST",
                "/contacts",
                null,
                Map.of("Content-Type", List.of("application/json"), "X-Service-Method", List.of("search")),
                body.getBytes(StandardCharsets.UTF_8)));
    }
}
