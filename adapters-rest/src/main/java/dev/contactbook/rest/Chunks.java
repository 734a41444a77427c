package dev.contactbook.rest;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that come bit by bit, however many: each is copied once, when all are there. What grows by copying needs more than three times
 * their number. Not thread-safe.
 */
final class Chunks extends OutputStream {
    /** Most answers about one contact fit into it. */
    private static final int FIRST = 1 << 10;

    private static final int LARGEST = 1 << 16;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[FIRST];
    private int used;
    private int before;

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int written = 0;
        while (written < length) {
            if (used == last.length) {
                full.add(last);
                before += last.length;
                last = new byte[Math.min(2 * last.length, LARGEST)];
                used = 0;
            }
            int fits = Math.min(length - written, last.length - used);
            System.arraycopy(bytes, offset + written, last, used, fits);
            used += fits;
            written += fits;
        }
    }

    /** All bytes so far. */
    byte[] toByteArray() {
        byte[] all = new byte[before + used];
        int at = 0;
        for (byte[] chunk : full) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        System.arraycopy(last, 0, all, at, used);
        return all;
    }
}
