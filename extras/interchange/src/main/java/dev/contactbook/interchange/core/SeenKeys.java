package dev.contactbook.interchange.core;

/**
 * Which line had a key first, for millions of keys: 12 bytes for each place, without the keys, and at most two places
 * for each key. Two keys are taken for one with a chance of one in 10^12 among a million keys. The seed makes that
 * chance the same for chosen keys.
 *
 * <p>The places are in many segments, each of which grows by itself. So little is held twice while one grows.
 */
public final class SeenKeys {
    private static final int SEGMENTS = 1 << 10;
    private static final int SMALLEST = 8;

    private final long seed;
    private final Segment[] segments = new Segment[SEGMENTS];

    public SeenKeys(long seed) {
        this.seed = seed;
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment();
        }
    }

    /** The line of a key, 0 if it is new. */
    public long line(String key) {
        long hash = hash(key);
        Segment segment = segment(hash);
        int place = segment.place(hash);
        return segment.hashes[place] == 0 ? 0 : segment.lines[place] & 0xFFFFFFFFL;
    }

    /** Notes a key, unless an earlier line has it. */
    public void add(String key, long line) {
        long hash = hash(key);
        segment(hash).add(hash, (int) line);
    }

    /** How many places there are. */
    int places() {
        int places = 0;
        for (Segment segment : segments) {
            places += segment.hashes.length;
        }
        return places;
    }

    private Segment segment(long hash) {
        return segments[(int) hash & (SEGMENTS - 1)];
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

    /** Some of the keys. A tenth of the places is always free. */
    private static final class Segment {
        private long[] hashes = new long[SMALLEST];
        private int[] lines = new int[SMALLEST];
        private int size;

        private void add(long hash, int line) {
            if ((size + 1) * 10L > hashes.length * 9L) {
                grow();
            }
            int place = place(hash);
            if (hashes[place] == 0) {
                hashes[place] = hash;
                lines[place] = line;
                size++;
            }
        }

        private void grow() {
            long[] old = hashes;
            int[] oldLines = lines;
            hashes = new long[old.length + old.length / 4];
            lines = new int[hashes.length];
            for (int i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    int place = place(old[i]);
                    hashes[place] = old[i];
                    lines[place] = oldLines[i];
                }
            }
        }

        /** The place of a hash, or the free one for it. */
        private int place(long hash) {
            int place = (int) (((hash >>> 32) * hashes.length) >>> 32);
            while (hashes[place] != 0 && hashes[place] != hash) {
                place = place + 1 == hashes.length ? 0 : place + 1;
            }
            return place;
        }
    }
}
