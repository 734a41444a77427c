package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.examples.JdkWebServer;
import dev.contactbook.examples.JwtAuthenticator;
import dev.contactbook.it.rest.StrictJson.Num;
import dev.contactbook.it.support.Store;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients at one contact at the same time, over HTTP. */
class RestRaceTest {
    private static final int CLIENTS = 8;
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void patches_of_different_fields_lose_nothing(Store store) throws Exception {
        int patches = 25;
        try (Host host = new Host(store)) {
            URI contact = host.create();
            List<Callable<Integer>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String column = client < 2 ? List.of("last_name", "email").get(client) : "custom_fields_by_name";
                String field = "Field " + client;
                clients.add(() -> {
                    for (int i = 1; i <= patches; i++) {
                        Object value = column.equals("email")
                                ? i + "@example.com"
                                : column.equals("last_name") ? "Nr. " + i : Map.of(field, i);
                        assertThat(host.patch(contact, Map.of(column, value)).statusCode())
                                .isEqualTo(200);
                    }
                    return patches;
                });
            }

            assertThat(race(clients)).containsOnly(patches);

            Map<String, @Nullable Object> after = host.read(contact);
            assertThat(after)
                    .containsEntry("last_name", "Nr. " + patches)
                    .containsEntry("email", patches + "@example.com")
                    .containsEntry("version", new Num(String.valueOf(1 + CLIENTS * patches)));
            assertThat((Map<?, ?>) after.get("custom_fields_by_name"))
                    .hasSize(CLIENTS - 2)
                    .allSatisfy((name, value) -> assertThat(value).isEqualTo(new Num(String.valueOf(patches))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_counter_that_clients_read_and_write_by_version_counts_each_success_once(Store store) throws Exception {
        int attempts = 25;
        try (Host host = new Host(store)) {
            URI contact = host.create();
            Callable<Integer> client = () -> {
                int successes = 0;
                for (int i = 0; i < attempts; i++) {
                    Map<String, @Nullable Object> before = host.read(contact);
                    HttpResponse<byte[]> answer = host.patch(contact, next(before));
                    if (answer.statusCode() == 200) {
                        successes++;
                    } else {
                        assertConflict(answer, before);
                    }
                }
                return successes;
            };

            int successes = race(Collections.nCopies(CLIENTS, client)).stream()
                    .mapToInt(Integer::intValue)
                    .sum();

            Map<String, @Nullable Object> after = host.read(contact);
            assertThat(count(after)).isEqualTo(successes);
            assertThat(number(after, "version")).isEqualTo(1 + successes);
            assertThat(successes).isBetween(attempts, CLIENTS * attempts);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_clients_that_have_all_read_one_version_exactly_one_writes(Store store) throws Exception {
        int rounds = 20;
        CyclicBarrier allHaveRead = new CyclicBarrier(CLIENTS);
        CyclicBarrier allHaveWritten = new CyclicBarrier(CLIENTS);
        try (Host host = new Host(store)) {
            URI contact = host.create();
            Callable<Integer> client = () -> {
                int successes = 0;
                for (int round = 0; round < rounds; round++) {
                    Map<String, @Nullable Object> before = host.read(contact);
                    allHaveRead.await(1, TimeUnit.MINUTES);
                    HttpResponse<byte[]> answer = host.patch(contact, next(before));
                    if (answer.statusCode() == 200) {
                        successes++;
                    } else {
                        assertConflict(answer, before);
                    }
                    allHaveWritten.await(1, TimeUnit.MINUTES);
                    assertThat(number(host.read(contact), "version")).isEqualTo(round + 2);
                    allHaveRead.await(1, TimeUnit.MINUTES);
                }
                return successes;
            };

            List<Integer> successes = race(Collections.nCopies(CLIENTS, client));

            assertThat(successes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rounds);
            assertThat(count(host.read(contact))).isEqualTo(rounds);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_many_deletes_exactly_one_succeeds_and_the_others_find_nothing(Store store) throws Exception {
        try (Host host = new Host(store)) {
            for (int round = 0; round < 20; round++) {
                URI contact = host.create();
                Callable<Integer> client =
                        () -> host.send(contact, "DELETE", null).statusCode();

                List<Integer> statuses = race(Collections.nCopies(CLIENTS, client));

                assertThat(statuses).containsOnly(200, 404).containsOnlyOnce(200);
                assertThat(host.send(contact, "GET", null).statusCode()).isEqualTo(404);
            }
        }
    }

    /** Returns a patch that increments the count, unless another writer comes between. */
    private static Map<String, Object> next(Map<String, @Nullable Object> before) {
        return Map.of(
                "ifVersion", number(before, "version"), "custom_fields_by_name", Map.of("Count", count(before) + 1));
    }

    private static void assertConflict(HttpResponse<byte[]> answer, Map<String, @Nullable Object> before) {
        assertThat(answer.statusCode()).isEqualTo(409);
        Map<String, @Nullable Object> error = json(answer);
        Map<String, @Nullable Object> data =
                new StrictJson.Parsed(error.get("data")).object().orElseThrow();
        assertThat(number(data, "version")).isGreaterThan(number(before, "version"));
    }

    private static int count(Map<String, @Nullable Object> contact) {
        Map<String, @Nullable Object> fields = new StrictJson.Parsed(contact.get("custom_fields_by_name"))
                .object()
                .orElseThrow();
        return fields.isEmpty() ? 0 : number(fields, "Count");
    }

    private static int number(Map<String, @Nullable Object> json, String key) {
        return ((Num) Objects.requireNonNull(json.get(key))).value().intValueExact();
    }

    private static Map<String, @Nullable Object> json(HttpResponse<byte[]> answer) {
        return StrictJson.parse(answer.body())
                .flatMap(StrictJson.Parsed::object)
                .orElseThrow();
    }

    /** Runs all from the same moment on, each in a thread of its own. */
    private <T> List<T> race(List<Callable<T>> racers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(racers.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> racer : racers) {
            running.add(threads.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return racer.call();
            }));
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> answer : running) {
            answers.add(answer.get(2, TimeUnit.MINUTES));
        }
        return answers;
    }

    /** A web server over a store, and a client of it. */
    private static final class Host implements AutoCloseable {
        private final JwtAuthenticator authenticator = new JwtAuthenticator(new byte[32]);
        private final String token = authenticator.token(new AuthenticatedUser(789, Set.of(456L)), NEVER);
        private final JdkWebServer server;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Host(Store store) throws Exception {
            Contacts contacts = Contacts.over(store.fresh());
            this.server = JdkWebServer.start(ContactsEndpoint.over(contacts, authenticator), 0);
        }

        URI create() throws Exception {
            HttpResponse<byte[]> created = send(
                    server.address().resolve("/contacts"), "POST", Map.of("organization_id", 456, "first_name", "Ada"));
            assertThat(created.statusCode()).isEqualTo(201);
            return server.address().resolve("/contacts/" + number(json(created), "id"));
        }

        Map<String, @Nullable Object> read(URI contact) throws Exception {
            String keys = "?$select[]=version&$select[]=last_name&$select[]=email&$select[]=custom_fields_by_name";
            URI selected = URI.create(contact + keys.replace("[]", "%5B%5D"));
            HttpResponse<byte[]> answer = send(selected, "GET", null);
            assertThat(answer.statusCode()).isEqualTo(200);
            return json(answer);
        }

        HttpResponse<byte[]> patch(URI contact, Map<String, Object> changes) throws Exception {
            return send(contact, "PATCH", changes);
        }

        HttpResponse<byte[]> send(URI uri, String method, @Nullable Map<String, Object> body) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
            if (body == null) {
                request.method(method, BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(StrictJson.write(body, false)));
            }
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
