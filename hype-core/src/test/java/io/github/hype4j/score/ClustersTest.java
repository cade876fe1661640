package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private static final Embeddings CENTROIDS =
            Embeddings.ofRows(new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0}, new float[] {0, 1});

    @Test
    void imagesOfTargetClustersScoreOneAndOthersZero() {
        Clusters clusters = Clusters.of(CENTROIDS, 0, 2);
        Embeddings images = Embeddings.ofRows(
                new float[] {0.9f, 0.1f}, new float[] {0.1f, 0.9f}, new float[] {-5, 1}, new float[] {0, 3});

        assertThat(clusters.scores(images)).containsExactly(1, 0, 1, 0);
        assertThat(clusters.dimension()).isEqualTo(2);
    }

    @Test
    void ofEquallyNearClustersTheFirstCounts() {
        Embeddings up = Embeddings.ofRows(new float[] {0, 1}, new float[] {0, 0});
        assertThat(Clusters.of(CENTROIDS, 1).scores(up)).containsExactly(1, 0);
        assertThat(Clusters.of(CENTROIDS, 3).scores(up)).containsExactly(0, 0);
        assertThat(Clusters.of(CENTROIDS, 0).scores(up)).containsExactly(0, 1);
    }

    @Test
    void withoutTargetsEveryScoreIsZeroAndATargetMayBeNamedTwice() {
        Embeddings image = Embeddings.ofRows(new float[] {1, 0});
        assertThat(Clusters.of(CENTROIDS).scores(image)).containsExactly(0);
        assertThat(Clusters.of(CENTROIDS, 0, 0).scores(image)).containsExactly(1);
        assertThat(Clusters.of(CENTROIDS, 0).scores(Embeddings.empty(2))).isEmpty();
    }

    @Test
    void theHashTellsOtherCentroidsAndTargets() {
        assertThat(Clusters.of(CENTROIDS, 0, 2).sha256())
                .hasSize(64)
                .isEqualTo(Clusters.of(CENTROIDS, 2, 0, 2).sha256())
                .isNotEqualTo(Clusters.of(CENTROIDS, 0).sha256())
                .isNotEqualTo(Clusters.of(CENTROIDS.select(1, 0, 2, 3), 0, 2).sha256());
    }

    @Test
    void theClusterOfEveryImageIsTold() {
        Embeddings images = Embeddings.ofRows(new float[] {-2, 1}, new float[] {1, 2}, new float[] {3, 0});
        assertThat(Clusters.of(CENTROIDS).nearest(images)).containsExactly(2, 1, 0);
    }

    @Test
    void hugeEmbeddingsDoNotOverflow() {
        Embeddings image = Embeddings.ofRows(new float[] {-Float.MAX_VALUE, Float.MAX_VALUE / 2});
        assertThat(Clusters.of(CENTROIDS, 2).scores(image)).containsExactly(1);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clusters.of(Embeddings.empty(2)))
                .withMessage("centroids must hold at least one row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clusters.of(CENTROIDS, 1, 4))
                .withMessage("targetIds[1] must be in [0, 3], got 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Clusters.of(CENTROIDS, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clusters.of(CENTROIDS).scores(Embeddings.empty(3)))
                .withMessage("images have dimension 3 but the centroids have 2");
    }
}
