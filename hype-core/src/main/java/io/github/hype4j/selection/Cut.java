package io.github.hype4j.selection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of a ranking is kept. Samples rank by score descending, then uid ascending (both as {@link Uid} and
 * {@code float} order them; -0.0 equals 0.0). A sample with score NaN is never kept.
 */
public sealed interface Cut {

    /**
     * The best {@code floor(n * fraction)} of n samples; n counts every scored sample, also those with score NaN and
     * those below a minimum of the score, neither of which is ever kept. The fraction is taken as the decimal number it
     * prints as, so that 0.29 of 100 samples are 29.
     *
     * @param fraction in (0, 1]
     */
    record KeepFraction(double fraction) implements Cut {
        /**
         * Checks the parts.
         *
         * @param fraction in (0, 1]
         * @throws IllegalArgumentException if a part is out of range or the parts do not fit
         */
        public KeepFraction {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException("keepFraction must be in (0, 1], got " + fraction);
            }
        }

        long count(long total) {
            return BigDecimal.valueOf(fraction)
                    .multiply(BigDecimal.valueOf(total))
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        }
    }

    /**
     * The best n samples; all, if there are fewer.
     *
     * @param count at least 1
     */
    record KeepTop(long count) implements Cut {
        /**
         * Checks the parts.
         *
         * @param count at least 1
         * @throws IllegalArgumentException if a part is out of range or the parts do not fit
         */
        public KeepTop {
            if (count < 1) {
                throw new IllegalArgumentException("keepTop must be at least 1, got " + count);
            }
        }
    }

    /**
     * Every sample whose score is at or above a threshold.
     *
     * @param threshold the smallest score to keep; not NaN
     */
    record Threshold(float threshold) implements Cut {
        /**
         * Checks the parts.
         *
         * @param threshold the smallest score to keep
         * @throws IllegalArgumentException if a part is out of range or the parts do not fit
         */
        public Threshold {
            if (Float.isNaN(threshold)) {
                throw new IllegalArgumentException("threshold must be a number, got NaN");
            }
        }
    }

    /**
     * DataComp's rule, for those who must reproduce its numbers: the threshold is the score at index
     * {@code (int)(n * fraction)} of the descending order, and every sample at or above it is kept. That is one more than
     * the fraction asks for, and all ties. Where a NaN stands at that index (NaN sort last), nothing is kept. Samples below a
     * minimum of the score count as NaN.
     *
     * @param fraction in (0, 1); at 1 there is no such index
     */
    record DataCompFraction(double fraction) implements Cut {
        /**
         * Checks the parts.
         *
         * @param fraction in (0, 1)
         * @throws IllegalArgumentException if a part is out of range or the parts do not fit
         */
        public DataCompFraction {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("dataCompFraction must be in (0, 1), got " + fraction);
            }
        }

        long index(long total) {
            return (long) (total * fraction);
        }
    }
}
