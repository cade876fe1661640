package io.github.hype4j.io.clusters;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.numpy.NpyFile;
import io.github.hype4j.score.Clusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads and writes clusters as two {@code .npy} files: the centroids, a matrix of floats with a row a cluster, and the ids of
 * the clusters that a target set falls into, integers in one dimension, as DataComp's image-based filter keeps them.
 */
public final class ClusterFiles {

    private ClusterFiles() {}

    /**
     * Reads clusters.
     *
     * @param centroids a {@code .npy} matrix of floats of any size
     * @param targetIds a {@code .npy} array of integers of any size, in any order, repeats allowed
     * @return the clusters
     * @throws IllegalArgumentException if a file is not such an array, there is no centroid, or an id is not that of a row; the
     *     message names the file
     * @throws IOException if a file cannot be read
     */
    public static Clusters read(Path centroids, Path targetIds) throws IOException {
        Embeddings rows = NpyFile.readMatrix(centroids);
        if (rows.rows() == 0) {
            throw new IllegalArgumentException(centroids + " must hold at least one centroid");
        }
        long[] ids = NpyFile.readIntegers(targetIds);
        int[] checked = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= rows.rows()) {
                throw new IllegalArgumentException(targetIds + ": target id [" + i + "] must be in [0, "
                        + (rows.rows() - 1) + "], the rows of " + centroids + ", got " + ids[i]);
            }
            checked[i] = (int) ids[i];
        }
        return Clusters.of(rows, checked);
    }

    /**
     * Writes centroids as float32.
     *
     * @param target the file
     * @param centroids one centroid a row
     * @param overwrite whether a file of that name may be replaced
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void writeCentroids(Path target, Embeddings centroids, boolean overwrite) throws IOException {
        AtomicFile.write(target, overwrite, out -> out.write(NpyFile.toBytes(centroids)));
    }

    /**
     * Writes target ids as int64, ascending and each once.
     *
     * @param target the file
     * @param ids the ids, in any order
     * @param overwrite whether a file of that name may be replaced
     * @throws java.nio.file.FileAlreadyExistsException if the file exists and {@code overwrite} is false
     * @throws IOException if it cannot be written; the message names the file
     */
    public static void writeTargetIds(Path target, int[] ids, boolean overwrite) throws IOException {
        long[] unique = Arrays.stream(ids).sorted().distinct().asLongStream().toArray();
        AtomicFile.write(target, overwrite, out -> out.write(NpyFile.toBytes(unique)));
    }
}
