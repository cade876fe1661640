package io.github.hype4j.score;

import io.github.hype4j.lorentz.Embeddings;
import java.util.BitSet;

/**
 * Clusters of image embeddings, some of which hold images of a target set such as ImageNet: the c_IN term of the HYPE
 * score (HYPE, section 4; DataComp's image-based filtering).
 *
 * <p>The nearest cluster of an image is the one whose centroid has the largest inner product with its embedding; of equal
 * ones, the first. Immutable and safe for use by several threads.
 */
public final class Clusters {

    private final Embeddings centroids;
    private final BitSet targets;

    private Clusters(Embeddings centroids, BitSet targets) {
        this.centroids = centroids;
        this.targets = targets;
    }

    /**
     * Clusters by their centroids.
     *
     * @param centroids one centroid a row, at least one
     * @param targetIds the rows of the clusters that the target set falls into
     * @return the clusters
     * @throws IllegalArgumentException if there is no centroid, or an id is not that of a row
     */
    public static Clusters of(Embeddings centroids, int... targetIds) {
        if (centroids.rows() == 0) {
            throw new IllegalArgumentException("centroids must hold at least one row");
        }
        BitSet targets = new BitSet(centroids.rows());
        for (int i = 0; i < targetIds.length; i++) {
            if (targetIds[i] < 0 || targetIds[i] >= centroids.rows()) {
                throw new IllegalArgumentException(
                        "targetIds[" + i + "] must be in [0, " + (centroids.rows() - 1) + "], got " + targetIds[i]);
            }
            targets.set(targetIds[i]);
        }
        return new Clusters(centroids, targets);
    }

    /**
     * The length of a centroid.
     *
     * @return the dimension of the embeddings that can be scored
     */
    public int dimension() {
        return centroids.dimension();
    }

    /**
     * The cluster score of every image.
     *
     * @param images embeddings as the encoder gave them, one a row
     * @return 1 where the nearest cluster is a target, else 0
     * @throws IllegalArgumentException if the dimension differs from the centroids'
     */
    public float[] scores(Embeddings images) {
        if (images.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "images have dimension " + images.dimension() + " but the centroids have " + dimension());
        }
        float[] scores = new float[images.rows()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = targets.get(nearest(images.values(), i * dimension())) ? 1 : 0;
        }
        return scores;
    }

    private int nearest(float[] image, int offset) {
        float[] centroid = centroids.values();
        int d = dimension();
        int nearest = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < centroids.rows(); j++) {
            double product = 0;
            for (int k = 0; k < d; k++) {
                product += (double) image[offset + k] * centroid[j * d + k];
            }
            if (product > largest) {
                largest = product;
                nearest = j;
            }
        }
        return nearest;
    }
}
