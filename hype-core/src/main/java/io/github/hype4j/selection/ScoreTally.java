package io.github.hype4j.selection;

/**
 * Counts many scores by one of the two digits of their {@link RankKey}, as fast as they come from memory.
 *
 * <p>Counted are the bits of the floats as they are; what order they rank in is worked out once, when the counts are taken.
 * Neighbouring scores go to different tables: often they are of one digit, and each count would wait for the one before.
 */
final class ScoreTally {

    private static final int POSITIVE_INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) >>> 16;
    private static final int NEGATIVE_INFINITY = Float.floatToRawIntBits(Float.NEGATIVE_INFINITY) >>> 16;
    private static final int SIGN = 0x8000;

    /** No table may count further than an int without sign. */
    private static final long MOST_PENDING = 1L << 31;

    private final int[] first = new int[RankKey.RADIX];
    private final int[] second = new int[RankKey.RADIX];
    private final int[] third = new int[RankKey.RADIX];
    private final int[] fourth = new int[RankKey.RADIX];
    private long pending;
    private long nans;

    boolean hasRoomFor(int scores) {
        return pending + scores <= MOST_PENDING;
    }

    /** Counts the upper halves of the scores. */
    void addUpper(float[] scores, int from, int to) {
        int infinitiesBefore = countOf(POSITIVE_INFINITY) + countOf(NEGATIVE_INFINITY);
        int i = from;
        for (; i + 3 < to; i += 4) {
            first[bits(scores[i]) >>> 16]++;
            second[bits(scores[i + 1]) >>> 16]++;
            third[bits(scores[i + 2]) >>> 16]++;
            fourth[bits(scores[i + 3]) >>> 16]++;
        }
        for (; i < to; i++) {
            first[bits(scores[i]) >>> 16]++;
        }
        pending += to - from;
        if (countOf(POSITIVE_INFINITY) + countOf(NEGATIVE_INFINITY) != infinitiesBefore) {
            takeOutNansLikeInfinity(scores, from, to);
        }
    }

    /** Counts the lower halves of the scores that have a given upper half. */
    void addLower(float[] scores, int from, int to, int upperKey) {
        int upper = flipped(upperKey);
        for (int i = from; i < to; i++) {
            int bits = bits(scores[i]);
            if (bits >>> 16 == upper) {
                first[bits & 0xFFFF]++;
            }
        }
        pending += to - from;
    }

    /** Adds the counts of upper halves, in the order of ranks, and forgets them; returns how many scores were NaN. */
    long moveUpperTo(long[] counts) {
        for (int upper = 0; upper < RankKey.RADIX; upper++) {
            long count = take(upper);
            if ((upper & ~SIGN) > POSITIVE_INFINITY) {
                nans += count;
            } else {
                counts[flipped(upper)] += count;
            }
        }
        long found = nans;
        nans = 0;
        pending = 0;
        return found;
    }

    /** Adds the counts of lower halves under a given upper half, in the order of ranks, and forgets them. */
    void moveLowerTo(long[] counts, int upperKey) {
        int upper = flipped(upperKey);
        boolean isInfinite = (upper & ~SIGN) == POSITIVE_INFINITY;
        for (int lower = 0; lower < RankKey.RADIX; lower++) {
            long count = take(lower);
            // With these upper bits, all but the infinity itself are NaN.
            if (!isInfinite || lower == 0) {
                counts[upper < SIGN ? ~lower & 0xFFFF : lower] += count;
            }
        }
        pending = 0;
    }

    /** Some NaN have the upper bits of an infinity. */
    private void takeOutNansLikeInfinity(float[] scores, int from, int to) {
        for (int i = from; i < to; i++) {
            int upper = bits(scores[i]) >>> 16;
            if (Float.isNaN(scores[i]) && (upper & ~SIGN) == POSITIVE_INFINITY) {
                first[upper]--;
                nans++;
            }
        }
    }

    /** The same bits for 0.0 and -0.0. */
    private static int bits(float score) {
        return Float.floatToRawIntBits(score + 0.0f);
    }

    /** From the upper bits of a score to those of its rank, and back. */
    private static int flipped(int upper) {
        return upper < SIGN ? ~upper & 0x7FFF : upper;
    }

    private int countOf(int digit) {
        return first[digit] + second[digit] + third[digit] + fourth[digit];
    }

    private long take(int digit) {
        long count = Integer.toUnsignedLong(countOf(digit));
        first[digit] = 0;
        second[digit] = 0;
        third[digit] = 0;
        fourth[digit] = 0;
        return count;
    }
}
