package io.github.hype4j.nearest;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.simd.Simd;
import io.github.hype4j.specificity.Parallelism;

/**
 * Finds which row of a matrix has the largest inner product with a point: {@code argmax_j x . c_j}.
 *
 * <p>The inner product is that of double precision, summed in the order of the elements; of equal ones, the first row counts.
 * Where Java has the Vector API, a kernel of floats decides all points but those whose two nearest rows a float cannot tell
 * apart, with the same results. The matrix is packed once. Immutable and safe for use by several threads.
 */
public final class NearestRows {

    /** How many points a thread takes at most at once: many tiles of any kernel. */
    private static final int LARGEST_PART = 480;

    /** Whole tiles of any kernel. */
    private static final int TILE = 12;

    private final Embeddings rows;
    private final NearestKernel kernel;

    private NearestRows(Embeddings rows, NearestKernel kernel) {
        this.rows = rows;
        this.kernel = kernel;
    }

    /**
     * Searches a matrix.
     *
     * @param rows the matrix, at least one row
     * @return the search
     * @throws IllegalArgumentException if there is no row
     */
    public static NearestRows among(Embeddings rows) {
        return Simd.isWanted() ? simd(rows) : scalar(rows);
    }

    static NearestRows scalar(Embeddings rows) {
        return new NearestRows(checked(rows), new ScalarNearestKernel(rows));
    }

    static NearestRows simd(Embeddings rows) {
        return new NearestRows(checked(rows), new SimdNearestKernel(rows));
    }

    private static Embeddings checked(Embeddings rows) {
        if (rows.rows() == 0) {
            throw new IllegalArgumentException("rows must hold at least one row");
        }
        return rows;
    }

    /**
     * The length of a row.
     *
     * @return the dimension of the points that can be looked for
     */
    public int dimension() {
        return rows.dimension();
    }

    /**
     * The nearest row of every point.
     *
     * @param points vectors, one a row; of the zero vector all rows are as near, and the first is given
     * @param parallelism who computes
     * @return the number of a row for each point, from 0
     * @throws IllegalArgumentException if the points have another dimension than the rows
     */
    public int[] find(Embeddings points, Parallelism parallelism) {
        if (points.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "points have dimension " + points.dimension() + " but the rows have " + dimension());
        }
        int[] nearest = new int[points.rows()];
        int part = part(points.rows(), parallelism.threads());
        parallelism.run(
                ceilDiv(points.rows(), part),
                i -> kernel.find(points, i * part, Math.min(points.rows(), (i + 1) * part), nearest));
        return nearest;
    }

    /** So many points that all threads have as much to do. */
    private static int part(int points, int threads) {
        int rounds = Math.max(1, ceilDiv(points, threads * LARGEST_PART));
        return Math.max(1, ceilDiv(ceilDiv(points, threads * rounds), TILE)) * TILE;
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
