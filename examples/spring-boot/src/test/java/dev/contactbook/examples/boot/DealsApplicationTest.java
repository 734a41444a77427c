package dev.contactbook.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole application on Tomcat and PostgreSQL. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DealsApplicationTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final String ADA = basic("789:ada");

    @DynamicPropertySource
    static void dataSource(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", Postgres::freshDatabase);
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Deals deals;

    @Autowired
    private DealService service;

    @Autowired
    private WelcomeMail mail;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void a_deal_and_its_contact_are_committed_together() throws Exception {
        HttpResponse<String> opened = send("POST", "/deals", ADA, "{\"firstName\":\"Ada\",\"title\":\"Engine\"}");

        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(opened.body())
                .contains("\"title\":\"Engine\",\"contact\":{\"id\":")
                .contains("\"first_name\":\"Ada\"");
    }

    @Test
    void a_deal_and_its_contact_are_rolled_back_together() throws Exception {
        long contactsBefore = total();
        long dealsBefore = deals.count();
        int mailsBefore = mail.sentTo().size();

        HttpResponse<String> refused = send("POST", "/deals", ADA, "{\"firstName\":\"Ada\",\"title\":\" \"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("title: Must not be blank");
        assertThat(total()).isEqualTo(contactsBefore);
        assertThat(deals.count()).isEqualTo(dealsBefore);
        assertThat(mail.sentTo()).hasSize(mailsBefore);
    }

    @Test
    void a_rollback_at_the_end_takes_both() {
        long contactsBefore = total();
        long dealsBefore = deals.count();

        transaction.executeWithoutResult(status -> {
            service.open(ME, "Ada", "Engine");
            assertThat(total()).isEqualTo(contactsBefore + 1);
            status.setRollbackOnly();
        });

        assertThat(total()).isEqualTo(contactsBefore);
        assertThat(deals.count()).isEqualTo(dealsBefore);
    }

    @Test
    @Transactional
    void a_test_of_the_host_can_be_rolled_back_too() {
        assertThat(service.open(ME, "Ada", "Engine").id()).isNotNull();
    }

    @Test
    void a_mail_is_sent_after_the_commit() {
        Deal deal = service.open(ME, "Grace", "Compiler");

        assertThat(mail.sentTo()).contains(deal.contactId());
    }

    @Test
    void the_documented_API_is_at_the_path_of_the_host() throws Exception {
        HttpResponse<String> created = send(
                "POST",
                "/api/contacts",
                ADA,
                "{\"organization_id\":456,\"first_name\":\"Jane\",\"email\":\"jane@x.org\"}");
        HttpResponse<String> listed =
                send("GET", "/api/contacts?organization_id=456&email%5B%24endsWith%5D=@x.org", ADA, "");
        HttpResponse<String> searched = sendAs(
                "search",
                "POST",
                "/api/contacts",
                ADA,
                "{\"organization_id\":456,\"searchTerm\":\"jan\",\"searchIn\":\"name\"}");
        HttpResponse<String> refused = send("PUT", "/api/contacts/1", ADA, "{}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"first_name\":\"Jane\"");
        assertThat(listed.body()).startsWith("{\"total\":1,").contains("jane@x.org");
        assertThat(searched.body()).startsWith("{\"total\":1,");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.body()).contains("method-not-allowed");
    }

    @Test
    void Tomcat_and_Spring_Security_accept_the_brackets_of_the_README() throws Exception {
        assertThat(statusOf("GET /api/contacts?organization_id=456&email[$endsWith]=@x.org HTTP/1.1"))
                .isEqualTo("HTTP/1.1 200 ");
        assertThat(statusOf("GET /api/contacts?organization_id=456&email{=x HTTP/1.1"))
                .isEqualTo("HTTP/1.1 400 ");
    }

    @Test
    void a_tenant_sees_its_own_contacts_only() throws Exception {
        contacts.create(ME, c -> c.firstName("Ada"));
        String grace = basic("790:grace");

        assertThat(send("GET", "/api/contacts?organization_id=457", grace, "").body())
                .startsWith("{\"total\":0,");
        assertThat(send("GET", "/api/contacts?organization_id=456", grace, "").statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/contacts?organization_id=456", basic("789:wrong"), "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_exception_of_a_controller_is_a_problem() throws Exception {
        Deal foreign = deals.save(new Deal(999_999, "Gone"));

        HttpResponse<String> response = send("GET", "/deals/" + foreign.id(), ADA, "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("No record found for id '999999'");
    }

    @Test
    void a_deal_of_another_organization_and_one_that_does_not_exist_are_not_found() throws Exception {
        Deal foreign = service.open(Caller.user(790).inOrganization(457), "Grace", "Compiler");

        HttpResponse<String> hidden = send("GET", "/deals/" + foreign.id(), ADA, "");
        HttpResponse<String> unknown = send("GET", "/deals/999999", ADA, "");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).doesNotContain("Grace", "Compiler");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    @Test
    void health_and_metrics_are_visible() throws Exception {
        contacts.create(ME, c -> c.firstName("Ada"));
        send("GET", "/api/contacts/999999", ADA, "");

        assertThat(send("GET", "/actuator/health", "", "").body())
                .contains("\"contactbook\":{\"details\":{\"store\":\"jdbc\"},\"status\":\"UP\"}");
        assertThat(send(
                                "GET",
                                "/actuator/metrics/contactbook.operation?tag=operation:create&tag=outcome:success",
                                "",
                                "")
                        .body())
                .contains("\"statistic\":\"COUNT\"");
        assertThat(send("GET", "/actuator/metrics/contactbook.restarts", "", "").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/actuator/metrics/http.server.requests?tag=uri:/api/contacts/%7Bid%7D", "", "")
                        .statusCode())
                .isEqualTo(200);
    }

    private long total() {
        Page<Contact> page = contacts.list(ME, ContactQuery.page());
        return page.total().getAsLong();
    }

    private HttpResponse<String> send(String method, String path, String authorization, String body)
            throws IOException, InterruptedException {
        return sendAs("", method, path, authorization, body);
    }

    private HttpResponse<String> sendAs(
            String serviceMethod, String method, String path, String authorization, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!serviceMethod.isEmpty()) {
            request.header("X-Service-Method", serviceMethod);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    /** The status line of a request that java.net.http would refuse to send. */
    private String statusOf(String requestLine) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = String.join(
                    "\r\n",
                    List.of(requestLine, "Host: 127.0.0.1", "Authorization: " + ADA, "Connection: close", "", ""));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII));
    }
}
