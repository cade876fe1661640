package io.github.hype4j.onnx.jpeg;

import io.github.hype4j.onnx.simd.VectorApi;

/**
 * The inverse DCT in the integers of libjpeg's accurate method: constants of 13 fractional bits, two of which are kept
 * between the passes. Columns come first, and only those with coefficients; then two rows at a time, one in each half of a
 * long. Where the Vector API is usable, {@link SimdDct} does both passes.
 *
 * <p>What it writes are not samples yet: {@link Levels} rounds and clips a whole row at once.
 */
final class InverseDct {

    /** The bits of fraction of what is written. */
    static final int FRACTION = 18;

    /** What is added to what is written, so that no half of a long is negative: half a step, and this many steps. */
    static final int SURPLUS = 8192;

    static final int COLUMN_FRACTION = 11;
    private static final int HALF_COLUMN = 1 << (COLUMN_FRACTION - 1);

    /** The level of a sample of zero, 128, joins the surplus. */
    static final int BIAS = (int) (((long) (SURPLUS + 128) << FRACTION) + (1 << (FRACTION - 1)));

    private static final long BOTH = (1L << 32) + 1;
    private static final long BIASES = Integer.toUnsignedLong(BIAS) * BOTH;

    private static final boolean HAS_VECTORS = VectorApi.storesPartsOfEightInts();

    private static final long FIRST_ROW = 0xFFL;
    private static final long FIRST_COLUMN = 0x0101010101010101L;
    private static final long UPPER_HALF = 0x00000000FFFFFFFFL;
    private static final long LEFT_HALF = 0x0F0F0F0F0F0F0F0FL;

    static final int C0_298 = 2446;
    static final int C0_390 = 3196;
    static final int C0_541 = 4433;
    static final int C0_765 = 6270;
    static final int C0_899 = 7373;
    static final int C1_175 = 9633;
    static final int C1_501 = 12299;
    static final int C1_847 = 15137;
    static final int C1_961 = 16069;
    static final int C2_053 = 16819;
    static final int C2_562 = 20995;
    static final int C3_072 = 25172;

    private InverseDct() {}

    /**
     * Transforms a block.
     *
     * @param from the block; its coefficients may be overwritten
     * @param work 32 longs
     * @param out where the samples go, with {@link #FRACTION} and {@link #SURPLUS}
     * @param even where the first column goes
     * @param odd where the second column goes
     * @param step from one even or odd column to the next, 1 or 2
     * @param stride from one row to the next
     */
    static void transform(Block from, long[] work, int[] out, int even, int odd, int step, int stride) {
        if (from.magnitude > SaturatingDct.HARMLESS) {
            SaturatingDct.transform(from, out, even, odd, step, stride);
            return;
        }
        int[] block = from.coefficients;
        if (from.isFlat()) {
            fill((block[0] << 15) + BIAS, out, even, odd, step, stride);
        } else if (HAS_VECTORS) {
            withVectors(block, from.mask, out, even, odd, step, stride);
        } else {
            withoutVectors(block, from.mask, work, out, even, odd, step, stride);
        }
    }

    /** Loads {@link SimdDct}; only where there is the Vector API. */
    static void withVectors(int[] block, long mask, int[] out, int even, int odd, int step, int stride) {
        if ((mask & ~FIRST_ROW) == 0) {
            SimdDct.constantColumns(block);
        } else if ((mask & ~UPPER_HALF) == 0) {
            SimdDct.shortColumns(block);
        } else {
            SimdDct.columns(block);
        }
        SimdDct.rows(block, (mask & ~LEFT_HALF) == 0, out, even, odd, step, stride);
    }

    static void withoutVectors(
            int[] block, long mask, long[] work, int[] out, int even, int odd, int step, int stride) {
        int columns = (mask & ~LEFT_HALF) == 0 ? 4 : 8;
        for (int column = 0; column < columns; column++) {
            long rows = mask >>> column & FIRST_COLUMN;
            if (rows <= 1) {
                constantColumn(block[column] << 2, work, 4 * column);
            } else if (rows <= UPPER_HALF) {
                shortColumn(block, column, work, 4 * column);
            } else {
                column(block, column, work, 4 * column);
            }
        }
        for (int pair = 0; pair < 4; pair++) {
            int at = 2 * pair * stride;
            if (columns == 4) {
                shortRows(work, pair, out, even + at, odd + at, step, stride);
            } else {
                rows(work, pair, out, even + at, odd + at, step, stride);
            }
        }
    }

