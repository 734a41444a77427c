package dev.contactbook.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.rest.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;

/** An answer that has the form of every answer, for any request (contract §5, §7). */
public final class Answer {
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The name and the class name of each status. */
    private static final Map<Integer, List<String>> KINDS = Map.of(
            400, List.of("BadRequest", "bad-request"),
            401, List.of("NotAuthenticated", "not-authenticated"),
            403, List.of("Forbidden", "forbidden"),
            404, List.of("NotFound", "not-found"),
            405, List.of("MethodNotAllowed", "method-not-allowed"),
            409, List.of("Conflict", "conflict"),
            413, List.of("PayloadTooLarge", "payload-too-large"),
            500, List.of("GeneralError", "general-error"),
            503, List.of("Unavailable", "unavailable"));

    /** What shows how it is built: names of classes and tables, drivers, SQL, stack traces, paths. */
    private static final List<String> INSIDES = List.of(
            "contactbook",
            "java.",
            ".java",
            "jackson",
            "jdbc",
            "org.h2",
            "sqlstate",
            "syntax error",
            "exception",
            "\\tat ",
            System.getProperty("user.dir"),
            System.getProperty("user.home") + "/");

    private final String text;
    private final Map<String, Object> json;

    private Answer(String text, Map<String, Object> json) {
        this.text = text;
        this.json = json;
    }

    /** Checks it, and reads it. */
    public static Answer of(Response response, boolean head) {
        String text = text(response);
        assertHeaders(response);
        if (head) {
            assertThat(text).isEmpty();
            return new Answer("", Map.of());
        }
        Answer answer = new Answer(text, json(text));
        assertThat(text).doesNotContainIgnoringCase(INSIDES.toArray(CharSequence[]::new));
        if (response.status() >= 400) {
            answer.assertError(response.status());
        } else {
            assertThat(response.status()).isIn(200, 201);
        }
        return answer;
    }

    public String text() {
        return text;
    }

    public String message() {
        return String.valueOf(json.getOrDefault("message", ""));
    }

    /** The keys of its errors. */
    @SuppressWarnings("unchecked") // assertError looked
    public Set<String> errors() {
        return ((Map<String, Object>) json.getOrDefault("errors", Map.of())).keySet();
    }

    private void assertError(int status) {
        List<String> kind = KINDS.getOrDefault(status, List.of());
        assertThat(kind).as("a status that there is: " + status).isNotEmpty();
        List<String> keys = new ArrayList<>(List.of("name", "message", "code", "className"));
        if (status == 409) {
            keys.add("data");
        }
        if (json.containsKey("errors")) {
            assertThat(status).isEqualTo(400);
            keys.add("errors");
            assertThat(json)
                    .extractingByKey("errors", InstanceOfAssertFactories.map(String.class, Object.class))
                    .hasSizeBetween(1, 100)
                    .allSatisfy((key, message) -> assertThat(message)
                            .asInstanceOf(InstanceOfAssertFactories.STRING)
                            .isNotBlank());
        }
        assertThat(json.keySet()).containsExactlyElementsOf(keys);
        assertThat(json)
                .containsEntry("name", kind.get(0))
                .containsEntry("code", status)
                .containsEntry("className", kind.get(1));
    }

    private static void assertHeaders(Response response) {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("Content-Type", "application/json; charset=utf-8");
        expected.put("Cache-Control", "no-store");
        expected.put("X-Content-Type-Options", "nosniff");
        if (response.status() == 401) {
            expected.put("WWW-Authenticate", "Bearer");
        } else if (response.status() == 503) {
            expected.put("Retry-After", "5");
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        assertThat(headers.remove("Allow") != null).isEqualTo(response.status() == 405);
        assertThat(headers).isEqualTo(expected);
    }

    private static String text(Response response) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response.body()))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON object: " + text, e);
        }
    }
}
