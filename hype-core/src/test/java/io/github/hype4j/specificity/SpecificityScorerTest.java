package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificityScorerTest {

    private static final int DIMENSION = 20;
    private static final int SAMPLES = 100;

    private final Lorentz space = Lorentz.ofCurvature(0.7);
    private final Specificity specificity = Specificity.against(new ReferenceSet(points(30, 1), points(40, 2)), 0.1);
    private final LorentzPoints samples = points(SAMPLES, 3);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 99, 100, 101, 1000})
    void aStreamGivesWhatOneBatchGives(int batchSize) {
        SpecificityScorer scorer = SpecificityScorer.of(specificity, batchSize);

        assertThat(scorer.ofImages(rows()).toArray()).isEqualTo(specificity.ofImages(samples));
        assertThat(scorer.ofTexts(rows()).toArray()).isEqualTo(specificity.ofTexts(samples));
    }

    @Test
    void noMoreThanABatchIsReadAhead() {
        AtomicInteger read = new AtomicInteger();

        double[] first = SpecificityScorer.of(specificity, 8)
                .ofImages(rows().peek(row -> read.incrementAndGet()))
                .limit(9)
                .toArray();

        assertThat(first).hasSize(9);

        assertThat(read.get()).isLessThanOrEqualTo(17);
    }

    @Test
    void anArrayMayBeUsedAgain() {
        float[] reused = new float[DIMENSION];
        Stream<float[]> rows = rows().map(row -> {
            System.arraycopy(row, 0, reused, 0, DIMENSION);
            return reused;
        });

        assertThat(SpecificityScorer.of(specificity, 16).ofTexts(rows).toArray())
                .isEqualTo(specificity.ofTexts(samples));
    }

    @Test
    void aBadPointIsNaNAndDoesNotTouchItsNeighbours() {
        Stream<float[]> rows = IntStream.range(0, SAMPLES).mapToObj(i -> {
            float[] row = samples.spaceComponents().row(i);
            row[3] = i == 5 ? Float.NaN : i == 6 ? Float.POSITIVE_INFINITY : row[3];
            return row;
        });
        double[] expected = specificity.ofImages(samples);
        expected[5] = Double.NaN;
        expected[6] = Double.NaN;

        assertThat(SpecificityScorer.of(specificity, 16).ofImages(rows).toArray())
                .isEqualTo(expected);
    }

    @Test
    void aPointOfAnotherDimensionIsNamedByItsPlace() {
        Stream<float[]> rows = Stream.concat(rows(), Stream.of(new float[3]));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SpecificityScorer.of(specificity, 16).ofImages(rows).toArray())
                .withMessage("images: point 100 has dimension 3 but the reference set has dimension 20");
    }

    @Test
    void closingTheResultsClosesThePoints() {
        AtomicBoolean closed = new AtomicBoolean();

        SpecificityScorer.of(specificity, 16)
                .ofImages(rows().onClose(() -> closed.set(true)))
                .close();

        assertThat(closed).isTrue();
        assertThat(SpecificityScorer.of(specificity, 16)
                        .ofImages(Stream.empty())
                        .toArray())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 20) + 1})
    void batchSizesOutOfRangeAreRefused(int batchSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpecificityScorer.of(specificity, batchSize))
                .withMessageContaining("batchSize must be in [1, 1048576], got " + batchSize);
    }

    private Stream<float[]> rows() {
        return IntStream.range(0, SAMPLES).mapToObj(samples.spaceComponents()::row);
    }

    private LorentzPoints points(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() / 3);
        }
        return space.expMap0(Embeddings.of(values, DIMENSION));
    }
}
