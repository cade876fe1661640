package io.github.hype4j.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.simd.Simd;
import io.github.hype4j.specificity.Parallelism;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestRowsTest {

    private static final Random RANDOM = new Random(20240207);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 15, 16, 17, 64, 191, 192, 193, 400})
    void allKernelsGiveWhatTheDefinitionGives(int dimension) {
        for (int count : new int[] {1, 2, 31, 32, 33, 130}) {
            Embeddings rows = random(count, dimension, 1);
            Embeddings points = random(151, dimension, 3);

            assertThat(find(rows, points)).as("%d rows", count).containsExactly(naive(rows, points));
        }
    }

    @Test
    void pointsThatFloatsCannotTellApartAreDecidedInDoublePrecision() {
        Embeddings base = random(1, 192, 1);
        float[] values = new float[64 * 192];
        for (int i = 0; i < 64; i++) {
            System.arraycopy(base.values(), 0, values, i * 192, 192);
            values[i * 192 + i] = Math.nextUp(values[i * 192 + i]);
        }
        Embeddings rows = Embeddings.of(values, 192);
        Embeddings points = random(500, 192, 1);

        assertThat(find(rows, points)).containsExactly(naive(rows, points));
    }

    @Test
    void ofEqualRowsTheFirstIsGiven() {
        Embeddings rows = Embeddings.of(new float[50 * 3], 3);
        assertThat(find(rows, random(100, 3, 1))).containsOnly(0);
        assertThat(find(random(50, 3, 1), Embeddings.of(new float[3], 3))).containsExactly(0);
    }

    @Test
    void allNegativeProductsAreRanked() {
        Embeddings rows = Embeddings.ofRows(new float[] {-3, 0}, new float[] {-1, 0}, new float[] {-2, 0});
        assertThat(find(rows, Embeddings.ofRows(new float[] {1, 0}))).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-44f, 1e-30f, 1e30f, 3e38f})
    void anyScaleOfFloatsIsRanked(float scale) {
        Embeddings rows = random(40, 5, scale);
        Embeddings points = random(40, 5, scale);

        assertThat(find(rows, points)).containsExactly(naive(rows, points));
    }

    @Test
    void threadsDoNotMatter() {
        Embeddings rows = random(77, 20, 1);
        Embeddings points = random(5000, 20, 1);

        assertThat(NearestRows.among(rows).find(points, Parallelism.of(ForkJoinPool.commonPool(), 4)))
                .containsExactly(NearestRows.among(rows).find(points, Parallelism.sequential()));
    }

    @Test
    void theKernelOfVectorsRunsWhereItIsAskedFor() {
        String wanted = System.getProperty("hype.test.kernel", "");
        assumeThat(wanted).as("the kernel that this run is to prove").startsWith("simd");
        assertThat(Simd.isWanted()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestRows.among(Embeddings.empty(3)))
                .withMessage("rows must hold at least one row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NearestRows.among(Embeddings.of(new float[3], 3))
                        .find(Embeddings.empty(2), Parallelism.sequential()))
                .withMessage("points have dimension 2 but the rows have 3");
    }

    /** By both kernels, which must agree. */
    private static int[] find(Embeddings rows, Embeddings points) {
        int[] scalar = NearestRows.scalar(rows).find(points, Parallelism.sequential());
        if (Simd.isUsable()) {
            assertThat(NearestRows.simd(rows).find(points, Parallelism.sequential()))
                    .containsExactly(scalar);
        }
        return scalar;
    }

    private static int[] naive(Embeddings rows, Embeddings points) {
        return IntStream.range(0, points.rows())
                .map(i -> {
                    int nearest = 0;
                    for (int j = 1; j < rows.rows(); j++) {
                        if (product(rows, j, points, i) > product(rows, nearest, points, i)) {
                            nearest = j;
                        }
                    }
                    return nearest;
                })
                .toArray();
    }

    private static double product(Embeddings rows, int row, Embeddings points, int point) {
        double sum = 0;
        for (int k = 0; k < rows.dimension(); k++) {
            sum += (double) points.values()[point * rows.dimension() + k] * rows.values()[row * rows.dimension() + k];
        }
        return sum;
    }

    private static Embeddings random(int rows, int dimension, float scale) {
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (2 * RANDOM.nextFloat() - 1) * scale;
        }
        return Embeddings.of(values, dimension);
    }
}
