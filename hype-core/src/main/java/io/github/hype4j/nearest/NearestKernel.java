package io.github.hype4j.nearest;

import io.github.hype4j.lorentz.Embeddings;

/** Finds nearest rows among those that it was made for. All kernels give the same results. Thread-safe. */
interface NearestKernel {

    /**
     * The nearest row for each of a range of points.
     *
     * @param points vectors of the rows' dimension
     * @param from the first point
     * @param to the point after the last
     * @param nearest where to put the rows' numbers: that of point i at index i
     */
    void find(Embeddings points, int from, int to, int[] nearest);
}
