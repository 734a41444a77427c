package dev.contactbook.rest.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.contactbook.domain.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
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

    /** What a number is read as that Java has none for, so that the rules of its field reject it like a large one. */
    private static final BigDecimal BEYOND_EVERY_BOUND = new BigDecimal(BigInteger.ONE, -999_999_999);

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonFactory ANY_LENGTH = strict(Integer.MAX_VALUE);

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

    /** The object in a text that the host already has in memory, and so of any length. Empty if it is none. */
    public static Optional<Map<String, Object>> objectIn(String text) {
        try {
            return asObject(parse(ANY_LENGTH, text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the value at the parser's current token, and leaves the parser at its last token. An object may have begun
     * already: Jackson reads a type id first.
     *
     * @throws IOException if it is no JSON, is nested too deep, has a key twice, or has half a surrogate pair in a key
     */
    public static @Nullable Object read(JsonParser parser) throws IOException {
        boolean hasBegun = parser.hasToken(JsonToken.FIELD_NAME) || parser.hasToken(JsonToken.END_OBJECT);
        return hasBegun ? object(parser, 1) : value(parser, 0);
    }

    private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "Must be a value");
        }
        return switch (token) {
            case START_OBJECT -> {
                parser.nextToken();
                yield object(parser, depth + 1);
            }
            case START_ARRAY -> list(parser, depth + 1);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> number(parser);
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

    /** Returns a number with a fraction or an exponent. A parser of the host may also have NaN or infinity. */
    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) { // also an exponent of too many digits
            return BEYOND_EVERY_BOUND;
        }
    }

    /** The parser of a host may allow more levels than this thread has stack for. */
    private static void requireDepth(JsonParser parser, int depth) throws JsonParseException {
        if (depth > DEEPEST) {
            throw new JsonParseException(parser, "Must be nested at most " + DEEPEST + " levels deep");
        }
    }

    /** Reads an object from its first name, or its end. */
    private static Map<String, @Nullable Object> object(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (; !parser.hasToken(JsonToken.END_OBJECT); parser.nextToken()) {
            String name = parser.currentName();
            // Newer versions of Jackson than 2.19 reject half a surrogate pair themselves.
            if (object.containsKey(name) || Texts.hasLoneSurrogate(name)) {
                throw new JsonParseException(parser, "Must have well-formed names, each once");
            }
            parser.nextToken();
            object.put(name, value(parser, depth));
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser, int depth) throws IOException {
        requireDepth(parser, depth);
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, depth));
        }
        return list;
    }
}
