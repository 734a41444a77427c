package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.examples.ContactsServlet;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same API in a servlet container, below a path of the host's. */
class ContactsServletTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() throws Exception {
        ContactsEndpoint endpoint = ContactsEndpoint.over(
                Contacts.over(new InMemoryContactRepository()),
                headers -> headers.containsKey("authorization")
                        ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                        : Optional.empty());
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("relaxedQueryChars", "[]");
        Context context = tomcat.addContext("/api", folder.toString());
        Tomcat.addServlet(context, "contacts", new ContactsServlet(endpoint)).addMapping("/*");
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void a_contact_is_created_patched_found_and_deleted() throws Exception {
        HttpResponse<String> created = send("POST", "/contacts", "{\"organization_id\":456,\"first_name\":\"Zoë\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).startsWith("{\"id\":1,\"first_name\":\"Zoë\",");
        assertThat(created.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(send("PATCH", "/contacts/1", "{\"last_name\":\"Doe\"}").body())
                .contains("\"last_name\":\"Doe\"");
        assertThat(send("GET", "/contacts?organization_id=456&%24sort%5Bid%5D=-1", "")
                        .body())
                .startsWith("{\"total\":1,\"limit\":10,\"skip\":0,\"data\":[{\"id\":1,");
        assertThat(send("DELETE", "/contacts/1", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/contacts/1", "").statusCode()).isEqualTo(404);
    }

    @Test
    void refusals_arrive_as_they_are() throws Exception {
        assertThat(send("PUT", "/contacts/1", "{}").statusCode()).isEqualTo(405);
        assertThat(send("PUT", "/contacts/1", "{}").headers().firstValue("Allow"))
                .contains("GET, HEAD, PATCH, DELETE");
        assertThat(send("GET", "/nope", "").body()).contains("Path not found");
        assertThat(send("POST", "/contacts", "x".repeat(ContactsEndpoint.MAX_BODY + 1))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send("HEAD", "/contacts?organization_id=456", "").body()).isEmpty();
    }

    private HttpResponse<String> send(String method, String target, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/api" + target);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "whoever")
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
