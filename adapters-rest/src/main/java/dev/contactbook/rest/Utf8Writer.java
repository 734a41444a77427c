package dev.contactbook.rest;

import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes text as UTF-8 in chunks. Each byte is copied once, after the last chunk. An array that grows would need three
 * times the memory. A lone surrogate becomes {@code ?}, as in {@link String#getBytes}.
 *
 * <p>The JDK's own writer allocates memory for each piece of text, and Jackson writes many short pieces. Not
 * thread-safe.
 */
final class Utf8Writer extends Writer {
    /** Most answers about one contact fit into one chunk of this size. */
    private static final int FIRST_CHUNK = 1 << 10;

    private static final int LARGEST_CHUNK = 1 << 16;

    private static final char NONE = 0;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[FIRST_CHUNK];
    private int used;
    private int usedBefore;

    /** The first half of a surrogate pair, until the second one comes. */
    private char high = NONE;

    @Override
    public void write(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            add(text[i]);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        if (high != NONE) {
            high = NONE;
            put('?');
        }
    }

    /** Returns all bytes. Close the writer first. */
    byte[] toByteArray() {
        byte[] all = new byte[usedBefore + used];
        int at = 0;
        for (byte[] bytes : full) {
            System.arraycopy(bytes, 0, all, at, bytes.length);
            at += bytes.length;
        }
        System.arraycopy(chunk, 0, all, at, used);
        return all;
    }

    private void add(char unit) {
        if (high != NONE) {
            char first = high;
            high = NONE;
            if (Character.isLowSurrogate(unit)) {
                int letter = Character.toCodePoint(first, unit);
                put(0xF0 | letter >> 18);
                putLast6Bits(letter >> 12);
                putLast6Bits(letter >> 6);
                putLast6Bits(letter);
                return;
            }
            put('?');
        }
        if (unit < 0x80) {
            put(unit);
        } else if (unit < 0x800) {
            put(0xC0 | unit >> 6);
            putLast6Bits(unit);
        } else if (Character.isHighSurrogate(unit)) {
            high = unit;
        } else if (Character.isLowSurrogate(unit)) {
            put('?');
        } else {
            put(0xE0 | unit >> 12);
            putLast6Bits(unit >> 6);
            putLast6Bits(unit);
        }
    }

    private void putLast6Bits(int bits) {
        put(0x80 | (bits & 0x3F));
    }

    private void put(int one) {
        if (used == chunk.length) {
            full.add(chunk);
            usedBefore += chunk.length;
            chunk = new byte[Math.min(2 * chunk.length, LARGEST_CHUNK)];
            used = 0;
        }
        chunk[used++] = (byte) one;
    }
}
