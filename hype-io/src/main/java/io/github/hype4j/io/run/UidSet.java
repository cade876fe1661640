package io.github.hype4j.io.run;

/** A set of uids in two words each, for finding duplicates among many millions. Not safe for use by several threads. */
final class UidSet {

    private static final int INITIAL = 1 << 12;

    private long[] words = new long[2 * INITIAL];
    private int size;
    /** The uid 0...0 marks free places and is kept aside. */
    private boolean hasZero;

    /** Adds a uid; false if it was there already. */
    boolean add(long high, long low) {
        if (high == 0 && low == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (3L * size >= words.length) {
            grow();
        }
        if (!insert(words, high, low)) {
            return false;
        }
        size++;
        return true;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(words.length, 2)];
        for (int i = 0; i < words.length; i += 2) {
            if (words[i] != 0 || words[i + 1] != 0) {
                insert(larger, words[i], words[i + 1]);
            }
        }
        words = larger;
    }

    private static boolean insert(long[] words, long high, long low) {
        int mask = words.length - 1;
        // Uids may be counters as well as hashes: mix them.
        long hash = ((high * 0x9E3779B97F4A7C15L) ^ low) * 0xBF58476D1CE4E5B9L;
        int place = ((int) (hash >>> 32) << 1) & mask;
        while (words[place] != 0 || words[place + 1] != 0) {
            if (words[place] == high && words[place + 1] == low) {
                return false;
            }
            place = (place + 2) & mask;
        }
        words[place] = high;
        words[place + 1] = low;
        return true;
    }
}
