package dev.contactbook.it.crash;

import java.util.Arrays;

/**
 * One operation on a file of a folder.
 *
 * @param file the name of the file; empty for the folder itself
 * @param kind what it does
 * @param position where it writes, or the new end of a file that is truncated
 * @param bytes what it writes, or the new name of a file that is renamed
 */
public record Operation(String file, Kind kind, long position, byte[] bytes) {
    /** What a kill can cut a write at: the system takes page after page. */
    public static final int PAGE = 4096;

    /** What a disk writes as a whole. */
    static final int SECTOR = 512;

    /** What an operation does. */
    public enum Kind {
        WRITE,
        TRUNCATE,
        FORCE,
        CREATE,
        DELETE,
        RENAME
    }

    /** How many pages it writes to. */
    public int pages() {
        return units(PAGE);
    }

    /** How many units of this size it writes to. */
    int units(int size) {
        return kind == Kind.WRITE ? (int) ((position % size + bytes.length + size - 1) / size) : 0;
    }

    /** The part of it that writes to its first pages. */
    public Operation first(int pages) {
        return part(0, pages, PAGE);
    }

    /** The part of it that writes to some of its units of this size. */
    Operation part(int first, int units, int size) {
        long start = position - position % size;
        int from = (int) Math.max(0, start + (long) first * size - position);
        int to = (int) Math.min(bytes.length, start + (long) (first + units) * size - position);
        return new Operation(file, kind, position + from, Arrays.copyOfRange(bytes, from, to));
    }
}
