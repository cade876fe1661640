package io.github.hype4j.io.subset;

import io.github.hype4j.selection.Uid;
import java.util.Arrays;

/**
 * A sorted multiset of uids, in 16 bytes each.
 *
 * <p>The order is that of {@link Uid}: the two words as unsigned numbers, high word first. A uid that stands n times is
 * wanted n times. Holds up to about two billion uids. Immutable; two subsets are equal if they hold the same uids equally
 * often.
 */
public final class Subset {

    private final long[] high;
    private final long[] low;

    /** Takes arrays that are sorted and that nobody else holds. */
    private Subset(long[] high, long[] low) {
        this.high = high;
        this.low = low;
    }

    /**
     * Sorts uids; repeats are kept.
     *
     * @param uids the uids, in any order
     * @return the subset
     */
    public static Subset of(Iterable<Uid> uids) {
        Builder builder = builder();
        uids.forEach(builder::add);
        return builder.build();
    }

    /**
     * Sorts uids given as words; repeats are kept and the arrays are copied.
     *
     * @param high the high words
     * @param low the low words, as many
     * @return the subset
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Subset ofWords(long[] high, long[] low) {
        if (high.length != low.length) {
            throw new IllegalArgumentException(
                    "low must be as long as high (" + high.length + " words), got " + low.length);
        }
        return sorted(high.clone(), low.clone());
    }

    /** Sorts in place and takes the arrays. */
    static Subset sorted(long[] high, long[] low) {
        UidSort.sort(high, low);
        return new Subset(high, low);
    }

    /**
     * A builder to which uids are added one by one.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The number of uids, repeats included.
     *
     * @return the size, 0 or more
     */
    public int size() {
        return high.length;
    }

    /**
     * The high word of a uid.
     *
     * @param index its place in the order
     * @return the first 16 hexadecimal digits
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public long high(int index) {
        return high[index];
    }

    /**
     * The low word of a uid.
     *
     * @param index its place in the order
     * @return the last 16 hexadecimal digits
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public long low(int index) {
        return low[index];
    }

    /**
     * A uid.
     *
     * @param index its place in the order
     * @return the uid
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public Uid uid(int index) {
        return new Uid(high[index], low[index]);
    }

    /**
     * Whether a uid is in the subset, found in O(log size).
     *
     * @param uid the uid
     * @return true if it stands here at least once
     */
    public boolean contains(Uid uid) {
        int index = firstNotBelow(uid);
        return index < size() && high[index] == uid.high() && low[index] == uid.low();
    }

    /**
     * How often a uid is wanted.
     *
     * @param uid the uid
     * @return the number of times it stands here, 0 if it does not
     */
    public int count(Uid uid) {
        int index = firstNotBelow(uid);
        int end = index;
        while (end < size() && high[end] == uid.high() && low[end] == uid.low()) {
            end++;
        }
        return end - index;
    }

    private int firstNotBelow(Uid uid) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (UidSort.compare(high[middle], low[middle], uid.high(), uid.low()) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Subset that && Arrays.equals(high, that.high) && Arrays.equals(low, that.low);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(high) + Arrays.hashCode(low);
    }

    @Override
    public String toString() {
        return "Subset[" + size() + " uids]";
    }

    /** Collects uids in any order. For use by one thread and for one subset. */
    public static final class Builder {

        private long[] high = new long[64];
        private long[] low = new long[64];
        private int size;
        private boolean built;

        private Builder() {}

        /**
         * Adds a uid; adding it again makes it wanted once more.
         *
         * @param uid the uid
         * @return this builder
         */
        public Builder add(Uid uid) {
            return add(uid.high(), uid.low());
        }

        /**
         * Adds a uid given as its two words.
         *
         * @param highWord the first 16 hexadecimal digits
         * @param lowWord the last 16 hexadecimal digits
         * @return this builder
         * @throws IllegalStateException if the subset was built already
         */
        public Builder add(long highWord, long lowWord) {
            requireOpen();
            if (size == high.length) {
                int grown = (int) Math.min(Integer.MAX_VALUE - 8L, size + (size >> 1) + 1L);
                high = Arrays.copyOf(high, grown);
                low = Arrays.copyOf(low, grown);
            }
            high[size] = highWord;
            low[size] = lowWord;
            size++;
            return this;
        }

        /**
         * Sorts what was added.
         *
         * @return the subset
         * @throws IllegalStateException if it was built already
         */
        public Subset build() {
            requireOpen();
            built = true;
            return sorted(Arrays.copyOf(high, size), Arrays.copyOf(low, size));
        }

        private void requireOpen() {
            if (built) {
                throw new IllegalStateException("the subset was built already; use a new builder");
            }
        }
    }
}
