package io.github.hype4j.score;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.nearest.NearestRows;
import io.github.hype4j.specificity.Parallelism;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * Clusters of image embeddings, some of which hold images of a target set such as ImageNet: the c_IN term of the HYPE
 * score (HYPE, section 4; DataComp's image-based filtering).
 *
 * <p>The nearest cluster of an image is the one whose centroid has the largest inner product with its embedding; of equal
 * ones, the first ({@link NearestRows}). Centroids are in the space of the embeddings as the encoder gives them. Immutable and safe for use by several threads.
 */
public final class Clusters {

    private final NearestRows centroids;
    private final BitSet targets;
    private final String sha256;
    private final Parallelism parallelism;

    private Clusters(NearestRows centroids, BitSet targets, String sha256, Parallelism parallelism) {
        this.centroids = centroids;
        this.targets = targets;
        this.sha256 = sha256;
        this.parallelism = parallelism;
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
        return new Clusters(NearestRows.among(centroids), targets, sha256(centroids, targets), Parallelism.common());
    }

    private static String sha256(Embeddings centroids, BitSet targets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer row =
                    ByteBuffer.allocate(Float.BYTES * centroids.dimension()).order(ByteOrder.LITTLE_ENDIAN);
            digest.update(intBytes(centroids.dimension()));
            for (int i = 0; i < centroids.rows(); i++) {
                row.asFloatBuffer().put(centroids.values(), i * centroids.dimension(), centroids.dimension());
                digest.update(row.array());
                digest.update((byte) (targets.get(i) ? 1 : 0));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static byte[] intBytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /**
     * These clusters with others who compute.
     *
     * @param threads who computes; all processors unless it is said
     * @return the clusters
     */
    public Clusters withParallelism(Parallelism threads) {
        return new Clusters(centroids, targets, sha256, threads);
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
     * A hash of the centroids and of which are targets, for provenance.
     *
     * @return SHA-256 in hexadecimal; of equal centroids and targets the same, however the targets were given
     */
    public String sha256() {
        return sha256;
    }

    /**
     * The cluster score of every image.
     *
     * @param images embeddings as the encoder gave them, one a row
     * @return 1 where the nearest cluster is a target, else 0
     * @throws IllegalArgumentException if the dimension differs from the centroids'
     */
    public float[] scores(Embeddings images) {
        int[] nearest = nearest(images);
        float[] scores = new float[nearest.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = targets.get(nearest[i]) ? 1 : 0;
        }
        return scores;
    }

    /**
     * The cluster of every image.
     *
     * @param images embeddings as the encoder gave them, one a row
     * @return the row of the nearest centroid for each image
     * @throws IllegalArgumentException if the dimension differs from the centroids'
     */
    public int[] nearest(Embeddings images) {
        if (images.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "images have dimension " + images.dimension() + " but the centroids have " + dimension());
        }
        return centroids.find(images, parallelism);
    }
}
