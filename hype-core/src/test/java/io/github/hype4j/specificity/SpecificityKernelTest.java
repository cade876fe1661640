package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.lorentz.PointArbitraries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every usable kernel against the definition, for lengths and counts on both sides of every tile and lane count. The
 * scalar kernel is held to double precision; others to the error that they may have in the range in which float is good.
 */
class SpecificityKernelTest {

    private static final int[] COUNTS = {1, 7, 8, 9, 33};
    private static final double MIN_RADIUS = 0.1;
    private static final double SCALAR_ERROR = 1e-10;
    private static final double FLOAT_ERROR = 2e-5;

    static List<SpecificityKernelProvider> providers() {
        return SpecificityKernels.usable();
    }

    private static int[] dimensions() {
        return IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(127, 128, 129, 511, 512, 513, 767, 768, 769))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheDefinitionForEveryLengthAndCount(SpecificityKernelProvider provider) {
        Random random = new Random(1);
        for (int dimension : dimensions()) {
            for (int samples : COUNTS) {
                for (int references : COUNTS) {
                    Lorentz space = Lorentz.ofCurvature(Math.pow(10, 2 * random.nextDouble() - 1));
                    ReferenceSet reference = new ReferenceSet(
                            ordinaryPoints(space, random, references, dimension),
                            ordinaryPoints(space, random, references, dimension));
                    LorentzPoints points = ordinaryPoints(space, random, samples, dimension);

                    check(provider, reference, points, error(provider), dimension);
                }
            }
        }
    }

    /** A reference that does not fit into one block, of a length that no tile divides. */
    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheDefinitionForReferencesOfSeveralBlocks(SpecificityKernelProvider provider) {
        Random random = new Random(2);
        Lorentz space = Lorentz.ofCurvature(0.7);
        for (int dimension : new int[] {1, 5, 200}) {
            int references = (1 << 18) / (8 * dimension) * 2 + 3;
            ReferenceSet reference = new ReferenceSet(
                    ordinaryPoints(space, random, references, dimension),
                    ordinaryPoints(space, random, references, dimension));

            check(provider, reference, ordinaryPoints(space, random, 3, dimension), error(provider), dimension);
        }
    }

    /** [ROOT], copies, collinear and opposite points, neighbours within a few ulps, tiny and huge ones. */
    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheDefinitionForSpecialPoints(SpecificityKernelProvider provider) {
        Random random = new Random(3);
        for (int dimension : dimensions()) {
            Lorentz space = Lorentz.ofCurvature(Math.pow(10, 2 * random.nextDouble() - 1));
            LorentzPoints points = space.points(specialRows(random, dimension));

            check(provider, new ReferenceSet(points, points), points, error(provider), dimension);
            checkAgainstEachAlone(provider, points);
        }
    }

    /** Every angle between nearly none and a straight one, for apexes near to and far from [ROOT]. */
    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheDefinitionForPairsThatAreNearlyCollinear(SpecificityKernelProvider provider) {
        Random random = new Random(7);
        for (int dimension : new int[] {2, 3, 31, 128, 300, 768}) {
            for (double curvature : new double[] {0.1, 1, 10}) {
                Lorentz space = Lorentz.ofCurvature(curvature);
                float[] x = PointArbitraries.vector(random, dimension, 0.3, 3);
                LorentzPoints apex = space.expMap0(Embeddings.ofRows(x));
                for (float[] neighbour : neighbours(random, x)) {
                    LorentzPoints other = space.expMap0(Embeddings.ofRows(neighbour));
                    check(provider, new ReferenceSet(other, other), apex, error(provider), dimension);
                    check(provider, new ReferenceSet(apex, apex), other, error(provider), dimension);
                }
            }
        }
    }