    /** What each of the eight inputs of a row adds to its outputs, which stand as {@link #transform} would put them. */
    static int[] matrix(int even, int odd, int step) {
        int[] matrix = new int[64];
        int[] out = new int[16];
        for (int i = 0; i < 8; i++) {
            long[] unit = new long[32];
            unit[4 * i] = 1;
            rows(unit, 0, out, even, odd, step, 8);
            for (int j = 0; j < 8; j++) {
                matrix[8 * i + j] = out[j] - BIAS;
            }
        }
        return matrix;
    }

    private static void fill(int level, int[] out, int even, int odd, int step, int stride) {
        for (int row = 0; row < 8; row++) {
            int e = even + row * stride;
            int o = odd + row * stride;
            for (int i = 0; i < 4; i++) {
                out[e + i * step] = level;
                out[o + i * step] = level;
            }
        }
    }

    private static void constantColumn(int value, long[] work, int at) {
        long both = value * BOTH;
        work[at] = both;
        work[at + 1] = both;
        work[at + 2] = both;
        work[at + 3] = both;
    }

    private static void column(int[] in, int column, long[] work, int at) {
        int in2 = in[column + 16];
        int in6 = in[column + 48];
        int z1 = (in2 + in6) * C0_541;
        int even2 = z1 - in6 * C1_847;
        int even3 = z1 + in2 * C0_765;
        int sum = ((in[column] + in[column + 32]) << 13) + HALF_COLUMN;
        int difference = ((in[column] - in[column + 32]) << 13) + HALF_COLUMN;
        int e0 = sum + even3;
        int e3 = sum - even3;
        int e1 = difference + even2;
        int e2 = difference - even2;

        int in1 = in[column + 8];
        int in3 = in[column + 24];
        int in5 = in[column + 40];
        int in7 = in[column + 56];
        int z5 = (in7 + in3 + in5 + in1) * C1_175;
        int z3 = z5 - (in7 + in3) * C1_961;
        int z4 = z5 - (in5 + in1) * C0_390;
        int z17 = (in7 + in1) * C0_899;
        int z35 = (in5 + in3) * C2_562;
        int o3 = in7 * C0_298 - z17 + z3;
        int o2 = in5 * C2_053 - z35 + z4;
        int o1 = in3 * C3_072 - z35 + z3;
        int o0 = in1 * C1_501 - z17 + z4;

        work[at] = pair((e0 + o0) >> COLUMN_FRACTION, (e1 + o1) >> COLUMN_FRACTION);
        work[at + 1] = pair((e2 + o2) >> COLUMN_FRACTION, (e3 + o3) >> COLUMN_FRACTION);
        work[at + 2] = pair((e3 - o3) >> COLUMN_FRACTION, (e2 - o2) >> COLUMN_FRACTION);
        work[at + 3] = pair((e1 - o1) >> COLUMN_FRACTION, (e0 - o0) >> COLUMN_FRACTION);
    }

    /** As {@link #column}, where the lower half of the coefficients is zero: the constants add up. */
    private static void shortColumn(int[] in, int column, long[] work, int at) {
        int in2 = in[column + 16];
        int even2 = in2 * C0_541;
        int even3 = in2 * (C0_541 + C0_765);
        int sum = (in[column] << 13) + HALF_COLUMN;
        int e0 = sum + even3;
        int e3 = sum - even3;
        int e1 = sum + even2;
        int e2 = sum - even2;

        int in1 = in[column + 8];
        int in3 = in[column + 24];
        int o3 = in1 * (C1_175 - C0_899) + in3 * (C1_175 - C1_961);
        int o2 = in1 * (C1_175 - C0_390) + in3 * (C1_175 - C2_562);
        int o1 = in1 * C1_175 + in3 * (C3_072 - C2_562 - C1_961 + C1_175);
        int o0 = in1 * (C1_501 - C0_899 - C0_390 + C1_175) + in3 * C1_175;
        work[at] = pair((e0 + o0) >> COLUMN_FRACTION, (e1 + o1) >> COLUMN_FRACTION);
        work[at + 1] = pair((e2 + o2) >> COLUMN_FRACTION, (e3 + o3) >> COLUMN_FRACTION);
        work[at + 2] = pair((e3 - o3) >> COLUMN_FRACTION, (e2 - o2) >> COLUMN_FRACTION);
        work[at + 3] = pair((e1 - o1) >> COLUMN_FRACTION, (e0 - o0) >> COLUMN_FRACTION);
    }

