package io.github.hype4j.io.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.io.embeddings.EmbeddingFileWriter;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KMeansTest {

    private static final EmbeddingNames IMAGES = new EmbeddingNames("image", null, "uid");
    private static final int DIMENSION = 12;

    @TempDir
    Path folder = Path.of("");

    /** Ten tight groups around the axes and their opposites. */
    @Test
    void separableClustersAreFound() throws IOException {
        write("a.npz", 0, 500, false);
        write("b.npz", 500, 1000, true);

        KMeansResult result = KMeans.cluster(pool(), new KMeansOptions(10, 5, 128, 3), Parallelism.sequential());

        assertThat(result.rows()).isEqualTo(999);
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.empty()).isZero();
        assertThat(result.inertias())
                .hasSize(5)
                .last()
                .satisfies(last -> assertThat(last).isCloseTo(0, within(0.01)));
        Set<Integer> found = new HashSet<>();
        for (int j = 0; j < 10; j++) {
            found.add(group(result.centroids().row(j)));
        }
        assertThat(found).hasSize(10);
    }

    @Test
    void theResultIsTheSameWhateverTheThreads() throws IOException {
        write("a.npz", 0, 1000, false);
        KMeansOptions options = new KMeansOptions(17, 3, 100, 5);

        Embeddings alone =
                KMeans.cluster(pool(), options, Parallelism.sequential()).centroids();
        Embeddings together = KMeans.cluster(pool(), options, Parallelism.of(ForkJoinPool.commonPool(), 4))
                .centroids();

        assertThat(together.values()).isEqualTo(alone.values());
    }

    @Test
    void targetIdsAreTheClustersThatTargetsFallInto() throws IOException {
        write("a.npz", 0, 7, false);
        float[] axes = new float[10 * DIMENSION];
        for (int j = 0; j < 10; j++) {
            axes[j * DIMENSION + j / 2] = j % 2 == 0 ? 1 : -1;
        }
        assertThat(KMeans.targetIds(pool(), Embeddings.of(axes, DIMENSION), Parallelism.sequential()))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aDamagedFileIsToldAndTheOthersAreUsed() throws IOException {
        write("a.npz", 0, 100, false);
        Files.writeString(folder.resolve("b.npz"), "no zip");
        EmbeddingPool pool = pool();

        KMeansResult result = KMeans.cluster(pool, new KMeansOptions(3, 2, 50, 1), Parallelism.sequential());

        assertThat(result.rows()).isEqualTo(100);
        assertThat(pool.damage()).hasSize(1).allMatch(line -> line.contains("b.npz"));
    }

    @Test
    void moreClustersThanEmbeddingsAreRefused() throws IOException {
        write("a.npz", 0, 4, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeans.cluster(pool(), KMeansOptions.of(5), Parallelism.sequential()))
                .withMessage("clusters must be at most the number of embeddings, 4, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KMeansOptions.of(0))
                .withMessageContaining("got 0");
    }

    private EmbeddingPool pool() throws IOException {
        return EmbeddingPool.open(folder, IMAGES);
    }

    private static int group(float[] row) {
        int largest = 0;
        for (int k = 1; k < row.length; k++) {
            if (Math.abs(row[k]) > Math.abs(row[largest])) {
                largest = k;
            }
        }
        return row[largest] > 0 ? 2 * largest : 2 * largest + 1;
    }

    private void write(String name, int from, int to, boolean lastIsAbsent) throws IOException {
        try (EmbeddingFileWriter writer =
                EmbeddingFileWriter.create(folder.resolve(name), DIMENSION, 0, EmbeddingPrecision.FLOAT32, false)) {
            for (int i = from; i < to; i++) {
                Random random = new Random(i);
                float[] row = new float[DIMENSION];
                for (int k = 0; k < DIMENSION; k++) {
                    row[k] = 0.02f * (float) random.nextGaussian();
                }
                int group = i % 10;
                row[group / 2] += group % 2 == 0 ? 3 : -3;
                writer.write(new Uid(0, i), lastIsAbsent && i == to - 1 ? null : row, null);
            }
            writer.commit();
        }
    }
}