    /** Where all products have one sign and one size, roundings add up instead of cancelling. */
    @ParameterizedTest
    @MethodSource("providers")
    void agreesWithTheDefinitionForConstantVectors(SpecificityKernelProvider provider) {
        Random random = new Random(8);
        for (int dimension : new int[] {128, 512, 768, 1000, 4096}) {
            Lorentz space = Lorentz.ofCurvature(1);
            List<float[]> rows = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                float[] row = new float[dimension];
                Arrays.fill(row, (float) (0.1 + random.nextDouble()));
                row[random.nextInt(dimension)] += (float) (10 * random.nextDouble());
                row[0] += i % 2 == 0 ? 0 : (float) Math.sqrt(dimension);
                double norm = PointArbitraries.norm(row);
                double wanted = 0.1 + 4 * random.nextDouble();
                for (int k = 0; k < dimension; k++) {
                    row[k] *= (float) (wanted / norm);
                }
                rows.add(row);
            }
            LorentzPoints points = space.expMap0(Embeddings.ofRows(rows.toArray(float[][]::new)));
            checkAgainstEachAlone(provider, points);
        }
    }

    /** Points as trained models give them: cosines that are spread around a common one. */
    @ParameterizedTest
    @MethodSource("providers")
    void meanErrorOfARealisticPoolIsBelowAMillionth(SpecificityKernelProvider provider) {
        Random random = new Random(9);
        Lorentz space = Lorentz.ofCurvature(1);
        LorentzPoints points = spreadPoints(space, random, 100, 512, 1, 2.5);
        LorentzPoints references = spreadPoints(space, random, 2000, 512, 0.5, 2);
        ReferenceSet reference = new ReferenceSet(references, references);
        Specificity specificity = Specificity.against(reference, MIN_RADIUS, provider);
        double[] images = specificity.ofImages(points);
        double[] expected = NaiveSpecificity.ofImages(points, reference, MIN_RADIUS);

        double meanError = IntStream.range(0, images.length)
                .mapToDouble(i -> Math.abs(images[i] - expected[i]))
                .average()
                .orElseThrow();

        assertThat(meanError).isLessThan(1e-6);
    }

    /** Their dot product and their norms are summed in different orders, and the mean has nothing else in it. */
    @Test
    void equalPointsHaveAngleZeroOnTheScalarPath() {
        Random random = new Random(4);
        for (int dimension : dimensions()) {
            LorentzPoints point = ordinaryPoints(Lorentz.ofCurvature(1), random, 1, dimension);
            Specificity specificity =
                    Specificity.against(new ReferenceSet(point, point), MIN_RADIUS, new ScalarKernelProvider());
            double aperture = point.halfApertures(MIN_RADIUS)[0];

            assertThat(specificity.ofImages(point)[0]).isCloseTo(-aperture, within(SCALAR_ERROR));
            assertThat(specificity.ofTexts(point)[0]).isCloseTo(-aperture, within(SCALAR_ERROR));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void resultOfASampleDoesNotDependOnItsBatch(SpecificityKernelProvider provider) {
        Random random = new Random(5);
        Lorentz space = Lorentz.ofCurvature(1.3);
        for (int dimension : new int[] {1, 7, 16, 33, 129, 512}) {
            LorentzPoints points = ordinaryPoints(space, random, 50, dimension);
            ReferenceSet reference = new ReferenceSet(
                    ordinaryPoints(space, random, 33, dimension), ordinaryPoints(space, random, 21, dimension));
            Specificity specificity = Specificity.against(reference, MIN_RADIUS, provider);
            double[] images = specificity.ofImages(points);
            double[] texts = specificity.ofTexts(points);

            for (int i = 0; i < points.rows(); i++) {
                assertThat(specificity.ofImages(points.select(i))[0]).isEqualTo(images[i]);
                assertThat(specificity.ofTexts(points.select(i))[0]).isEqualTo(texts[i]);
            }
            int[] odd = IntStream.range(0, 25).map(i -> 49 - 2 * i).toArray();
            double[] some = specificity.ofImages(points.select(odd));
            for (int i = 0; i < odd.length; i++) {
                assertThat(some[i]).isEqualTo(images[odd[i]]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void illConditionedPairsOfOneSampleLeaveItsNeighboursAsTheyAre(SpecificityKernelProvider provider) {
        Random random = new Random(7);
        LorentzPoints reference = ordinaryPoints(Lorentz.ofCurvature(1), random, 70, 256);
        LorentzPoints samples = ordinaryPoints(Lorentz.ofCurvature(1), random, 11, 256);
        float[][] rows = new float[12][];
        for (int i = 0; i < 12; i++) {
            rows[i] = i == 4
                    ? reference.spaceComponents().row(33)
                    : samples.spaceComponents().row(i < 4 ? i : i - 1);
        }
        LorentzPoints beside = Lorentz.ofCurvature(1).points(Embeddings.ofRows(rows));
        for (Apex apex : Apex.values()) {
            SpecificityKernel kernel = provider.newInstance(reference, apex);
            double[] alone = new double[11];
            double[] besideOne = new double[12];
            kernel.meanExteriorAngles(samples, 0, 11, alone);
            kernel.meanExteriorAngles(beside, 0, 12, besideOne);

            for (int i = 0; i < 11; i++) {
                assertThat(besideOne[i < 4 ? i : i + 1]).isEqualTo(alone[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void onlyTheRangeAskedForIsWritten(SpecificityKernelProvider provider) {
        LorentzPoints points = ordinaryPoints(Lorentz.ofCurvature(1), new Random(6), 9, 5);
        for (Apex apex : Apex.values()) {
            double[] all = new double[9];
            double[] middle = new double[9];
            Arrays.fill(middle, -99);
            SpecificityKernel kernel = provider.newInstance(points, apex);
            kernel.meanExteriorAngles(points, 0, 9, all);
            kernel.meanExteriorAngles(points, 3, 7, middle);

            for (int i = 0; i < 9; i++) {
                assertThat(middle[i]).isEqualTo(i >= 3 && i < 7 ? all[i] : -99);
            }
        }
    }

    /** So that no error hides in a mean. */
    private static void checkAgainstEachAlone(SpecificityKernelProvider provider, LorentzPoints points) {
        for (int i = 0; i < points.rows(); i++) {
            LorentzPoints alone = points.select(i);
            check(provider, new ReferenceSet(alone, alone), points, error(provider), points.dimension());
        }
    }

    private static void check(
            SpecificityKernelProvider provider, ReferenceSet reference, LorentzPoints points, double error, int d) {
        Specificity specificity = Specificity.against(reference, MIN_RADIUS, provider);
        assertThat(specificity.ofImages(points))
                .as(
                        "images, %s, length %d, %d against %d",
                        provider.name(), d, points.rows(), reference.texts().rows())
                .containsExactly(NaiveSpecificity.ofImages(points, reference, MIN_RADIUS), within(error));
        assertThat(specificity.ofTexts(points))
                .as(
                        "texts, %s, length %d, %d against %d",
                        provider.name(), d, points.rows(), reference.images().rows())
                .containsExactly(NaiveSpecificity.ofTexts(points, reference, MIN_RADIUS), within(error));
    }

    private static double error(SpecificityKernelProvider provider) {
        return isScalar(provider) ? SCALAR_ERROR : FLOAT_ERROR;
    }

    private static boolean isScalar(SpecificityKernelProvider provider) {
        return provider.name().equals("scalar");
    }

    /** Tangent norms from 0.05 to 10, as encoders give them. */
    private static LorentzPoints ordinaryPoints(Lorentz space, Random random, int rows, int dimension) {
        float[][] values = new float[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = PointArbitraries.vector(random, dimension, 0.05, 10);
        }
        return space.expMap0(Embeddings.ofRows(values));
    }

    private static LorentzPoints spreadPoints(
            Lorentz space, Random random, int rows, int dimension, double smallest, double largest) {
        double[] common = PointArbitraries.unit(random, dimension);
        float[][] values = new float[rows][dimension];
        for (float[] row : values) {
            double[] own = PointArbitraries.unit(random, dimension);
            double norm = smallest + (largest - smallest) * random.nextDouble();
            for (int k = 0; k < dimension; k++) {
                row[k] = (float) (norm * (0.5 * common[k] + Math.sqrt(0.75) * own[k]));
            }
        }
        return space.expMap0(Embeddings.ofRows(values));
    }

    private static List<float[]> neighbours(Random random, float[] x) {
        double norm = PointArbitraries.norm(x);
        List<float[]> neighbours = new ArrayList<>();
        for (double angle = 1e-7; angle < 2; angle *= 3) {
            for (double factor : new double[] {0.01, 0.5, 0.99, 1, 1.0001, 1.01, 2, -1}) {
                double[] aside = PointArbitraries.unit(random, x.length);
                float[] y = new float[x.length];
                for (int k = 0; k < y.length; k++) {
                    y[k] = (float) (factor * (x[k] + angle * norm * aside[k]));
                }
                neighbours.add(y);
            }
        }
        return neighbours;
    }

    private static Embeddings specialRows(Random random, int dimension) {
        float[] x = PointArbitraries.vector(random, dimension, 0.5, 2);
        List<float[]> rows = new ArrayList<>(List.of(new float[dimension], new float[dimension], x, x));
        for (float factor : new float[] {-1, 2, 3, 0.5f, 1e-30f, 1e30f, 1 + 1e-6f}) {
            float[] y = x.clone();
            for (int k = 0; k < dimension; k++) {
                y[k] *= factor;
            }
            rows.add(y);
        }
        float[] neighbour = x.clone();
        neighbour[0] = Math.nextUp(neighbour[0]);
        rows.add(neighbour);
        rows.add(PointArbitraries.vector(random, dimension, 1e29, 1e30));
        rows.add(PointArbitraries.vector(random, dimension, 1e-41, 1e-40));
        rows.add(PointArbitraries.vector(random, dimension, 0.5, 2));
        return Embeddings.ofRows(rows.toArray(float[][]::new));
    }
}
