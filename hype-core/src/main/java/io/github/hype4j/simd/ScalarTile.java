package io.github.hype4j.simd;

/**
 * The innermost part of a matrix product without vectors: dot products of a row with a block of others, in double precision,
 * each summed in the order of the dimensions. Four at a time share the loads of the row.
 */
public final class ScalarTile {

    private static final int ROWS = 4;

    /** Bytes of a block in double precision: about half of a common second-level cache. */
    private static final int BLOCK_BYTES = 1 << 18;

    private ScalarTile() {}

    /**
     * How many rows make a block that stays in the cache while others pass by.
     *
     * @param dimension the length of a row, at least 1
     * @return a multiple of the rows that are taken at a time
     */
    public static int blockRows(int dimension) {
        int fitting = BLOCK_BYTES / (Double.BYTES * dimension);
        return Math.max(ROWS, fitting / ROWS * ROWS);
    }

    /**
     * Copies floats as doubles.
     *
     * @param from the floats
     * @param offset the first of them
     * @param to takes them from its beginning
     * @param length how many
     */
    public static void widen(float[] from, int offset, double[] to, int length) {
        for (int k = 0; k < length; k++) {
            to[k] = from[offset + k];
        }
    }

    /**
     * Multiplies a row with each row of a block.
     *
     * @param row the row, whose length is the dimension
     * @param block rows of the same length, one after the other
     * @param count how many rows the block has
     * @param products takes one product a row of the block
     */
    public static void products(double[] row, double[] block, int count, double[] products) {
        int d = row.length;
        int j = 0;
        for (; j + ROWS <= count; j += ROWS) {
            int r0 = j * d;
            int r1 = r0 + d;
            int r2 = r1 + d;
            int r3 = r2 + d;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int k = 0; k < d; k++) {
                double x = row[k];
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
                s += row[k] * block[j * d + k];
            }
            products[j] = s;
        }
    }
}
