package io.github.hype4j.io.clusters;

import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.nearest.NearestRows;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Spherical k-means over embeddings that need not fit in memory, by mini-batches.
 *
 * <p>Embeddings are scaled to length 1; the nearest centroid is the one with the largest inner product. The first centroids
 * are chosen by k-means++ among a sample. Batch after batch, embeddings are assigned and each centroid moves to the mean of
 * all that were assigned to it in this epoch, scaled to length 1 (after D. Sculley, "Web-scale k-means clustering", 2010).
 * After each epoch but the last, a centroid to which none was assigned moves to the embedding furthest from its own.
 *
 * <p>The result depends on the embeddings, their order and the options alone, not on threads or kernels. Memory: one batch,
 * the centroids twice, and a sample of four embeddings a cluster or 4,096.
 */
public final class KMeans {

    private static final int SMALLEST_SAMPLE = 4096;
    private static final int SAMPLE_PER_CLUSTER = 4;
    /** How many embeddings are remembered to move empty clusters to. */
    private static final int MOST_FURTHEST = 1024;

    private final EmbeddingPool pool;
    private final KMeansOptions options;
    private final Parallelism parallelism;
    private final SplittableRandom random;
    private long rows;
    private long left;

    private KMeans(EmbeddingPool pool, KMeansOptions options, Parallelism parallelism) {
        this.pool = pool;
        this.options = options;
        this.parallelism = parallelism;
        this.random = new SplittableRandom(options.seed());
    }

    /**
     * Finds clusters of the image embeddings of a pool.
     *
     * @param pool the embeddings, read {@code epochs + 1} times
     * @param options how
     * @param parallelism who computes
     * @return the clusters
     * @throws IllegalArgumentException if there are fewer embeddings than clusters, or files differ in their dimension
     * @throws IOException if a file fails while it is read; those that cannot be opened are told by the pool
     */
    public static KMeansResult cluster(EmbeddingPool pool, KMeansOptions options, Parallelism parallelism)
            throws IOException {
        return new KMeans(pool, options, parallelism).run();
    }

    /**
     * The clusters that the images of a target set fall into.
     *
     * @param targets the embeddings of the target set
     * @param centroids one centroid a row
     * @param parallelism who computes
     * @return the rows of the centroids that are nearest to at least one image, ascending
     * @throws IllegalArgumentException if dimensions differ
     * @throws IOException if a file fails while it is read; those that cannot be opened are told by the pool
     */
    public static int[] targetIds(EmbeddingPool targets, Embeddings centroids, Parallelism parallelism)
            throws IOException {
        NearestRows nearest = NearestRows.among(centroids);
        TreeSet<Integer> ids = new TreeSet<>();
        targets.forEach(1 << 14, (file, batch) -> {
            Embeddings unit = UnitRows.of(batch);
            for (int id : nearest.find(unit, parallelism)) {
                ids.add(id);
            }
        });
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private KMeansResult run() throws IOException {
        Embeddings sample = sample();
        if (rows < options.clusters()) {
            throw new IllegalArgumentException(
                    "clusters must be at most the number of embeddings, " + rows + ", got " + options.clusters());
        }
        float[] centroids = FirstCentroids.choose(sample, options.clusters(), random, parallelism);
        List<Double> inertias = new ArrayList<>();
        int empty = 0;
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            Epoch current = new Epoch(centroids, sample.dimension());
            pool.forEach(options.batchSize(), (file, batch) -> current.add(UnitRows.of(batch)));
            inertias.add(current.inertia());
            empty = current.finish(epoch < options.epochs());
        }
        return new KMeansResult(Embeddings.of(centroids, sample.dimension()), rows, left, inertias, empty);
    }

