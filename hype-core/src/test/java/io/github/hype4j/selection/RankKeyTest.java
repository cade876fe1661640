package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RankKeyTest {

    private static final float[] SPECIAL = {
        Float.POSITIVE_INFINITY,
        Float.MAX_VALUE,
        Math.nextUp(1f),
        1,
        Math.nextDown(1f),
        Float.MIN_NORMAL,
        Float.MIN_VALUE,
        0,
        -Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        -1,
        -Float.MAX_VALUE,
        Float.NEGATIVE_INFINITY
    };

    @Test
    void keysOfSpecialScoresAreInDescendingOrderOfTheScores() {
        for (int i = 0; i < SPECIAL.length; i++) {
            for (int j = 0; j < SPECIAL.length; j++) {
                assertThat(Integer.compareUnsigned(RankKey.ofScore(SPECIAL[i]), RankKey.ofScore(SPECIAL[j])))
                        .as("%s and %s", SPECIAL[i], SPECIAL[j])
                        .isEqualTo(Integer.compare(i, j));
            }
            assertThat(RankKey.toScore(RankKey.ofScore(SPECIAL[i]))).isEqualTo(SPECIAL[i]);
        }
    }

    /** Every bit pattern but the NaN is a score. */
    @Property(tries = 20_000)
    void keysOfAnyScoresAreInDescendingOrderOfTheScores(@ForAll int one, @ForAll int another) {
        float a = Float.intBitsToFloat(one);
        float b = Float.intBitsToFloat(another);
        Assume.that(!Float.isNaN(a) && !Float.isNaN(b));

        assertThat(Integer.signum(Integer.compareUnsigned(RankKey.ofScore(a), RankKey.ofScore(b))))
                .isEqualTo(a == b ? 0 : Float.compare(b, a));
        assertThat(RankKey.toScore(RankKey.ofScore(a))).isEqualTo(a);
    }

    @Test
    void zerosHaveOneKey() {
        assertThat(RankKey.ofScore(-0.0f)).isEqualTo(RankKey.ofScore(0.0f));
        assertThat(Float.floatToRawIntBits(RankKey.toScore(RankKey.ofScore(-0.0f))))
                .isZero();
    }

    @Property
    void digitsPutBackGiveTheKey(@ForAll int score, @ForAll long high, @ForAll long low) {
        RankKey key = new RankKey(0, 0, 0);
        for (int i = 0; i < RankKey.DIGITS; i++) {
            int digit = RankKey.digit(i, score, high, low);
            assertThat(digit).isBetween(0, RankKey.RADIX - 1);
            key = key.withDigit(i, RankKey.RADIX - 1).withDigit(i, digit);
            assertThat(key.sharesPrefix(i + 1, score, high, low)).isTrue();
        }
        assertThat(key).isEqualTo(new RankKey(score, high, low));
    }

    @Property
    void prefixEndsWhereADigitDiffers(
            @ForAll int score, @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 9) int place) {
        RankKey key = new RankKey(score, high, low);
        RankKey other = key.withDigit(place, RankKey.digit(place, score, high, low) ^ 1);

        for (int digits = 0; digits <= RankKey.DIGITS; digits++) {
            assertThat(key.sharesPrefix(digits, other.score(), other.uidHigh(), other.uidLow()))
                    .as("%d digits", digits)
                    .isEqualTo(digits <= place);
        }
    }

    @Property
    void orderIsThatOfTheDigits(@ForAll long high, @ForAll long low, @ForAll @IntRange(max = 9) int place) {
        RankKey key = new RankKey(7, high, low).withDigit(place, 5);
        RankKey later = key.withDigit(place, 0xFFFF);

        assertThat(key.compareTo(later.score(), later.uidHigh(), later.uidLow()))
                .isNegative();
        assertThat(later.compareTo(key.score(), key.uidHigh(), key.uidLow())).isPositive();
        assertThat(key.compareTo(key.score(), key.uidHigh(), key.uidLow())).isZero();
    }
}
