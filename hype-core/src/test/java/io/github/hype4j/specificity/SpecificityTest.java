package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.lorentz.PointArbitraries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificityTest {

    private static final double MIN_RADIUS = 0.1;

    private final Lorentz space = Lorentz.ofCurvature(1);
    private final LorentzPoints images = points(1, 12, 8, 1, 3);
    private final LorentzPoints texts = points(2, 5, 8, 0.3, 2);
    private final ReferenceSet reference = new ReferenceSet(images, texts);
    private final Specificity specificity = Specificity.against(reference, MIN_RADIUS);

    @Test
    void imagesAreMeasuredAgainstTextsAndTextsAgainstImages() {
        LorentzPoints samples = points(3, 20, 8, 0.1, 3);

        assertThat(specificity.ofImages(samples))
                .containsExactly(NaiveSpecificity.ofImages(samples, reference, MIN_RADIUS), withinKernelError(1e-10));
        assertThat(specificity.ofTexts(samples))
                .containsExactly(NaiveSpecificity.ofTexts(samples, reference, MIN_RADIUS), withinKernelError(1e-10));
    }

    @Test
    void aTextAtRootIsTheLeastSpecificThereIs() {
        LorentzPoints samples = space.points(Embeddings.ofRows(new float[8], row(4, 2), row(5, 0.5)));

        double[] values = specificity.ofTexts(samples);

        assertThat(values[0]).isEqualTo(-Math.PI / 2);
        assertThat(values[1]).isGreaterThan(values[0]);
        assertThat(values[2]).isGreaterThan(values[0]);
    }

    @Test
    void anImageAtRootIsTheMostSpecificThereIsSinceNoTextEntailsIt() {
        LorentzPoints samples = space.points(Embeddings.ofRows(new float[8], row(6, 2), row(7, 20)));
        double meanAperture =
                Arrays.stream(texts.halfApertures(MIN_RADIUS)).average().orElseThrow();

        double[] values = specificity.ofImages(samples);

        assertThat(values[0]).isCloseTo(Math.PI - meanAperture, withinKernelError(1e-12));
        assertThat(values[1]).isLessThan(values[0]);
        assertThat(values[2]).isLessThan(values[0]);
    }

    @Test
    void aTextThatMovesOutwardsOnItsRayBecomesMoreSpecific() {
        double[] unit = PointArbitraries.unit(new Random(8), 8);
        double before = -Math.PI / 2;
        for (double norm = 0.25; norm < 100; norm *= 2) {
            double now = specificity.ofTexts(space.points(Embeddings.ofRows(times(unit, norm))))[0];
            assertThat(now).as("norm %s", norm).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void aSampleInEveryConeHasANegativeValueThatIsNotClipped() {
        float[] far = {100, 0};
        LorentzPoints root = space.points(Embeddings.ofRows(new float[] {1, 0}, new float[] {2, 0}));
        Specificity onOneRay = Specificity.against(new ReferenceSet(root, root), MIN_RADIUS);

        assertThat(onOneRay.ofImages(space.points(Embeddings.ofRows(far)))[0])
                .isCloseTo(-(Math.asin(0.2) + Math.asin(0.1)) / 2, withinKernelError(1e-12));
    }

    @Test
    void noSamplesGiveNoValues() {
        assertThat(specificity.ofImages(space.points(Embeddings.empty(8)))).isEmpty();
        assertThat(specificity.ofTexts(space.points(Embeddings.empty(8)))).isEmpty();
    }

    @Test
    void severalThreadsGetTheResultsOfOne() throws Exception {
        LorentzPoints samples = points(9, 200, 8, 0.1, 3);
        double[] expectedImages = specificity.ofImages(samples);
        double[] expectedTexts = specificity.ofTexts(samples);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<double[]>> imageResults = new ArrayList<>();
            List<Future<double[]>> textResults = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                imageResults.add(threads.submit(() -> specificity.ofImages(samples)));
                textResults.add(threads.submit(() -> specificity.ofTexts(samples)));
            }
            for (Future<double[]> result : imageResults) {
                assertThat(result.get()).containsExactly(expectedImages);
            }
            for (Future<double[]> result : textResults) {
                assertThat(result.get()).containsExactly(expectedTexts);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameResults() {
        LorentzPoints samples = points(20, 1000, 8, 0.1, 3);
        double[] one = specificity.withParallelism(Parallelism.sequential()).ofTexts(samples);
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            assertThat(specificity.withParallelism(Parallelism.of(threads, 5)).ofTexts(samples))
                    .containsExactly(one);
        } finally {
            threads.shutdownNow();
        }
        assertThat(specificity.ofTexts(samples)).containsExactly(one);
    }

    @Test
    void resultsGoIntoAnArrayOfTheCallers() {
        LorentzPoints samples = points(21, 10, 8, 0.1, 3);
        double[] room = new double[12];
        room[10] = 7;

        specificity.ofImages(samples, room);

        assertThat(Arrays.copyOf(room, 10)).containsExactly(specificity.ofImages(samples));
        assertThat(room[10]).isEqualTo(7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> specificity.ofTexts(samples, new double[9]))
                .withMessage("results has length 9 for 10 texts");
    }

    @Test
    void whatItWasMadeOfCanBeAskedFor() {
        assertThat(specificity.reference()).isSameAs(reference);
        assertThat(specificity.minRadius()).isEqualTo(MIN_RADIUS);
        assertThat(specificity.kernelName())
                .isEqualTo(SpecificityKernels.choose().name());
    }

    @Test
    void samplesOfAnotherSpaceOrDimensionAreRefused() {
        LorentzPoints shorter = points(10, 1, 7, 1, 2);
        LorentzPoints elsewhere = Lorentz.ofCurvature(2).points(Embeddings.ofRows(row(11, 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> specificity.ofImages(shorter))
                .withMessage("images have dimension 7 but the reference set has dimension 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> specificity.ofTexts(elsewhere))
                .withMessage("texts have curvature 2.0 but the reference set has curvature 1.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void minRadiusOutOfRangeIsRefused(double minRadius) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Specificity.against(reference, minRadius))
                .withMessage("minRadius must be above 0 and finite, got " + minRadius);
    }

    @Test
    void referenceSetMustHaveBothSidesInOneSpace() {
        LorentzPoints none = space.points(Embeddings.empty(8));
        assertThat(reference.space()).isEqualTo(space);
        assertThat(reference.dimension()).isEqualTo(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferenceSet(none, texts))
                .withMessage("a reference set needs at least one image and one text, got 0 images and 5 texts");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReferenceSet(images, none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReferenceSet(images, points(12, 3, 9, 1, 2)))
                .withMessage("reference images have dimension 8 but reference texts have dimension 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ReferenceSet(images, Lorentz.ofCurvature(3).points(Embeddings.ofRows(row(13, 1)))))
                .withMessage("reference images have curvature 1.0 but reference texts have curvature 3.0");
    }

    /** A bound for the scalar kernel; the other is held to what it promises. */
    private Offset<Double> withinKernelError(double bound) {
        return within(Math.max(bound, specificity.kernelError()));
    }

    private LorentzPoints points(long seed, int rows, int dimension, double smallest, double largest) {
        Random random = new Random(seed);
        float[][] values = new float[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = PointArbitraries.vector(random, dimension, smallest, largest);
        }
        return space.points(Embeddings.ofRows(values));
    }

    private static float[] row(long seed, double norm) {
        return times(PointArbitraries.unit(new Random(seed), 8), norm);
    }

    private static float[] times(double[] direction, double norm) {
        float[] row = new float[direction.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (norm * direction[i]);
        }
        return row;
    }
}
