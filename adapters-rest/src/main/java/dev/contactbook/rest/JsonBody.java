package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.text.Texts;
import dev.contactbook.rest.tree.Echo;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A body of JSON, read strictly, as a tree of maps, lists, texts, booleans and numbers (contract §7): whole numbers are
 * Integer, Long or BigInteger, those with a fraction or an exponent BigDecimal.
 */
final class JsonBody {
    /** Bytes: 1 MiB. */
    static final int LONGEST = 1 << 20;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 1_000;

    private static final ObjectMapper MAPPER = mapper(LONGEST);

    /** For texts that the host has in its memory already. */
    private static final ObjectMapper UNBOUNDED = mapper(Integer.MAX_VALUE);

    private JsonBody() {}

    private static ObjectMapper mapper(int longestText) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxNumberLength(LONGEST_NUMBER)
                                .maxStringLength(longestText)
                                .maxNameLength(longestText)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        // Names come from outside: interning them would fill the memory of the whole process.
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Reads a body that has to be an object.
     *
     * @throws HttpError if it is none, is no JSON, or says that it is something else
     */
    static Map<String, Object> readObject(Request request) {
        return object(read(request)).orElseThrow(HttpError::invalidJson);
    }

    /**
     * Reads a body that has to be an object, and may not be a list of them.
     *
     * @throws HttpError if it is another; a list has a refusal of its own
     */
    static Map<String, Object> readOneObject(Request request) {
        Object tree = read(request);
        if (tree instanceof List) {
            throw HttpError.methodNotAllowed(Resource.COLLECTION);
        }
        return object(tree).orElseThrow(HttpError::invalidJson);
    }

    /**
     * Reads the query that the body of a GET may hold: <code>{"query": {…}}</code>.
     *
     * @return the query, empty where there is no body
     * @throws HttpError if the body is no object
     * @throws Invalid if there is anything else in it
     */
    static Map<String, Object> readQuery(Request request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        RequestReader body = new RequestReader(readObject(request));
        Object query = body.take("query");
        if (query != null && object(query).isEmpty()) {
            body.problem("query", "Must be an object");
        }
        // Not "unknown": whoever sends {"organization_id": 456} has only forgotten the query around it.
        body.takeAll().keySet().forEach(key -> body.problem(Echo.of(key), "Must stand in query"));
        body.refuse(Invalid::query);
        return object(query).orElse(Map.of());
    }

    /** Reads a text that no request brought; empty where it is no object. */
    static Optional<Map<String, Object>> readObject(String json) {
        try {
            Object tree = UNBOUNDED.readValue(json, Object.class);
            return hasBrokenName(tree) ? Optional.empty() : object(tree);
        } catch (JsonProcessingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object read(Request request) {
        if (request.body().length > 0 && !isJson(request)) {
            throw HttpError.contentType();
        }
        try {
            // Decoded here, since Jackson guesses at UTF-16 and UTF-32, and lets some bytes pass that are no UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
            Object tree = MAPPER.readValue(text, Object.class);
            if (hasBrokenName(tree)) {
                throw HttpError.invalidJson();
            }
            return tree;
        } catch (CharacterCodingException | JsonProcessingException | NumberFormatException e) {
            throw HttpError.invalidJson();
        }
    }

    /** Whether a name has half a surrogate pair in it, which newer versions of Jackson than 2.19 refuse themselves. */
    private static boolean hasBrokenName(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> object) {
            return object.keySet().stream().anyMatch(name -> Texts.hasLoneSurrogate((String) name))
                    || object.values().stream().anyMatch(JsonBody::hasBrokenName);
        }
        return tree instanceof List<?> list && list.stream().anyMatch(JsonBody::hasBrokenName);
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Optional<Map<String, Object>> object(@Nullable Object tree) {
        return tree instanceof Map ? Optional.of((Map<String, Object>) tree) : Optional.empty();
    }

    private static boolean isJson(Request request) {
        List<String> parts = List.of(request.header("Content-Type").split(";", -1));
        return parts.get(0).strip().equalsIgnoreCase("application/json")
                && parts.stream().skip(1).allMatch(JsonBody::isUtf8OrNoCharset);
    }

    private static boolean isUtf8OrNoCharset(String parameter) {
        String unquoted = parameter.strip().replace("\"", "");
        String name = unquoted.split("=", 2)[0].strip();
        return !name.equalsIgnoreCase("charset") || unquoted.equalsIgnoreCase("charset=utf-8");
    }
}
