package dev.contactbook.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.examples.JdkWebServer;
import dev.contactbook.it.support.Curl;
import dev.contactbook.it.support.Store;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spi.Directory;
import dev.contactbook.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The documented REST API, taken at its word: its requests, as they stand in the document, are sent over HTTP and get
 * the answers that stand beside them, ids and times included.
 */
class SeedDocumentTest {
    private static final String DOCUMENT = read("contacts-api.txt");
    private static final String TOKEN = "YOUR_JWT_TOKEN";
    private static final String MORE = ", // Additional contacts...";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A command, and the answer beside it. */
    private static final Pattern EXAMPLE = Pattern.compile("(curl .*)\\RResponse\\R(.*)");

    private static final Pattern ERROR = Pattern.compile("Error Response\\R(.*)");

    private static final Caller ADMIN = Caller.user(789).inOrganization(456);
    private static final Caller ELSEWHERE = Caller.user(790).inOrganization(457);

    private final TestClock clock = new TestClock(Instant.parse("2022-12-31T00:00:00Z"));
    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @EnumSource
    @Tag("7.30")
    void every_request_of_the_document_gets_the_answer_beside_it(Store store) throws Exception {
        Contacts contacts = Contacts.builder(store.fresh())
                .clock(clock)
                .directory(new DocumentedDirectory())
                .build();
        ContactsEndpoint endpoint = ContactsEndpoint.over(contacts, SeedDocumentTest::authenticate);
        try (JdkWebServer server = JdkWebServer.start(endpoint, 0)) {
            // Ids ascend, so contacts of another organization make room for those of the document.
            create(contacts, ADMIN, 99);
            create(contacts, ELSEWHERE, 23);
            at("2023-01-01T00:00:00Z");
            contacts.create(
                    ADMIN,
                    contact -> contact.firstName("John")
                            .lastName("Doe")
                            .email("john.doe@example.com")
                            .phone("1234567890")
                            .phoneCountryCode("+1")
                            .phoneCountryIso("US")
                            .owner(789)
                            .company(101)
                            .avatarUrl("/path/to/avatar.jpg")
                            .customField("Industry", "Technology")
                            .customField("Preferred Contact Method", "Email"));
            assertAnswered(server, "GET", "/contacts");
            assertAnswered(server, "GET", "/contacts/123");

            at("2023-01-02T00:00:00Z");
            contacts.create(
                    ADMIN,
                    contact -> contact.firstName("Johnny")
                            .lastName("Smith")
                            .email("johnny.smith@example.com")
                            .phone("9876543210")
                            .phoneCountryCode("+1")
                            .phoneCountryIso("US")
                            .owner(789)
                            .company(102));
            assertAnswered(server, "POST", "/contacts", "X-Service-Method");

            create(contacts, ELSEWHERE, 455 - 124);
            assertAnswered(server, "POST", "/contacts", "first_name");

            at("2023-01-03T00:00:00Z");
            assertAnswered(server, "PATCH", "/contacts/123");

            at("2023-01-04T00:00:00Z");
            assertAnswered(server, "DELETE", "/contacts/123");

            Curl mistaken =
                    Curl.of(example("POST", "/contacts", "first_name").group(1).replace("@example", ""));
            assertThat(mistaken.send(client, server.address(), TOKEN, TOKEN).body())
                    .isEqualTo(compact(ERROR.matcher(DOCUMENT)
                            .results()
                            .findFirst()
                            .orElseThrow()
                            .group(1)));
        }
    }

    @Test
    @Tag("7.20")
    void the_contact_object_of_the_document_is_that_of_its_get() throws Exception {
        String object = DOCUMENT.split("\\RContact Object\\R", -1)[2]
                .lines()
                .findFirst()
                .orElseThrow();

        assertThat(compact(object))
                .isEqualTo(compact(example("GET", "/contacts/123", "").group(2)));
    }

    private void assertAnswered(JdkWebServer server, String method, String path, String... hints) throws Exception {
        MatchResult example = example(method, path, hints.length == 0 ? "" : hints[0]);
        Curl command = Curl.of(example.group(1));
        String documented = example.group(2);

        HttpResponse<String> answer = command.send(client, server.address(), TOKEN, TOKEN);

        if (documented.contains(MORE)) {
            JsonNode page = MAPPER.readTree(documented.replace(MORE, ""));
            assertThat(MAPPER.readTree(answer.body()).get("data")).hasSize(25);
            assertThat(answer.body()).startsWith(page.toString().replaceFirst("]}$", ","));
        } else {
            assertThat(answer.body()).isEqualTo(compact(documented));
        }
        assertThat(answer.statusCode()).isEqualTo(command.command().contains("first_name") ? 201 : 200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    /** The one example of the document for a verb and a path, in whose command a text occurs. */
    private static MatchResult example(String method, String path, String text) {
        List<MatchResult> examples = EXAMPLE.matcher(DOCUMENT)
                .results()
                .filter(example -> {
                    Curl command = Curl.of(example.group(1));
                    return command.method().equals(method)
                            && command.path().equals(path)
                            && command.command().contains(text);
                })
                .toList();
        assertThat(examples).as(method + " " + path + " " + text).hasSize(1);
        return examples.get(0);
    }

    private void at(String time) {
        clock.set(Instant.parse(time));
    }

    private static void create(Contacts contacts, Caller caller, int count) {
        for (int i = 0; i < count; i++) {
            contacts.create(caller, contact -> contact.firstName("Somebody"));
        }
    }

    private static String compact(String json) throws JsonProcessingException {
        return MAPPER.readTree(json).toString();
    }

    private static Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers) {
        return headers.getOrDefault("Authorization", List.of()).equals(List.of("Bearer " + TOKEN))
                ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                : Optional.empty();
    }

    private static String read(String resource) {
        try (InputStream in = SeedDocumentTest.class.getResourceAsStream("/" + resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class DocumentedDirectory implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            return Map.of(789L, new User(789, "Admin", "User"));
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            return Map.of(101L, new Company(101, "Example Corp"), 102L, new Company(102, "Sample Inc"));
        }
    }
}
