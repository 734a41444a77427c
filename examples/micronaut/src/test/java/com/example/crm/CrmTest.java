package com.example.crm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class CrmTest {
    private static final Caller ME = Caller.user(789).inOrganization(1);

    @Inject
    EmbeddedServer server;

    @Inject
    DataSource dataSource;

    @Inject
    Contacts contacts;

    @Inject
    Deals deals;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void tables() throws Exception {
        try (Connection connection = DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists deal (title varchar(100) not null, contact_id bigint not null)");
        }
    }

    @Test
    void a_contact_is_committed_and_rolled_back_with_a_deal() throws Exception {
        deals.open(ME, "Engine", "Ada");
        assertThrows(Exception.class, () -> deals.open(ME, null, "Eve"));

        assertEquals(1, contacts.list(ME, ContactQuery.page()).total().getAsLong());
    }

    @Test
    void the_rest_api_answers_every_verb() throws Exception {
        assertEquals(201, send("POST", "/contacts", "{\"organization_id\":456,\"first_name\":\"Ada\"}").statusCode());
        HttpResponse<String> list = send("GET", "/contacts?organization_id=456&first_name%5B$startsWith%5D=ad", "");
        assertEquals(200, list.statusCode(), list.body());
        assertTrue(list.body().contains("\"total\":1"), list.body());
        String id = list.body().replaceAll(".*\"id\":(\\d+).*", "$1");
        assertEquals(200, send("PATCH", "/contacts/" + id, "{\"last_name\":\"King\"}").statusCode());
        assertEquals(200, send("HEAD", "/contacts/" + id, "").statusCode());
        assertEquals(405, send("PUT", "/contacts/" + id, "{}").statusCode());
        assertEquals(404, send("GET", "/contacts/99", "").statusCode());
        assertEquals(200, send("DELETE", "/contacts/" + id, "").statusCode());
        HttpResponse<String> body = send("GET", "/contacts", "{\"query\":{\"organization_id\":456}}");
        assertTrue(body.body().contains("\"total\":0"), body.body());
    }

    @Test
    void errors_are_those_of_the_documentation() throws Exception {
        HttpResponse<String> invalid = send("POST", "/contacts", "{\"organization_id\":456,\"email\":\"ada\"}");
        assertEquals(400, invalid.statusCode());
        assertTrue(invalid.body().contains("\"email\":\"Invalid email format\""), invalid.body());
        HttpResponse<String> refused = client.send(
                HttpRequest.newBuilder(uri("/contacts")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("not-authenticated"), refused.body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer x")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }
}
