package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.SharedResources;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.examples.JdkWebServer;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Requests over HTTP to the JDK's own server in the same process, one after another: how long a client waits for each
 * answer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Http {
    public static final int CONTACTS = 10_000;

    /** Where contacts are. */
    @Param
    public Where store = Where.MEMORY;

    private Servers servers;

    /** For JMH. */
    public Http() {}

    /** Starts the servers. Contenders share it. */
    @Setup
    public void start() {
        servers = SharedResources.get(Servers.class, List.of(store), () -> Servers.of(store));
    }

    /** The limit: an answer of the same length, for nothing. */
    @Benchmark
    public byte[] bareServer() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + servers.bare.getAddress().getPort() + "/contacts/1")));
    }

    @Benchmark
    public byte[] get() throws IOException, InterruptedException {
        long id = ThreadLocalRandom.current().nextLong(CONTACTS) + 1;
        return send(HttpRequest.newBuilder(
                servers.served.server.address().resolve("/contacts/" + id + "?organization_id=" + ORGANIZATION)));
    }

    /** One that finds a single contact. */
    @Benchmark
    public byte[] search() throws IOException, InterruptedException {
        long number = ThreadLocalRandom.current().nextLong(CONTACTS);
        return send(HttpRequest.newBuilder(servers.served.server.address().resolve("/contacts"))
                .header("Content-Type", "application/json")
                .header("X-Service-Method", "search")
                .POST(HttpRequest.BodyPublishers.ofString("{\"organization_id\":" + ORGANIZATION
                        + ",\"searchIn\":\"email\",\"searchTerm\":\"person" + number + "@\"}")));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = servers.client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private record Servers(HttpClient client, Served served, HttpServer bare) implements AutoCloseable {
        static Servers of(Where store) {
            try {
                byte[] answer = "x".repeat(640).getBytes(StandardCharsets.UTF_8);
                HttpServer bare = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                bare.createContext("/", exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    }
                });
                bare.start();
                return new Servers(HttpClient.newHttpClient(), store.serve(), bare);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            bare.stop(0);
            served.server.close();
            served.database.close();
        }
    }

    /** Contacts that are served, and the database that they are in. */
    record Served(JdkWebServer server, Closeable database) {}

    /** Where contacts are. */
    public enum Where {
        MEMORY,
        H2_FILE,
        POSTGRESQL;

        Served serve() throws IOException {
            if (this == MEMORY) {
                Contacts contacts = Contacts.over(new InMemoryContactRepository());
                People people = new People();
                for (int i = 0; i < CONTACTS; i++) {
                    contacts.create(Databases.ME, ContactPatch.of(people::next));
                }
                return new Served(server(contacts), () -> {});
            }
            HikariDataSource pool =
                    DatabaseKind.open(DatabaseKind.valueOf(name()).filledUrl(CONTACTS));
            return new Served(server(Contacts.over(JdbcContactRepository.over(pool))), pool);
        }

        private static JdkWebServer server(Contacts contacts) throws IOException {
            return JdkWebServer.start(
                    ContactsEndpoint.over(
                            contacts, headers -> Optional.of(new AuthenticatedUser(789, Set.of(ORGANIZATION)))),
                    0);
        }
    }
}
