package dev.contactbook.it.rest;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON by the letter of RFC 8259, read without the library that the endpoint uses: no key twice, at most 32 levels,
 * UTF-8. Objects are maps in their order, numbers {@link Num}.
 */
public final class StrictJson {
    private static final int DEEPEST = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;
    private int depth;

    private StrictJson(String text) {
        this.text = text;
    }

    /**
     * A number in its spelling, so that an enormous one costs nothing until its value is read.
     *
     * @param literal the spelling
     */
    public record Num(String literal) {
        public boolean isWhole() {
            return literal.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        }

        /** Whether it is so far beyond every rule that any rejection is right. */
        public boolean isMonstrous() {
            int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
            return literal.length() > 200
                    || (exponent >= 0 && literal.substring(exponent + 1).matches("[+-]?0*[1-9][0-9]{3,}"));
        }

        /** Without zeros at its end: 1 and 1.0 are the same number. */
        public BigDecimal value() {
            BigDecimal value = new BigDecimal(literal);
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    /** Returns the value that bytes spell, empty if they are no JSON. */
    public static Optional<Parsed> parse(byte[] bytes) {
        try {
            StrictJson json = new StrictJson(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            Object value = json.value();
            json.skipWhiteSpace();
            return json.at == json.text.length() ? Optional.of(new Parsed(value)) : Optional.empty();
        } catch (CharacterCodingException | Malformed e) {
            return Optional.empty();
        }
    }

    /**
     * A value that was read, null being one.
     *
     * @param value the value
     */
    public record Parsed(@Nullable Object value) {
        /** As an object, empty where it is none. */
        @SuppressWarnings("unchecked") // the keys of an object are texts
        public Optional<Map<String, @Nullable Object>> object() {
            return value instanceof Map ? Optional.of((Map<String, @Nullable Object>) value) : Optional.empty();
        }
    }

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private @Nullable Object value() {
        skipWhiteSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        open();
        if (skipped('}')) {
            return object;
        }
        do {
            skipWhiteSpace();
            String key = string();
            skipWhiteSpace();
            expect(':');
            Object value = value();
            if (object.containsKey(key)) {
                throw new Malformed();
            }
            object.put(key, value);
        } while (skipped(','));
        close('}');
        return object;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        open();
        if (skipped(']')) {
            return array;
        }
        do {
            array.add(value());
        } while (skipped(','));
        close(']');
        return array;
    }

    private void open() {
        at++;
        if (++depth > DEEPEST) {
            throw new Malformed();
        }
    }

    /** Skips a sign and returns true, if it is the next one. A closing sign ends its level. */
    private boolean skipped(char sign) {
        skipWhiteSpace();
        if (peek() != sign) {
            return false;
        }
        at++;
        if (sign != ',') {
            depth--;
        }
        return true;
    }

    private void close(char sign) {
        expect(sign);
        depth--;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < 0x20) {
                throw new Malformed();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                StringBuilder hex = new StringBuilder();
                for (int i = 0; i < 4; i++) {
                    hex.append(next());
                }
                if (!hex.toString().matches("[0-9a-fA-F]{4}")) {
                    throw new Malformed();
                }
                yield (char) Integer.parseInt(hex.toString(), 16);
            }
            default -> throw new Malformed();
        };
    }

    private Num number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new Malformed();
        }
        at = number.end();
        return new Num(number.group());
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return value;
    }

    private void skipWhiteSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        if (at == text.length()) {
            throw new Malformed();
        }
        return text.charAt(at++);
    }

    private void expect(char sign) {
        if (next() != sign) {
            throw new Malformed();
        }
    }

    /** Spells a value. What JSON cannot spell, as NaN, comes out as what it is, for others to refuse. */
    public static String write(@Nullable Object value, boolean ascii) {
        StringBuilder json = new StringBuilder();
        write(value, ascii, json);
        return json.toString();
    }

    private static void write(@Nullable Object value, boolean ascii, StringBuilder json) {
        if (value instanceof Map<?, ?> object) {
            json.append('{');
            String comma = "";
            for (Map.Entry<?, ?> entry : object.entrySet()) {
                json.append(comma);
                quote(String.valueOf(entry.getKey()), ascii, json);
                json.append(':');
                write(entry.getValue(), ascii, json);
                comma = ",";
            }
            json.append('}');
        } else if (value instanceof List<?> list) {
            json.append('[');
            String comma = "";
            for (Object element : list) {
                json.append(comma);
                write(element, ascii, json);
                comma = ",";
            }
            json.append(']');
        } else if (value instanceof String string) {
            quote(string, ascii, json);
        } else if (value instanceof Num number) {
            json.append(number.literal());
        } else {
            json.append(value);
        }
    }

    private static void quote(String string, boolean ascii, StringBuilder json) {
        json.append('"');
        string.codePoints().forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < 0x20 || lone || (ascii && c > 0x7E)) {
                for (char unit : Character.toChars(c)) {
                    json.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                json.appendCodePoint(c);
            }
        });
        json.append('"');
    }
}