    /** Two integers whose sums and products by a constant are had at once; the lower borrows from the upper. */
    private static long pair(int lower, int upper) {
        return lower + ((long) upper << 32);
    }

    private static void rows(long[] in, int pair, int[] out, int even, int odd, int step, int stride) {
        long in2 = in[pair + 8];
        long in6 = in[pair + 24];
        long z1 = (in2 + in6) * C0_541;
        long even2 = z1 - in6 * C1_847;
        long even3 = z1 + in2 * C0_765;
        long sum = ((in[pair] + in[pair + 16]) << 13) + BIASES;
        long difference = ((in[pair] - in[pair + 16]) << 13) + BIASES;
        long e0 = sum + even3;
        long e3 = sum - even3;
        long e1 = difference + even2;
        long e2 = difference - even2;

        long in1 = in[pair + 4];
        long in3 = in[pair + 12];
        long in5 = in[pair + 20];
        long in7 = in[pair + 28];
        long z5 = (in7 + in3 + in5 + in1) * C1_175;
        long z3 = z5 - (in7 + in3) * C1_961;
        long z4 = z5 - (in5 + in1) * C0_390;
        long z17 = (in7 + in1) * C0_899;
        long z35 = (in5 + in3) * C2_562;
        long o3 = in7 * C0_298 - z17 + z3;
        long o2 = in5 * C2_053 - z35 + z4;
        long o1 = in3 * C3_072 - z35 + z3;
        long o0 = in1 * C1_501 - z17 + z4;
        put(e0, e1, e2, e3, o0, o1, o2, o3, out, even, odd, step, stride);
    }

    /** As {@link #rows}, where the right half of the coefficients is zero. */
    private static void shortRows(long[] in, int pair, int[] out, int even, int odd, int step, int stride) {
        long in2 = in[pair + 8];
        long even2 = in2 * C0_541;
        long even3 = in2 * (C0_541 + C0_765);
        long sum = (in[pair] << 13) + BIASES;
        long e0 = sum + even3;
        long e3 = sum - even3;
        long e1 = sum + even2;
        long e2 = sum - even2;

        long in1 = in[pair + 4];
        long in3 = in[pair + 12];
        long o3 = in1 * (C1_175 - C0_899) + in3 * (C1_175 - C1_961);
        long o2 = in1 * (C1_175 - C0_390) + in3 * (C1_175 - C2_562);
        long o1 = in1 * C1_175 + in3 * (C3_072 - C2_562 - C1_961 + C1_175);
        long o0 = in1 * (C1_501 - C0_899 - C0_390 + C1_175) + in3 * C1_175;
        put(e0, e1, e2, e3, o0, o1, o2, o3, out, even, odd, step, stride);
    }

    private static void put(
            long e0,
            long e1,
            long e2,
            long e3,
            long o0,
            long o1,
            long o2,
            long o3,
            int[] out,
            int even,
            int odd,
            int step,
            int stride) {
        // Constant distances between columns spare most checks of the index.
        if (step == 1) {
            putNear(e0 + o0, e2 + o2, e3 - o3, e1 - o1, out, even, even + stride);
            putNear(e1 + o1, e3 + o3, e2 - o2, e0 - o0, out, odd, odd + stride);
        } else {
            putApart(e0 + o0, e2 + o2, e3 - o3, e1 - o1, out, even, even + stride);
            putApart(e1 + o1, e3 + o3, e2 - o2, e0 - o0, out, odd, odd + stride);
        }
    }

    private static void putNear(long a, long b, long c, long d, int[] out, int row, int below) {
        out[row] = (int) a;
        out[row + 3] = (int) d;
        out[row + 1] = (int) b;
        out[row + 2] = (int) c;
        out[below] = (int) (a >>> 32);
        out[below + 3] = (int) (d >>> 32);
        out[below + 1] = (int) (b >>> 32);
        out[below + 2] = (int) (c >>> 32);
    }

    private static void putApart(long a, long b, long c, long d, int[] out, int row, int below) {
        out[row] = (int) a;
        out[row + 6] = (int) d;
        out[row + 2] = (int) b;
        out[row + 4] = (int) c;
        out[below] = (int) (a >>> 32);
        out[below + 6] = (int) (d >>> 32);
        out[below + 2] = (int) (b >>> 32);
        out[below + 4] = (int) (c >>> 32);
    }
}
