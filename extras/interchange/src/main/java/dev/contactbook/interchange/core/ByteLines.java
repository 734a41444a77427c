package dev.contactbook.interchange.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines that end with CRLF, LF, CR or CR CR LF, also mixed. A byte order mark at the start of the
 * stream, or of each line, is removed. A line beyond the bound is cut, and its rest is never held.
 */
public final class ByteLines {
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final int longest;
    private final boolean hasMarks;
    private final byte[] buffer = new byte[1 << 14];
    private int start;
    private int end;
    private boolean atEnd;
    private long lines;
    private long read;

    /**
     * Lines of a stream.
     *
     * @param longest the most bytes of a line
     * @param hasMarks whether each line may begin with a byte order mark, because files were joined
     */
    public ByteLines(InputStream in, int longest, boolean hasMarks) {
        this.in = in;
        this.longest = longest;
        this.hasMarks = hasMarks;
    }

    /** The next line, null at the end. */
    public @Nullable Line next() throws IOException {
        while ((lines == 0 || hasMarks) && startsWithMark()) {
            start += MARK.length;
        }
        if (peek(0) < 0) {
            return null;
        }
        lines++;
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        boolean isCut = false;
        while (true) {
            int from = start;
            while (start < end && buffer[start] != '\n' && buffer[start] != '\r') {
                start++;
            }
            int room = Math.min(start - from, longest - line.size());
            line.write(buffer, from, room);
            isCut |= room < start - from;
            if (start < end || peek(0) < 0) {
                return new Line(lines, line.toByteArray(), lineEnd(), isCut);
            }
        }
    }

    public long lines() {
        return lines;
    }

    /** How many bytes the lines so far had, ends included. */
    public long bytes() {
        return read - (end - start);
    }

    private String lineEnd() throws IOException {
        int first = peek(0);
        if (first < 0) {
            return "";
        } else if (first == '\n') {
            start++;
            return "\n";
        }
        int length = peek(1) == '\n' ? 2 : peek(1) == '\r' && peek(2) == '\n' ? 3 : 1;
        start += length;
        return length == 1 ? "\r" : length == 2 ? "\r\n" : "\r\r\n";
    }

    private boolean startsWithMark() throws IOException {
        return peek(0) == MARK[0] && peek(1) == MARK[1] && peek(2) == MARK[2];
    }

    /** The byte that many places ahead, −1 behind the end. */
    private int peek(int ahead) throws IOException {
        while (start + ahead >= end && !atEnd) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                atEnd = true;
            } else {
                end += count;
                read += count;
            }
        }
        return start + ahead < end ? buffer[start + ahead] & 0xFF : -1;
    }
}
