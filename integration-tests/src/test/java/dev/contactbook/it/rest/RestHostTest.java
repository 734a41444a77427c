package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.examples.JdkWebServer;
import dev.contactbook.examples.RestHost;
import dev.contactbook.it.support.Curl;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host that serves the REST API, in a process of its own. */
class RestHostTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void it_says_where_it_listens_and_hands_out_tokens_of_its_users() throws Exception {
        try (Host host = new Host("--port", "0", "--max-limit", "2")) {
            assertThat(host.address.toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(host.tokens).containsOnlyKeys("789 456", "790 457", "791 456,457");

            String ada = "{\"organization_id\":456,\"first_name\":\"Ada\",\"owned_by_user_id\":789,\"company_id\":101}";
            assertThat(send(host, "789 456", "POST", "/contacts", ada).statusCode())
                    .isEqualTo(201);
            assertThat(send(host, "790 457", "POST", "/contacts", ada).statusCode())
                    .isEqualTo(403);
            assertThat(send(host, "790 457", "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(404);
            assertThat(send(host, "791 456,457", "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(200);
            assertThat(send(host, "789 456", "GET", "//contacts//1/", "").statusCode())
                    .isEqualTo(200);
            assertThat(send(host, "789 456", "POST", "/contacts", " ".repeat(8_000_000))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(send(
                                    host,
                                    "789 456",
                                    "GET",
                                    "/contacts?organization_id=456&fastJoinForContactList=1&$limit=9",
                                    "")
                            .body())
                    .startsWith("{\"total\":1,\"limit\":2,")
                    .contains("{\"id\":789,\"first_name\":\"Admin\",\"last_name\":\"User\"}")
                    .contains("{\"id\":101,\"name\":\"Example Corp\"}");
            assertThat(send(host, "789 456", "POST", "/contacts", ada.replace("101", "201"))
                            .body())
                    .contains("\"errors\":{\"company_id\":\"Unknown company\"}");
        }
    }

    @Test
    void the_scheme_of_a_token_is_read_in_any_case_and_a_token_of_another_host_is_worthless() throws Exception {
        try (Host host = new Host("--port", "0");
                Host other = new Host("--port", "0")) {
            String token = host.tokens.get("789 456");

            assertThat(sendAs(host, "bEARER " + token, "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(404);
            assertThat(sendAs(other, "Bearer " + token, "GET", "/contacts/1", "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(sendAs(host, "Basic " + token, "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(401);
            assertThat(sendAs(host, token, "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void told_to_end_it_answers_the_request_under_way_and_keeps_what_it_answered() throws Exception {
        Path db = folder.resolve("contacts");
        String body = "{\"organization_id\":456,\"first_name\":\"Ada\"}";
        try (Host host = new Host("--port", "0", "--db", db.toString());
                Socket slow = new Socket("127.0.0.1", host.address.getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(("POST /contacts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + host.tokens.get("789 456") + "\r\nExpect: 100-continue\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            // It says so when the request is under way: nothing of the body is there yet.
            assertThat(nextStatus(slow.getInputStream())).isEqualTo("HTTP/1.1 100 Continue");

            host.process.destroy();
            out.write(body.getBytes(StandardCharsets.UTF_8));

            assertThat(nextStatus(slow.getInputStream())).isEqualTo("HTTP/1.1 201 Created");
            host.process.waitFor();
        }
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(db)) {
            Contacts contacts = Contacts.over(repository);

            assertThat(contacts.list(Caller.system(456), ContactQuery.page()).data())
                    .extracting(Contact::firstName)
                    .containsExactly("Ada");
        }
    }

    @Test
    void the_commands_of_the_guide_get_the_answers_beside_them() throws Exception {
        Path guide = Path.of(System.getProperty("contactbook.root", ".."), "docs/how-to/rest-host.md");
        List<MatchResult> examples = Pattern.compile("\\$ (curl .*)\\R(\\{.*})")
                .matcher(Files.readString(guide))
                .results()
                .toList();

        assertThat(examples).hasSize(4);
        try (Host host = new Host("--port", "0")) {
            for (MatchResult example : examples) {
                String answer = Curl.of(example.group(1))
                        .send(client, host.address, "$TOKEN", host.tokens.get("789 456"))
                        .body();

                assertThat(answer.replaceAll("\"20[0-9T:.-]+Z\"", "\"…\"")).isEqualTo(example.group(2));
            }
        }
    }

    /** As many as the host has threads, and one more: of a request line, of a head, of a body. */
    @Test
    void clients_that_fall_silent_are_cut_off_and_others_are_answered() throws Exception {
        String head = "POST /contacts HTTP/1.1\r\nHost: localhost\r\n";
        List<String> starts = List.of("GET /con", head, head + "Content-Length: 9\r\n\r\n{\"a\"");
        List<Socket> silent = new ArrayList<>();
        try (Host host = new Host(List.of("-Dsun.net.httpserver.maxReqTime=1"), "--port", "0")) {
            for (int i = 0; i <= 16; i++) {
                Socket socket = new Socket("127.0.0.1", host.address.getPort());
                socket.getOutputStream().write(starts.get(i % 3).getBytes(StandardCharsets.US_ASCII));
                silent.add(socket);
            }

            for (Socket socket : silent) {
                assertThat(isCut(socket)).isTrue();
            }
            assertThat(send(host, "789 456", "GET", "/contacts/1", "").statusCode())
                    .isEqualTo(404);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** Waits until the other side ends a connection, with or without an answer. */
    private static boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true; // it was reset
        }
    }

    @Test
    void silence_is_bounded_where_the_host_says_nothing_else() throws Exception {
        Class.forName(JdkWebServer.class.getName());

        assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isEqualTo("10");
        assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isEqualTo("60");
    }

    @Test
    void a_file_is_found_again_by_the_next_host() throws Exception {
        String db = folder.resolve("contacts").toString();
        String ada = "{\"organization_id\":456,\"first_name\":\"Ada\"}";
        String created;
        try (Host host = new Host("--port", "0", "--db", db)) {
            created = send(host, "789 456", "POST", "/contacts", ada).body();
        }

        try (Host host = new Host("--port", "0", "--db", db)) {
            HttpResponse<String> found = send(host, "789 456", "GET", "/contacts/1", "");
            assertThat(MAPPER.readTree(found.body()).get("created_at"))
                    .isEqualTo(MAPPER.readTree(created).get("created_at"));
        }
    }

    @Test
    void what_it_cannot_start_with_it_says_and_ends() throws Exception {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--port"),
                List.of("--port", "x"),
                List.of("--port", "70000"),
                List.of("--port", "0", "--max-limit", "0"),
                List.of("--port", "0", "--nope", "1"))) {
            Process process = start(List.of(), arguments);

            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Cannot start: ", "Usage: RestHost --port N [--db PATH] [--max-limit N]");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    private HttpResponse<String> send(Host host, String user, String method, String target, String body)
            throws IOException, InterruptedException {
        return sendAs(host, "Bearer " + host.tokens.get(user), method, target, body);
    }

    private HttpResponse<String> sendAs(Host host, String credentials, String method, String target, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(host.address + target))
                        .header("Authorization", credentials)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The next line that is the first of a response. */
    private static String nextStatus(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n' && line.indexOf("HTTP/1.1 ") == 0) {
                return line.toString().strip();
            } else if (c == '\n') {
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        return "the end";
    }

    private static Process start(List<String> properties, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(properties);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                RestHost.class.getName()));
        command.addAll(arguments);
        return Processes.start(new ProcessBuilder(command).redirectErrorStream(true));
    }

    /** A host that listens. */
    private static final class Host implements AutoCloseable {
        private final Process process;
        private final URI address;
        private final Map<String, String> tokens = new TreeMap<>();

        Host(String... arguments) throws IOException {
            this(List.of(), arguments);
        }

        Host(List<String> properties, String... arguments) throws IOException {
            process = start(properties, List.of(arguments));
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String listening = String.valueOf(said.readLine());
            assertThat(listening).startsWith("LISTENING http");
            address = URI.create(listening.substring("LISTENING ".length()));
            for (int i = 0; i < 3; i++) {
                String[] words = said.readLine().split(" ", -1);
                assertThat(words).hasSize(4).startsWith("TOKEN");
                tokens.put(words[1] + " " + words[2], words[3]);
            }
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
