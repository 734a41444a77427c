package dev.contactbook.rest.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes percent-encoding strictly: malformed escapes and malformed UTF-8 are errors. The JDK's decoder replaces them,
 * so one text would have many spellings.
 */
public final class PercentCoding {
    private PercentCoding() {}

    /** Returns the segments of a path that are not empty, each decoded once. Empty if one cannot be decoded. */
    public static Optional<List<String>> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            Optional<String> decoded = decoded(segment, false);
            if (decoded.isEmpty()) {
                return Optional.empty();
            } else if (!segment.isEmpty()) {
                segments.add(decoded.get());
            }
        }
        return Optional.of(segments);
    }

    /** Returns a key or value of a query string, in which a plus is a space. Empty if it is malformed. */
    static Optional<String> ofQuery(String encoded) {
        return decoded(encoded, true);
    }

    private static Optional<String> decoded(String encoded, boolean plusIsSpace) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
            int plain = 0;
            for (int i = 0; i < encoded.length(); i++) {
                char c = encoded.charAt(i);
                if (c == '%' || (c == '+' && plusIsSpace)) {
                    bytes.writeBytes(utf8(encoded.substring(plain, i)));
                    if (c == '+') {
                        bytes.write(' ');
                    } else if (i + 2 < encoded.length()) {
                        bytes.write(hex(encoded.charAt(++i)) << 4 | hex(encoded.charAt(++i)));
                    } else {
                        return Optional.empty();
                    }
                    plain = i + 1;
                }
            }
            if (plain == 0) {
                utf8(encoded);
                return Optional.of(encoded);
            }
            bytes.writeBytes(utf8(encoded.substring(plain)));
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    private static int hex(char c) {
        int digit = c < 0x80 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new NumberFormatException();
        }
        return digit;
    }
}
