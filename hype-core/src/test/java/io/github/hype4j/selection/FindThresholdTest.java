package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.specificity.Parallelism;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The threshold of scores in memory against a plain sort. */
class FindThresholdTest {

    private static final float[] SPECIAL = {
        Float.NaN,
        Float.intBitsToFloat(0x7F800001),
        Float.intBitsToFloat(0xFF800001),
        Float.intBitsToFloat(0xFFFFFFFF),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        0f,
        -0f,
        1f,
        Math.nextUp(1f),
        -1f
    };

    @Provide
    Arbitrary<float[]> scores() {
        Arbitrary<Float> special =
                Arbitraries.integers().between(0, SPECIAL.length - 1).map(i -> SPECIAL[i]);
        return Arbitraries.oneOf(special, Arbitraries.floats())
                .array(float[].class)
                .ofMaxSize(60);
    }

    @Property(tries = 3000)
    void theThresholdOfTheBestIsTheScoreThatASortPutsThere(
            @ForAll @From("scores") float[] scores, @ForAll @IntRange(min = 1, max = 70) int count) {
        assertThat(threshold(new Cut.KeepTop(count), scores)).isEqualTo(sorted(scores, count));
    }

    @Property(tries = 1000)
    void theThresholdIsThatOfTheExactCut(
            @ForAll @From("scores") float[] scores, @ForAll @IntRange(min = 1, max = 999) int permille) {
        for (Cut cut :
                new Cut[] {new Cut.KeepFraction(permille / 1000.0), new Cut.DataCompFraction(permille / 1000.0)}) {
            assertThat(threshold(cut, scores)).as("%s", cut).isEqualTo(oneByOne(cut, scores));
        }
    }

    @Test
    void manyScoresAreSplitOverThreads() {
        Random random = new Random(1);
        float[] scores = new float[1_500_007];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i % 1000 == 0 ? Float.NaN : (float) random.nextGaussian();
        }

        float threshold = Selector.findThreshold(new Cut.KeepFraction(0.2), scores, Parallelism.common());

        assertThat(threshold).isEqualTo(sorted(scores, 300_001));
        assertThat(threshold(new Cut.KeepFraction(0.2), scores)).isEqualTo(threshold);
    }

    @Test
    void scoresAddedInPartsAndOneByOneAreCountedTogether() {
        float[] scores = {3, 1, Float.NaN, 2, Float.POSITIVE_INFINITY, 5};
        CutSearch search = CutSearch.of(new Cut.KeepTop(3));
        while (!search.isThresholdKnown()) {
            CutHistogram histogram = search.newHistogram();
            CutHistogram other = search.newHistogram();
            histogram.add(scores, 0, 2);
            histogram.add(scores[2], 0, 0);
            other.add(scores, 3, 4);
            other.add(scores, 4, 6);
            histogram.merge(other);
            histogram.merge(search.newHistogram());
            search = search.advance(histogram);
        }

        assertThat(search.threshold()).isEqualTo(3);
    }

    @Test
    void tiesNeedTheUids() {
        float[] scores = {1, 1, 1};
        CutSearch search = CutSearch.of(new Cut.KeepTop(2));
        assertThatIllegalStateException().isThrownBy(search::threshold).withMessageContaining("not known yet");
        for (int pass = 0; pass < 2; pass++) {
            CutHistogram histogram = search.newHistogram();
            histogram.add(scores, 0, 3);
            search = search.advance(histogram);
        }

        assertThat(search.isDone()).isFalse();
        assertThat(search.threshold()).isEqualTo(1);
        CutHistogram third = search.newHistogram();
        assertThatIllegalStateException()
                .isThrownBy(() -> third.add(scores, 0, 3))
                .withMessageContaining("uids");
    }

    @Test
    void scoresOutsideTheArrayAreRefused() {
        CutHistogram histogram = CutSearch.of(new Cut.KeepTop(1)).newHistogram();

        assertThatThrownBy(() -> histogram.add(new float[3], 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static float threshold(Cut cut, float[] scores) {
        return Selector.findThreshold(cut, scores, Parallelism.sequential());
    }

    private static float oneByOne(Cut cut, float[] scores) {
        CutSearch search = CutSearch.of(cut);
        while (!search.isDone()) {
            CutHistogram histogram = search.newHistogram();
            for (int i = 0; i < scores.length; i++) {
                histogram.add(scores[i], 0, i);
            }
            search = search.advance(histogram);
        }
        return search.result().threshold();
    }

    /** The score at a place, counted from 1, of the descending order; NaN do not count. */
    private static float sorted(float[] scores, int place) {
        float[] ascending = scores.clone();
        int numbers = 0;
        for (float score : scores) {
            if (!Float.isNaN(score)) {
                ascending[numbers++] = score + 0f;
            }
        }
        Arrays.sort(ascending, 0, numbers);
        return place <= numbers ? ascending[numbers - place] : Float.NEGATIVE_INFINITY;
    }
}
