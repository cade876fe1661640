package io.github.hype4j.onnx.jpeg;

/**
 * The inverse DCT of coefficients that no encoder makes of an image, but damage does. Here it matters that libjpeg-turbo's
 * vector instructions hold samples in 16 bits between the steps: sums wrap, results of a pass saturate.
 */
final class SaturatingDct {

    /** A larger sum of magnitudes may leave 16 bits; a smaller one cannot, and {@link InverseDct} gives the same. */
    static final int HARMLESS = 2900;

    private static final int COLUMN_FRACTION = 11;

    private SaturatingDct() {}

    /** As {@link InverseDct#transform}. */
    static void transform(Block block, int[] out, int even, int odd, int step, int stride) {
        int[] work = new int[64];
        for (int i = 0; i < 64; i++) {
            work[i] = (short) block.coefficients[i];
        }
        // Without coefficients below the first row, the library only shifts it, which wraps and does not saturate.
        boolean isFirstRowAlone = (block.mask & ~0xFFL) == 0;
        for (int column = 0; column < 8; column++) {
            if (isFirstRowAlone) {
                int value = (short) (work[column] << 2);
                for (int row = 0; row < 8; row++) {
                    work[8 * row + column] = value;
                }
            } else {
                pass(work, column, 8, COLUMN_FRACTION);
            }
        }
        for (int row = 0; row < 8; row++) {
            pass(work, 8 * row, 1, InverseDct.FRACTION);
            for (int i = 0; i < 4; i++) {
                out[even + row * stride + i * step] = level(work[8 * row + 2 * i]);
                out[odd + row * stride + i * step] = level(work[8 * row + 2 * i + 1]);
            }
        }
    }

    /** A sample as {@link InverseDct} writes it. */
    private static int level(int value) {
        return (Math.min(Math.max(value + 128, 0), 255) + InverseDct.SURPLUS) << InverseDct.FRACTION;
    }

    private static void pass(int[] work, int at, int step, int fraction) {
        int in1 = work[at + step];
        int in2 = work[at + 2 * step];
        int in3 = work[at + 3 * step];
        int in5 = work[at + 5 * step];
        int in6 = work[at + 6 * step];
        int in7 = work[at + 7 * step];
        int sum = (short) (work[at] + work[at + 4 * step]) << 13;
        int difference = (short) (work[at] - work[at + 4 * step]) << 13;
        int z1 = (in2 + in6) * InverseDct.C0_541;
        int even2 = z1 - in6 * InverseDct.C1_847;
        int even3 = z1 + in2 * InverseDct.C0_765;
        int z3 = (short) (in3 + in7);
        int z4 = (short) (in1 + in5);
        int z5 = (z3 + z4) * InverseDct.C1_175;
        z3 = z5 - z3 * InverseDct.C1_961;
        z4 = z5 - z4 * InverseDct.C0_390;
        int z17 = (in1 + in7) * InverseDct.C0_899;
        int z35 = (in3 + in5) * InverseDct.C2_562;
        int o0 = in1 * InverseDct.C1_501 - z17 + z4;
        int o1 = in3 * InverseDct.C3_072 - z35 + z3;
        int o2 = in5 * InverseDct.C2_053 - z35 + z4;
        int o3 = in7 * InverseDct.C0_298 - z17 + z3;
        put(sum + even3, o0, work, at, at + 7 * step, fraction);
        put(difference + even2, o1, work, at + step, at + 6 * step, fraction);
        put(difference - even2, o2, work, at + 2 * step, at + 5 * step, fraction);
        put(sum - even3, o3, work, at + 3 * step, at + 4 * step, fraction);
    }

    private static void put(int even, int odd, int[] work, int upper, int lower, int fraction) {
        int half = 1 << (fraction - 1);
        work[upper] = saturated((even + odd + half) >> fraction);
        work[lower] = saturated((even - odd + half) >> fraction);
    }

    private static int saturated(int value) {
        return Math.min(Math.max(value, Short.MIN_VALUE), Short.MAX_VALUE);
    }
}
