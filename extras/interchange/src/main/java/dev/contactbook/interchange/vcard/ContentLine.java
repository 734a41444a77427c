package dev.contactbook.interchange.vcard;

import dev.contactbook.interchange.core.LineDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One property of a card: group, name, parameters, and its value as bytes until its charset is known. */
final class ContentLine {
    private static final Set<String> ENCODINGS = Set.of("QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT");

    private final long line;
    private final String group;
    private final String name;
    private final Map<String, List<String>> parameters = new HashMap<>();
    private final String value;
    private final LineDecoder decoder;
    private final @Nullable Charset recoded;
    private boolean hasUnknownCharset;
    private boolean isGuessed;
    private boolean hasLostLetters;

    /**
     * Parses an unfolded line.
     *
     * @param line its physical line
     * @param text one character for each byte
     * @param decoder decodes what names no charset
     * @param recoded the charset of a file that was turned into UTF-8, null if its bytes are as they were
     */
    ContentLine(long line, String text, LineDecoder decoder, @Nullable Charset recoded) {
        this.line = line;
        this.decoder = decoder;
        this.recoded = recoded;
        int colon = unquoted(text, ':', 0);
        int end = colon < 0 ? text.length() : colon;
        this.value = colon < 0 ? "" : text.substring(colon + 1);
        int start = Math.min(end, endOf(text, ';', end));
        String dotted = text.substring(0, start).strip();
        int dot = dotted.lastIndexOf('.');
        this.group = dot < 0 ? "" : dotted.substring(0, dot).toLowerCase(Locale.ROOT);
        this.name = dotted.substring(dot + 1).toUpperCase(Locale.ROOT);
        while (start < end) {
            int next = Math.min(end, endOf(text, ';', start + 1, end));
            addParameter(text.substring(start + 1, next));
            start = next;
        }
    }

    private static int endOf(String text, char sign, int end) {
        return endOf(text, sign, 0, end);
    }

    private static int endOf(String text, char sign, int from, int end) {
        int at = unquoted(text, sign, from);
        return at < 0 ? end : at;
    }

    private static int unquoted(String text, char sign, int from) {
        boolean isQuoted = false;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && text.charAt(i) == sign) {
                return i;
            }
        }
        return isQuoted ? text.indexOf(sign, from) : -1;
    }

    private void addParameter(String text) {
        int equals = text.indexOf('=');
        String bare = text.strip().toUpperCase(Locale.ROOT);
        String key = equals >= 0
                ? text.substring(0, equals).strip().toUpperCase(Locale.ROOT)
                : ENCODINGS.contains(bare) ? "ENCODING" : "TYPE";
        List<String> values = parameters.computeIfAbsent(key, each -> new ArrayList<>());
        String list = equals < 0 ? text : text.substring(equals + 1);
        boolean isType = key.equals("TYPE");
        int start = 0;
        while (start <= list.length()) {
            int end = endOf(list, ',', start, list.length());
            String decoded = decoded(list.substring(start, end));
            if (isType) {
                values.addAll(List.of(decoded.toLowerCase(Locale.ROOT).split(",", -1)));
            } else {
                values.add(decoded);
            }
            start = end + 1;
        }
    }

    /** A value without its quotes and with the signs that RFC 6868 writes otherwise. */
    private String decoded(String text) {
        String stripped = text.strip();
        boolean isQuoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
        String inner = isQuoted ? stripped.substring(1, stripped.length() - 1) : stripped;
        String letters = noted(decoder.decode(latin(inner)));
        StringBuilder decoded = new StringBuilder(letters.length());
        for (int i = 0; i < letters.length(); i++) {
            char next = letters.charAt(i) == '^' && i + 1 < letters.length() ? letters.charAt(i + 1) : 0;
            switch (next) {
                case '^' -> decoded.append('^');
                case 'n' -> decoded.append('\n');
                case '\'' -> decoded.append('"');
                default -> decoded.append(letters.charAt(i));
            }
            i += next == '^' || next == 'n' || next == '\'' ? 1 : 0;
        }
        return decoded.toString();
    }

    long line() {
        return line;
    }

    String group() {
        return group;
    }

    String name() {
        return name;
    }

    /** The types in lower case. */
    List<String> types() {
        return parameters.getOrDefault("TYPE", List.of());
    }

    /** The first value of a parameter, null if it has none. */
    @Nullable
    String parameter(String key) {
        List<String> values = parameters.get(key);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    boolean isBinary() {
        String encoding = parameter("ENCODING");
        return encoding != null && (encoding.equalsIgnoreCase("b") || encoding.equalsIgnoreCase("base64"));
    }

    /** The value as text, with its escapes. */
    String rawText() {
        String encoding = parameter("ENCODING");
        boolean isQuoted = encoding != null && encoding.equalsIgnoreCase("QUOTED-PRINTABLE");
        if (isQuoted) {
            Charset charset = charsetOfQuoted();
            return charset == null
                    ? noted(decoder.decode(unquoted(value)))
                    : noted(decoder.decode(unquoted(inCharset(value, charset)), charset));
        }
        Charset charset = recoded == null ? charset() : null;
        return noted(charset == null ? decoder.decode(latin(value)) : decoder.decode(latin(value), charset));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Notes how the text was decoded. */
    private String noted(String text) {
        isGuessed |= decoder.hasGuessed();
        hasLostLetters |= text.indexOf('\uFFFD') >= 0;
        return text;
    }

    /** Bytes that quoted-printable writes as signs are not turned into UTF-8 with the file. */
    private @Nullable Charset charsetOfQuoted() {
        Charset charset = charset();
        boolean hasOneByte = recoded != null && "=".getBytes(recoded).length == 1;
        return charset == null && hasOneByte ? recoded : charset;
    }

    /** A text with letters beside those of quoted-printable, in the charset of those. */
    private String inCharset(String text, Charset charset) {
        boolean isPlain = text.chars().allMatch(letter -> letter < 0x80);
        return recoded == null || isPlain
                ? text
                : new String(
                        new String(latin(text), StandardCharsets.UTF_8).getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /** Whether some text was decoded by the fallback. */
    boolean isGuessed() {
        return isGuessed;
    }

    /** Whether some text has a letter that was lost before. */
    boolean hasLostLetters() {
        return hasLostLetters;
    }

    /** Whether it names a charset that does not exist. */
    boolean hasUnknownCharset() {
        return hasUnknownCharset;
    }

    /** The value as one text. */
    String text() {
        return unescaped(rawText(), false).strip();
    }

    /** The value as one text of an own property, which may have a carriage return. */
    String ownText() {
        return unescaped(rawText(), true);
    }

    /** The value as texts between signs that are not escaped. */
    List<String> texts(char separator) {
        String text = rawText();
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(Math.min(start, text.length())));
        return parts;
    }

    static String unescaped(String text, boolean hasReturns) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            char next = letter == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next == 'n' || next == 'N') {
                plain.append('\n');
                i++;
            } else if (next == 'r' && hasReturns) {
                plain.append('\r');
                i++;
            } else if (next != 0 && "\\;,:".indexOf(next) >= 0) {
                plain.append(next);
                i++;
            } else {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    private @Nullable Charset charset() {
        String charset = parameter("CHARSET");
        if (charset == null) {
            return null;
        }
        try {
            return Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            hasUnknownCharset = true;
            return null;
        }
    }

    /** The bytes of quoted-printable. What is malformed stays as it is. */
    private static byte[] unquoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int high = letter == '=' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else if (letter != '=' || i + 1 < text.length()) {
                bytes.write(letter);
            }
        }
        return bytes.toByteArray();
    }
}
