package dev.contactbook.jdbc.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The column beside a text that puts it into the order of the contract: by folded value, then as written, both by code
 * point, null first (contract §4).
 *
 * <p>It holds the folded text, a zero byte and the text as written, in UTF-8. Bytes of UTF-8 sort as code points do, no
 * text holds a zero, and no text is as small as the empty key that stands for null: so one comparison of bytes decides,
 * in every collation of a database.
 */
public final class SortKey {
    private static final byte[] NULL = {};

    private SortKey() {}

    /** The key of a text, and its folded form, which is known already. */
    public static byte[] of(@Nullable String folded, @Nullable String value) {
        return folded == null || value == null ? NULL : join(folded, 0, value);
    }

    /** The smallest key of all texts that fold to {@code folded}. */
    public static byte[] from(String folded) {
        return join(folded, 0, "");
    }

    /** A key larger than those of all texts that fold to {@code folded}, and smaller than all others that follow. */
    public static byte[] to(String folded) {
        return join(folded, 1, "");
    }

    /** What the keys of all texts begin with whose folded form starts with a text. */
    public static byte[] start(String folded) {
        return folded.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The smallest of all keys that follow those with {@link #start}. No byte of UTF-8 is the largest that there is.
     */
    public static byte[] afterStart(String folded) {
        byte[] after = start(folded);
        after[after.length - 1]++;
        return after;
    }

    private static byte[] join(String folded, int separator, String written) {
        byte[] start = folded.getBytes(StandardCharsets.UTF_8);
        byte[] end = written.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(start, start.length + 1 + end.length);
        key[start.length] = (byte) separator;
        System.arraycopy(end, 0, key, start.length + 1, end.length);
        return key;
    }
}
