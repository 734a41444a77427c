package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Errors of requests, and failures of the store and the host. */
class ErrorsTest {
    private final TestHost host = new TestHost();

    @Test
    @Tag("7.6")
    void nobody_is_answered_with_401() {
        host.as("");

        var answer = host.get("/contacts/1").isRefused(401, "Not authenticated");

        assertThat(answer.response().headers()).containsEntry("WWW-Authenticate", "Bearer");
        host.post("{").isRefused(401, "Not authenticated");
    }

    @Test
    @Tag("7.6")
    void the_authenticator_finds_headers_in_any_case() {
        ContactsEndpoint endpoint = ContactsEndpoint.over(
                Contacts.over(new InMemoryContactRepository()),
                headers -> headers.get("X-USER").equals(List.of("a", "b"))
                        ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                        : Optional.empty());

        Response response = endpoint.handle(new Request(
                "GET", "/contacts", "organization_id=456", Map.of("x-user", List.of("a", "b")), new byte[0]));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    @Tag("7.6")
    void a_user_has_ids_that_can_be() {
        assertThatThrownBy(() -> new AuthenticatedUser(0, Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AuthenticatedUser(1, Set.of(1L << 53)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new AuthenticatedUser(789, Set.of(457L, 456L)).organizationIds())
                .containsExactly(456L, 457L);
    }

    @Test
    @Tag("7.26")
    void an_error_has_the_shape_that_feathers_clients_know() {
        assertThat(host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"email\":\"nope\"}")
                        .text())
                .isEqualTo("{\"name\":\"BadRequest\",\"message\":\"Invalid contact data\",\"code\":400,"
                        + "\"className\":\"bad-request\",\"errors\":{\"email\":\"Invalid email format\"}}");
        assertThat(host.get("/contacts/99").text())
                .isEqualTo("{\"name\":\"NotFound\",\"message\":\"No record found for id '99'\",\"code\":404,"
                        + "\"className\":\"not-found\"}");
        host.created("Ada");
        assertThat(host.patch(1, "{\"ifVersion\":5}").text())
                .isEqualTo("{\"name\":\"Conflict\",\"message\":\"Version conflict\",\"code\":409,"
                        + "\"className\":\"conflict\",\"data\":{\"version\":1}}");
    }

    @Test
    @Tag("7.60")
    @Tag("7.61")
    void a_duplicate_names_the_contacts_that_have_its_external_ids() {
        String ids = "\"external_ids\":[{\"source\":\"crm\",\"id\":\"0017\"}]";
        String ada = "{\"organization_id\":456,\"first_name\":\"Ada\"," + ids + "}";

        assertThat(host.post(ada).text()).doesNotContain("external_ids");
        assertThat(host.get("/contacts/1?$select=external_ids").text()).isEqualTo("{\"id\":1," + ids + "}");
        assertThat(host.post(ada).text())
                .isEqualTo(
                        "{\"name\":\"Conflict\",\"message\":\"Duplicate contact\",\"code\":409,"
                                + "\"className\":\"conflict\",\"data\":{\"conflicts\":[{\"field\":\"external_ids\",\"id\":1}]}}");
        host.send("DELETE", "/contacts/1", "");
        assertThat(host.post(ada).text())
                .endsWith("\"data\":{\"conflicts\":[{\"field\":\"external_ids\",\"id\":1,\"deleted\":true}]}}");
    }

    @Test
    @Tag("7.60")
    void a_duplicate_names_the_contact_that_has_a_unique_email() {
        InMemoryContactRepository repository = new InMemoryContactRepository();
        repository.useUniqueEmails(456, true);
        TestHost unique = new TestHost(repository, (caller, operation) -> true);
        String ada = "{\"organization_id\":456,\"first_name\":\"Ada\",\"email\":\"ada@example.com\"}";

        unique.post(ada);
        assertThat(unique.post(ada.replace("ada@", "ADA@")).text())
                .endsWith("\"data\":{\"conflicts\":[{\"field\":\"email\",\"id\":1}]}}");
    }

    @Test
    @Tag("7.26")
    void an_error_is_well_formed_whatever_it_repeats() {
        assertThat(host.get("/contacts?organization_id=456&%00%22%3Cb%3E%F0%9F%98%80=1")
                        .errors())
                .containsOnlyKeys("\0\"<b>😀");
        assertThat(host.get("/contacts?organization_id=456&" + "%F0%9F%98%80".repeat(1_000) + "=1")
                        .errors())
                .containsOnlyKeys("😀".repeat(100));
        host.get("/contacts/" + "%F0%9F%98%80".repeat(1_000))
                .isRefused(404, "No record found for id '" + "😀".repeat(100) + "'");
    }

    @Test
    @Tag("7.27")
    void of_several_reasons_to_refuse_the_first_in_order_is_told() {
        host.created("Ada");
        byte[] tooLong = new byte[ContactsEndpoint.MAX_BODY + 1];

        host.as("").send("PUT", "/nope", tooLong).isRefused(404, "Path not found");
        host.send("TRACE", "/contacts", tooLong).isRefused(405, "Method not allowed");
        host.send("POST", "/contacts", tooLong).isRefused(401, "Not authenticated");
        host.as("789:456").send("POST", "/contacts?%", tooLong).isRefused(413, "Payload too large");
        host.send("POST", "/contacts?%", "{").isRefused(400, "Invalid JSON");
        host.send("POST", "/contacts?%", "[]").isRefused(405, "Method not allowed");
        host.send("POST", "/contacts?%", "{\"organization_id\":457}").isRefused(400, "Invalid query");
        host.post("{\"organization_id\":457}").isRefused(400, "Invalid contact data");
        host.send("PATCH", "/contacts/x?nope=1", "{").isRefused(400, "Invalid JSON");
        host.send("PATCH", "/contacts/x?nope=1", "{\"nope\":1}").isRefused(400, "Invalid query");
        host.send("PATCH", "/contacts/x?organization_id=457", "{\"nope\":1}").isRefused(400, "Invalid contact data");
        host.send("PATCH", "/contacts/x?organization_id=457", "{}")
                .isRefused(403, "Not authorized to access this organization");
        host.send("PATCH", "/contacts/x", "{\"ifVersion\":9}").isRefused(404, "No record found for id 'x'");
        host.send("PATCH", "/contacts/2", "{\"ifVersion\":9,\"email\":\"nope\"}")
                .isRefused(404, "No record found for id '2'");
        host.send("PATCH", "/contacts/1", "{\"ifVersion\":9,\"email\":\"nope\"}")
                .isRefused(409, "Version conflict");
        host.send("PATCH", "/contacts/1", "{\"email\":\"nope\"}").isRefused(400, "Invalid contact data");
    }

    @Test
    @Tag("7.27")
    void what_the_policy_refuses_is_forbidden() {
        TestHost restricted =
                new TestHost(new InMemoryContactRepository(), (caller, operation) -> operation != Operation.DELETE);
        restricted.created("Ada");

        restricted.send("DELETE", "/contacts/1", "").isRefused(403, "Not authorized to access this contact");
        restricted.get("/contacts/1").isOk();
    }

    @Test
    @Tag("7.29")
    void a_store_that_fails_is_an_internal_server_error_and_says_no_more() {
        TestHost broken = new TestHost(new BrokenRepository(), (caller, operation) -> true);

        for (var answer : List.of(
                broken.get("/contacts?organization_id=456"),
                broken.post("{\"organization_id\":456,\"first_name\":\"Ada\"}"))) {
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text())
                    .isEqualTo("{\"name\":\"GeneralError\",\"message\":\"Internal server error\",\"code\":500,"
                            + "\"className\":\"general-error\"}");
        }
    }

    @Test
    @Tag("7.42")
    void a_failure_that_may_pass_and_wrote_nothing_asks_to_try_again() {
        TestHost broken = new TestHost(new BrokenRepository(), (caller, operation) -> true);

        for (var answer :
                List.of(broken.get("/contacts/1"), broken.patch(1, "{}"), broken.send("DELETE", "/contacts/1", ""))) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.response().headers()).containsEntry("Retry-After", "5");
            assertThat(answer.text())
                    .isEqualTo("{\"name\":\"Unavailable\",\"message\":\"Temporarily unavailable\",\"code\":503,"
                            + "\"className\":\"unavailable\"}");
        }
    }

    @Test
    @Tag("7.29")
    void whatever_the_host_throws_is_answered_and_logged_without_its_words() {
        List<String> log = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.contactbook");
        Handler handler = new Recorder(log);
        logger.addHandler(handler);
        try {
            for (Throwable thrown :
                    List.of(new IllegalStateException("secret of Ada"), new StackOverflowError("secret of Ada"))) {
                ContactsEndpoint endpoint =
                        ContactsEndpoint.over(Contacts.over(new InMemoryContactRepository()), headers -> {
                            throw ErrorsTest.<RuntimeException>sneaky(thrown);
                        });

                Response response = endpoint.handle(new Request("GET", "/contacts/1", null, Map.of(), new byte[0]));

                assertThat(response.status()).isEqualTo(500);
                assertThat(new String(response.body(), StandardCharsets.UTF_8))
                        .contains("Internal server error")
                        .doesNotContain("secret");
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(log).hasSize(2).noneMatch(line -> line.contains("secret"));
        assertThat(log.get(0)).contains("java.lang.IllegalStateException", "ErrorsTest");
    }

    @Test
    @Tag("7.29")
    void requests_and_responses_show_nothing_of_their_content() {
        Request request = new Request(
                "SECRET",
                "/secret",
                "secret",
                Map.of("secret", List.of("secret")),
                "secret".getBytes(StandardCharsets.UTF_8));

        assertThat(request.toString()).doesNotContainIgnoringCase("secret");
        assertThat(host.get("/contacts/secret").response().toString()).doesNotContain("secret");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static final class BrokenRepository implements ContactRepository {
        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            throw new Storage("connection refused: secret", true, Storage.Outcome.NOT_APPLIED);
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            throw new Storage("connection refused: secret", true, Storage.Outcome.NOT_APPLIED);
        }

        @Override
        public Rows list(ListRequest request) {
            throw new IllegalStateException("SELECT secret FROM contactbook_contact");
        }

        @Override
        public WriteResult write(WriteRequest request) {
            throw new Storage("write failed: secret", false, Storage.Outcome.UNKNOWN);
        }
    }

    private static final class Recorder extends Handler {
        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
