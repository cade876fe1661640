package io.github.hype4j.nearest;

import io.github.hype4j.lorentz.Embeddings;

/**
 * Double precision throughout: every inner product is summed in the order of the elements.
 *
 * <p>A block of the rows stays in the cache while all points pass by, and four rows at a time share the loads of a point.
 */
final class ScalarNearestKernel implements NearestKernel {

    private static final int TILE = 4;
    /** Bytes of a block of rows in double precision: about half of a common second-level cache. */
    private static final int BLOCK_BYTES = 1 << 18;

    private final Embeddings rows;
    private final int blockRows;

    ScalarNearestKernel(Embeddings rows) {
        this.rows = rows;
        int fitting = BLOCK_BYTES / (Double.BYTES * rows.dimension());
        this.blockRows = Math.max(TILE, fitting / TILE * TILE);
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
            widen(rows.values(), start * d, block, count * d);
            for (int i = from; i < to; i++) {
                widen(points.values(), i * d, point, d);
                products(point, block, count, products);
                for (int j = 0; j < count; j++) {
                    if (start + j == 0 || products[j] > largest[i - from]) {
                        largest[i - from] = products[j];
                        nearest[i] = start + j;
                    }
                }
            }
        }
    }

    private static void widen(float[] from, int offset, double[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] = from[offset + k];
        }
    }

    private static void products(double[] point, double[] block, int count, double[] products) {
        int d = point.length;
        int j = 0;
        for (; j + TILE <= count; j += TILE) {
            int r0 = j * d;
            int r1 = r0 + d;
            int r2 = r1 + d;
            int r3 = r2 + d;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int k = 0; k < d; k++) {
                double x = point[k];
                s0 += x * block[r0 + k];
                s1 += x * block[r1 + k];
                s2 += x * block[r2 + k];
                s3 += x * block[r3 + k];
            }
            products[j] = s0;
            products[j + 1] = s1;
            products[j + 2] = s2;
            products[j + 3] = s3;
        }
        for (; j < count; j++) {
            double s = 0;
            for (int k = 0; k < d; k++) {
                s += point[k] * block[j * d + k];
            }
            products[j] = s;
        }
    }
}
