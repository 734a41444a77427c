package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.User;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A host without a web server. Its credentials are {@code user:organization,…}. It has user 789 and company 101 of
 * organization 456.
 */
final class TestHost {
    static final Caller ADMIN = Caller.user(789).inOrganization(456);
    static final Caller FOREIGNER = Caller.user(790).inOrganization(457);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final Contacts contacts;
    private final ContactsEndpoint endpoint;
    private Instant now = Instant.parse("2023-01-01T00:00:00Z");
    private String credentials = "789:456";
    private final Map<String, List<String>> headers = new HashMap<>();

    TestHost() {
        this(new InMemoryContactRepository(), (caller, operation) -> true);
    }

    TestHost(ContactRepository repository, AccessPolicy policy) {
        this.contacts = Contacts.builder(repository)
                .clock(() -> now)
                .accessPolicy(policy)
                .directory(new SmallDirectory())
                .build();
        this.endpoint = ContactsEndpoint.over(contacts, TestHost::authenticate).withMaxLimit(100);
    }

    TestHost at(String time) {
        now = Instant.parse(time);
        return this;
    }

    /** Changes the credentials of the next requests: {@code user:organization,…}, empty for none. */
    TestHost as(String credentials) {
        this.credentials = credentials;
        return this;
    }

    /** Adds a header field to all requests from now on. */
    TestHost with(String header, String... values) {
        headers.put(header, List.of(values));
        return this;
    }

    /** Writes a value into every field that callers write. */
    static void everything(ContactDetails.Builder contact) {
        contact.firstName("Zo\u00eb")
                .lastName("\"\u2028\ud83d\ude00")
                .email("zoe@example.com")
                .phone("5550100")
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .owner(789)
                .company(101)
                .channelWhatsappWaId("w")
                .channelInstagramUserId("i")
                .avatarUrl("/a.png")
                .customField("text", "a\nb")
                .customField("hundred", 100)
                .customField("fraction", new BigDecimal("0.10"))
                .customField("tiny", new BigDecimal("1E-20"))
                .customField("large", new BigDecimal("1E+20"))
                .customField("yes", true)
                .customField("list", List.of("b", "a"));
    }

    Contact created(String firstName) {
        return contacts.create(ADMIN, contact -> contact.firstName(firstName));
    }

    Answer get(String target) {
        return send("GET", target, "");
    }

    Answer post(String json) {
        return send("POST", "/contacts", json);
    }

    Answer search(String json) {
        Map<String, List<String>> more = new HashMap<>(headers);
        more.put("X-Service-Method", List.of("search"));
        return send("POST", "/contacts", json.getBytes(StandardCharsets.UTF_8), more);
    }

    Answer patch(long id, String json) {
        return send("PATCH", "/contacts/" + id, json);
    }

    Answer send(String method, String target, String body) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String target, byte[] body) {
        return send(method, target, body, headers);
    }

    private Answer send(String method, String target, byte[] body, Map<String, List<String>> headers) {
        int question = target.indexOf('?');
        Map<String, List<String>> all = new HashMap<>(headers);
        all.put("authorization", List.of(credentials));
        all.putIfAbsent("content-type", List.of("application/json"));
        return new Answer(endpoint.handle(new Request(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                all,
                body)));
    }

    private static Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers) {
        String credentials = headers.get("Authorization").get(0);
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = credentials.split(":", -1);
        Set<Long> organizations = Arrays.stream(parts[1].split(","))
                .filter(id -> !id.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return Optional.of(new AuthenticatedUser(Long.parseLong(parts[0]), organizations));
    }

    /** A response, as a client reads it. */
    record Answer(Response response) {
        int status() {
            return response.status();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(text(), e);
            }
        }

        List<String> keys() {
            return keys(json());
        }

        /** The keys of the first row. */
        List<String> rowKeys() {
            return keys(json().get("data").get(0));
        }

        List<Long> ids() {
            List<Long> ids = new ArrayList<>();
            json().get("data").forEach(row -> ids.add(row.get("id").asLong()));
            return ids;
        }

        String message() {
            return json().get("message").asText();
        }

        Map<String, String> errors() {
            Map<String, String> errors = new HashMap<>();
            JsonNode node = json().path("errors");
            node.fieldNames()
                    .forEachRemaining(name -> errors.put(name, node.get(name).asText()));
            return errors;
        }

        Answer isOk() {
            assertThat(status()).as(this::text).isIn(200, 201);
            return this;
        }

        Answer isRefused(int status, String message) {
            assertThat(status()).as(this::text).isEqualTo(status);
            assertThat(message()).isEqualTo(message);
            return this;
        }

        /** Requires an invalid input with exactly these paths in its errors. */
        Answer isInvalid(String message, String... paths) {
            isRefused(400, message);
            assertThat(errors()).containsOnlyKeys(paths);
            return this;
        }

        private static List<String> keys(JsonNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            return keys;
        }
    }

    private static final class SmallDirectory implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            return organizationId == 456 && ids.contains(789L)
                    ? Map.of(789L, new User(789, "Admin", "User"))
                    : Map.of();
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            return organizationId == 456 && ids.contains(101L)
                    ? Map.of(101L, new Company(101, "Example Corp"))
                    : Map.of();
        }
    }
}