    /** Embeddings drawn with equal probability, by Vitter's algorithm R. */
    private Embeddings sample() throws IOException {
        int size = Math.max(SMALLEST_SAMPLE, Math.multiplyExact(SAMPLE_PER_CLUSTER, options.clusters()));
        List<float[]> drawn = new ArrayList<>();
        pool.forEach(options.batchSize(), (file, batch) -> {
            Embeddings unit = UnitRows.of(batch);
            if (!drawn.isEmpty() && unit.dimension() != drawn.get(0).length) {
                throw new IllegalArgumentException(file + " has embeddings of dimension " + unit.dimension()
                        + ", the files before it of " + drawn.get(0).length);
            }
            left += batch.rows() - unit.rows();
            for (int i = 0; i < unit.rows(); i++) {
                rows++;
                if (drawn.size() < size) {
                    drawn.add(unit.row(i));
                } else {
                    long place = random.nextLong(rows);
                    if (place < size) {
                        drawn.set((int) place, unit.row(i));
                    }
                }
            }
        });
        if (drawn.isEmpty()) {
            throw new IllegalArgumentException("clusters need embeddings, and there are none");
        }
        return Embeddings.ofRows(drawn.toArray(float[][]::new));
    }

    /** An embedding by its cosine to the nearest centroid; of equal ones, the first read comes first. */
    @SuppressWarnings("ArrayRecordComponent") // compared by cosine and place only
    private record Furthest(double cosine, long place, float[] row) implements Comparable<Furthest> {
        @Override
        public int compareTo(Furthest other) {
            int byCosine = Double.compare(cosine, other.cosine);
            return byCosine != 0 ? byCosine : Long.compare(place, other.place);
        }
    }

    private final class Epoch {
        private final float[] centroids;
        private final int dimension;
        private final double[] sums;
        private final long[] counts = new long[options.clusters()];
        private final TreeSet<Furthest> furthest = new TreeSet<>();
        private long read;
        private double distances;

        Epoch(float[] centroids, int dimension) {
            this.centroids = centroids;
            this.dimension = dimension;
            this.sums = new double[centroids.length];
        }

        void add(Embeddings batch) {
            // The search packs the centroids as they are now.
            int[] nearest = NearestRows.among(Embeddings.of(centroids.clone(), dimension))
                    .find(batch, parallelism);
            for (int i = 0; i < nearest.length; i++) {
                int from = i * dimension;
                int to = nearest[i] * dimension;
                double cosine = UnitRows.product(batch.values(), from, centroids, to, dimension);
                distances += 1 - cosine;
                remember(cosine, batch, i);
                counts[nearest[i]]++;
                for (int k = 0; k < dimension; k++) {
                    sums[to + k] += batch.values()[from + k];
                }
            }
            Arrays.stream(nearest).distinct().forEach(this::move);
        }

        private void remember(double cosine, Embeddings batch, int row) {
            long place = read++;
            if (furthest.size() < MOST_FURTHEST || cosine < furthest.last().cosine) {
                furthest.add(new Furthest(cosine, place, batch.row(row)));
                if (furthest.size() > MOST_FURTHEST) {
                    furthest.pollLast();
                }
            }
        }

        private void move(int cluster) {
            double squared = 0;
            int from = cluster * dimension;
            for (int k = from; k < from + dimension; k++) {
                squared += sums[k] * sums[k];
            }
            // Embeddings that cancel out have no mean direction; the centroid stays.
            if (squared > 0) {
                double factor = 1 / Math.sqrt(squared);
                for (int k = from; k < from + dimension; k++) {
                    centroids[k] = (float) (sums[k] * factor);
                }
            }
        }

        double inertia() {
            return read == 0 ? 0 : distances / read;
        }

        /** Counts the empty clusters and, if asked, moves them. */
        int finish(boolean reseed) {
            int empty = 0;
            for (int j = 0; j < counts.length; j++) {
                if (counts[j] == 0) {
                    empty++;
                    Furthest row = reseed ? furthest.pollFirst() : null;
                    if (row != null) {
                        System.arraycopy(row.row, 0, centroids, j * dimension, dimension);
                    }
                }
            }
            return empty;
        }
    }
}
