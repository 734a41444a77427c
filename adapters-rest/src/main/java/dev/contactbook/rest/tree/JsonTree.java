package dev.contactbook.rest.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.contactbook.domain.text.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a tree of maps, lists, texts, booleans, nulls and numbers (contract §7): whole numbers are Integer, Long or
 * BigInteger, those with a fraction or an exponent BigDecimal.
 */
public final class JsonTree {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 1_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private JsonTree() {}

    /** Returns a factory of strict parsers. Texts and names have at most this many characters. */
    public static JsonFactory strict(int longestText) {
        return JsonFactory.builder()
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
                .build();
    }

    /**
     * Parses a text that is one value and nothing else, but for a byte order mark before it.
     *
     * @throws IOException if it is not
     */
    public static @Nullable Object parse(JsonFactory factory, String text) throws IOException {
        int start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        try (JsonParser parser = factory.createParser(text.substring(start))) {
            parser.nextToken();
            Object tree = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Must end after the value");
            }
            return tree;
        }
    }

    /**
     * Reads the value at the parser's current token, and leaves the parser at its last token.
     *
     * @throws IOException if it is no JSON, has a key twice, or has half a surrogate pair in a key
     */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "Must be a value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(parser, "Must be a value");
        };
    }

    /** Returns the tree as an object, empty if it is something else. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    public static Optional<Map<String, Object>> asObject(@Nullable Object tree) {
        return tree instanceof Map ? Optional.of((Map<String, Object>) tree) : Optional.empty();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            // Newer versions of Jackson than 2.19 reject half a surrogate pair themselves.
            if (object.containsKey(name) || Texts.hasLoneSurrogate(name)) {
                throw new JsonParseException(parser, "Must have well-formed names, each once");
            }
            parser.nextToken();
            object.put(name, read(parser));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return list;
    }
}
