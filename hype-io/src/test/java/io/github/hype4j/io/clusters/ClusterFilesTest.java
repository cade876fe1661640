package io.github.hype4j.io.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.numpy.NpyFile;
import io.github.hype4j.score.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFilesTest {

    private static final Embeddings CENTROIDS =
            Embeddings.ofRows(new float[] {1, 0}, new float[] {0, 1}, new float[] {-1, 0});

    @TempDir
    Path folder = Path.of("");

    @Test
    void clustersComeBack() throws IOException {
        Path centroids = folder.resolve("centroids.npy");
        Path ids = folder.resolve("target_ids.npy");
        ClusterFiles.writeCentroids(centroids, CENTROIDS, false);
        ClusterFiles.writeTargetIds(ids, new int[] {2, 0, 2}, false);

        Clusters clusters = ClusterFiles.read(centroids, ids);

        assertThat(clusters.sha256()).isEqualTo(Clusters.of(CENTROIDS, 0, 2).sha256());
        assertThat(NpyFile.readIntegers(ids)).containsExactly(0, 2);
    }

    @Test
    void anIdThatIsNoRowIsRefusedByFileAndPlace() throws IOException {
        Path centroids = Files.write(folder.resolve("centroids.npy"), NpyFile.toBytes(CENTROIDS));
        Path ids = Files.write(folder.resolve("ids.npy"), NpyFile.toBytes(0, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFiles.read(centroids, ids))
                .withMessageContaining("ids.npy: target id [1] must be in [0, 2]")
                .withMessageContaining("got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterFiles.read(ids, ids))
                .withMessageContaining("ids.npy must hold a matrix");
    }
}
