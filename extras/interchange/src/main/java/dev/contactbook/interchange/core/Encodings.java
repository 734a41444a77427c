package dev.contactbook.interchange.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a file: the one given, that of a byte order mark, UTF-16 where every second byte is zero, or UTF-8. A
 * charset other than UTF-8 is read as if the file was UTF-8.
 */
public final class Encodings {
    private static final int SAMPLE = 4_096;

    private final byte[] head;
    private final InputStream stream;
    private final String name;

    private Encodings(byte[] head, InputStream stream, String name) {
        this.head = head;
        this.stream = stream;
        this.name = name;
    }

    /** Opens a stream in a charset, null to find it. */
    public static Encodings open(InputStream in, @Nullable Charset given) throws IOException {
        byte[] first = in.readNBytes(Bounds.HEAD);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), in);
        Charset charset = given == null ? found(first) : given;
        if (charset.equals(StandardCharsets.UTF_8)) {
            return new Encodings(first, whole, "UTF-8");
        }
        InputStream inUtf8 = new Recoded(new InputStreamReader(whole, charset));
        byte[] head = inUtf8.readNBytes(Bounds.HEAD);
        return new Encodings(head, new SequenceInputStream(new ByteArrayInputStream(head), inUtf8), charset.name());
    }

    /** The first bytes, in UTF-8 unless no charset is right. */
    public byte[] head() {
        return Arrays.copyOf(head, head.length);
    }

    /** All bytes, the first ones included. */
    public InputStream stream() {
        return stream;
    }

    /** The name of the charset. */
    public String name() {
        return name;
    }

    private static Charset found(byte[] bytes) {
        int size = Math.min(SAMPLE, bytes.length);
        if (size >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        } else if (size >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < size; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int many = Math.max(2, size / 5);
        return zeros[1] >= many
                ? StandardCharsets.UTF_16LE
                : zeros[0] >= many ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The bytes of characters in UTF-8. */
    private static final class Recoded extends InputStream {
        private final Reader reader;
        private final char[] chars = new char[1 << 13];
        private int left;
        private byte[] bytes = new byte[0];
        private int at;

        private Recoded(Reader reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            } else if (!fill()) {
                return -1;
            }
            int count = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }

        /** Reads on if nothing is left. Half a surrogate pair waits for its other half. */
        private boolean fill() throws IOException {
            while (at == bytes.length) {
                int count = reader.read(chars, left, chars.length - left);
                if (count < 0) {
                    bytes = new String(chars, 0, left).getBytes(StandardCharsets.UTF_8);
                    left = 0;
                    at = 0;
                    return bytes.length > 0;
                }
                int all = left + count;
                left = Character.isHighSurrogate(chars[all - 1]) ? 1 : 0;
                bytes = new String(chars, 0, all - left).getBytes(StandardCharsets.UTF_8);
                at = 0;
                chars[0] = chars[all - 1];
            }
            return true;
        }
    }
}
