package io.github.hype4j.nearest;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.simd.ScalarTile;

/**
 * Double precision throughout: every inner product is summed in the order of the elements.
 *
 * <p>A block of the rows stays in the cache while all points pass by, and four rows at a time share the loads of a point.
 */
final class ScalarNearestKernel implements NearestKernel {

    private final Embeddings rows;
    private final int blockRows;

    ScalarNearestKernel(Embeddings rows) {
        this.rows = rows;
        this.blockRows = ScalarTile.blockRows(rows.dimension());
    }

    @Override
    public void find(Embeddings points, int from, int to, int[] nearest) {
        int d = rows.dimension();
        int blockSize = Math.min(blockRows, rows.rows());
        double[] block = new double[blockSize * d];
        double[] point = new double[d];
        double[] products = new double[blockSize];
        double[] largest = new double[to - from];
        for (int start = 0; start < rows.rows(); start += blockSize) {
            int count = Math.min(blockSize, rows.rows() - start);
            ScalarTile.widen(rows.values(), start * d, block, count * d);
            for (int i = from; i < to; i++) {
                ScalarTile.widen(points.values(), i * d, point, d);
                ScalarTile.products(point, block, count, products);
                for (int j = 0; j < count; j++) {
                    if (start + j == 0 || products[j] > largest[i - from]) {
                        largest[i - from] = products[j];
                        nearest[i] = start + j;
                    }
                }
            }
        }
    }
}
