package io.github.hype4j.selection;

/**
 * A place in the ranking as a 160-bit unsigned number, the best first: the order-preserving bits of the score, turned
 * upside down, then the uid.
 *
 * @param score see {@link #ofScore}
 * @param uidHigh the first word of the uid
 * @param uidLow the second word of the uid
 */
record RankKey(int score, long uidHigh, long uidLow) {

    /** How many 16-bit digits a key has: two of the score, eight of the uid. */
    static final int DIGITS = 10;

    static final int SCORE_DIGITS = 2;

    /** The numbers of values of a digit. */
    static final int RADIX = 1 << 16;

    static final RankKey LAST = new RankKey(-1, -1L, -1L);

    /** An unsigned number that is smaller the larger the score is; the same for 0.0 and -0.0. The score is not NaN. */
    static int ofScore(float score) {
        int bits = Float.floatToRawIntBits(score + 0.0f);
        int ascending = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
        return ~ascending;
    }

    /** The inverse of {@link #ofScore}. */
    static float toScore(int key) {
        int ascending = ~key;
        return Float.intBitsToFloat(ascending < 0 ? ascending ^ Integer.MIN_VALUE : ~ascending);
    }

    static int digit(int index, int score, long uidHigh, long uidLow) {
        if (index < SCORE_DIGITS) {
            return (score >>> (16 * (1 - index))) & 0xFFFF;
        }
        long word = index < 6 ? uidHigh : uidLow;
        return (int) (word >>> (16 * (3 - (index - SCORE_DIGITS) % 4))) & 0xFFFF;
    }

    /** Whether a key begins with the first digits of this one. */
    boolean sharesPrefix(int digits, int otherScore, long otherHigh, long otherLow) {
        if (digits == 0) {
            return true;
        }
        if (digits < SCORE_DIGITS) {
            return (score ^ otherScore) >>> 16 == 0;
        }
        return score == otherScore
                && sharesPrefix(uidHigh, otherHigh, Math.min(digits - SCORE_DIGITS, 4))
                && sharesPrefix(uidLow, otherLow, Math.max(digits - 6, 0));
    }

    private static boolean sharesPrefix(long word, long other, int digits) {
        return digits == 0 || (word ^ other) >>> (64 - 16 * digits) == 0;
    }

    /** This key with one digit replaced. */
    RankKey withDigit(int index, int value) {
        if (index < SCORE_DIGITS) {
            int shift = 16 * (1 - index);
            return new RankKey((score & ~(0xFFFF << shift)) | (value << shift), uidHigh, uidLow);
        }
        int shift = 16 * (3 - (index - SCORE_DIGITS) % 4);
        long cleared = ~(0xFFFFL << shift);
        long digit = (long) value << shift;
        return index < 6
                ? new RankKey(score, (uidHigh & cleared) | digit, uidLow)
                : new RankKey(score, uidHigh, (uidLow & cleared) | digit);
    }

    int compareTo(int otherScore, long otherHigh, long otherLow) {
        int byScore = Integer.compareUnsigned(score, otherScore);
        if (byScore != 0) {
            return byScore;
        }
        int byHigh = Long.compareUnsigned(uidHigh, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(uidLow, otherLow);
    }
}
