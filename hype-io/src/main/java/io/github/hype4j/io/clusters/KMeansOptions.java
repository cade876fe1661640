package io.github.hype4j.io.clusters;

/**
 * How clusters are found.
 *
 * @param clusters how many, at least 1
 * @param epochs how often all embeddings are read, at least 1
 * @param batchSize how many embeddings are assigned before centroids move, at least 1
 * @param seed of the choice of the first centroids
 */
public record KMeansOptions(int clusters, int epochs, int batchSize, long seed) {

    private static final int EPOCHS = 10;
    private static final int BATCH_SIZE = 16_384;

    /**
     * Checks the parts.
     *
     * @param clusters how many, at least 1
     * @param epochs how often all embeddings are read, at least 1
     * @param batchSize how many embeddings are assigned before centroids move, at least 1
     * @param seed of the choice of the first centroids
     * @throws IllegalArgumentException if a part is out of range
     */
    public KMeansOptions {
        check("clusters", clusters);
        check("epochs", epochs);
        check("batchSize", batchSize);
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }

    /**
     * Ten epochs, 16,384 embeddings a batch, seed 0.
     *
     * @param clusters how many clusters, at least 1
     * @return the options
     * @throws IllegalArgumentException if the number is out of range
     */
    public static KMeansOptions of(int clusters) {
        return new KMeansOptions(clusters, EPOCHS, BATCH_SIZE, 0);
    }
}
