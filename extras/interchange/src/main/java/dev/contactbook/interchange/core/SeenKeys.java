package dev.contactbook.interchange.core;

import java.util.Arrays;

/**
 * Which line had a key first, for millions of keys: 12 bytes for each place, without the keys. Two keys are taken for
 * one with a chance of one in 10^12 among a million keys. The seed makes that chance the same for chosen keys.
 */
public final class SeenKeys {
    private final long seed;
    private long[] hashes = new long[1 << 10];
    private int[] lines = new int[1 << 10];
    private int size;

    public SeenKeys(long seed) {
        this.seed = seed;
    }

    /** The line of a key, 0 if it is new. */
    public long line(String key) {
        int place = place(hash(key));
        return hashes[place] == 0 ? 0 : lines[place] & 0xFFFFFFFFL;
    }

    /** Notes a key, unless an earlier line has it. */
    public void add(String key, long line) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(key);
        int place = place(hash);
        if (hashes[place] == 0) {
            hashes[place] = hash;
            lines[place] = (int) line;
            size++;
        }
    }

    private void grow() {
        long[] old = hashes;
        int[] oldLines = lines;
        hashes = new long[old.length * 2];
        lines = new int[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int place = place(old[i]);
                hashes[place] = old[i];
                lines[place] = oldLines[i];
            }
        }
        Arrays.fill(old, 0);
    }

    private int place(long hash) {
        int mask = hashes.length - 1;
        int place = (int) (hash >>> 20) & mask;
        while (hashes[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Never zero, which marks a free place. */
    private long hash(String key) {
        long hash = seed;
        for (int i = 0; i < key.length(); i++) {
            hash = mixed(hash ^ key.charAt(i)) + i;
        }
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long hash) {
        long once = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
        return twice ^ (twice >>> 31);
    }
}
