package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonFactory;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.rest.tree.Echo;
import dev.contactbook.rest.tree.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request: JSON in UTF-8, read strictly (contract §7). */
final class JsonBody {
    /** The longest body in bytes: 1 MiB. */
    static final int LONGEST = 1 << 20;

    private static final JsonFactory STRICT = JsonTree.strict(LONGEST);

    private JsonBody() {}

    /**
     * Reads a body that must be an object.
     *
     * @throws HttpError if it is not an object, or its content type is not JSON
     */
    static Map<String, Object> readObject(Request request) {
        return JsonTree.asObject(read(request)).orElseThrow(HttpError::invalidJson);
    }

    /**
     * Reads a body that must be one object.
     *
     * @throws HttpError as {@link #readObject}. A list of objects is a method that is not allowed
     */
    static Map<String, Object> readOneObject(Request request) {
        Object tree = read(request);
        if (tree instanceof List) {
            throw HttpError.methodNotAllowed(Resource.COLLECTION);
        }
        return JsonTree.asObject(tree).orElseThrow(HttpError::invalidJson);
    }

    /**
     * Reads the query in the body of a GET: <code>{"query": {…}}</code>.
     *
     * @return the query, empty if there is no body
     * @throws HttpError if the body is not an object
     * @throws Invalid if it has other keys
     */
    static Map<String, Object> readQuery(Request request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        RequestReader body = new RequestReader(readObject(request));
        Object query = body.take("query");
        if (query != null && JsonTree.asObject(query).isEmpty()) {
            body.problem("query", "Must be an object");
        }
        // Not "Unknown field": {"organization_id": 456} only lacks the query around it.
        body.takeAll().keySet().forEach(key -> body.problem(Echo.of(key), "Must be inside \"query\""));
        body.reject(Invalid::query);
        return JsonTree.asObject(query).orElse(Map.of());
    }

    private static @Nullable Object read(Request request) {
        if (request.body().length > 0 && !isJson(request)) {
            throw HttpError.contentType();
        }
        try {
            // Decoded here, because Jackson also detects UTF-16 and UTF-32, and accepts some malformed UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
            return JsonTree.parse(STRICT, text);
        } catch (IOException e) {
            throw HttpError.invalidJson();
        }
    }

    private static boolean isJson(Request request) {
        List<String> parts = List.of(request.header("Content-Type").split(";", -1));
        return parts.get(0).strip().equalsIgnoreCase("application/json")
                && parts.stream().skip(1).allMatch(JsonBody::isUtf8OrNoCharset);
    }

    private static boolean isUtf8OrNoCharset(String parameter) {
        String unquoted = parameter.strip().replace("\"", "");
        String name = unquoted.split("=", 2)[0].strip();
        return !name.equalsIgnoreCase("charset")
                || unquoted.equalsIgnoreCase("charset=utf-8")
                || unquoted.equalsIgnoreCase("charset=utf8");
    }
}
