package io.github.hype4j.io.clusters;

import io.github.hype4j.lorentz.Embeddings;
import java.util.List;

/**
 * What was found.
 *
 * @param centroids one centroid a row, of length 1
 * @param rows how many embeddings were clustered in each epoch
 * @param left how many rows were left out, since they have no embedding or that of length 0
 * @param inertias for each epoch, the mean over the embeddings of 1 minus the cosine to the nearest centroid, each measured
 *     with the centroids as they were when it was read; in [0, 2]
 * @param empty how many clusters were nearest to no embedding in the last epoch
 */
public record KMeansResult(Embeddings centroids, long rows, long left, List<Double> inertias, int empty) {

    /**
     * Copies the list.
     *
     * @param centroids one centroid a row, of length 1
     * @param rows how many embeddings were clustered in each epoch
     * @param left how many rows were left out
     * @param inertias for each epoch, the mean of 1 minus the cosine
     * @param empty how many clusters were nearest to no embedding in the last epoch
     */
    public KMeansResult {
        inertias = List.copyOf(inertias);
    }
}
