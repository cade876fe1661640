package io.github.hype4j.onnx.jpeg;

/**
 * Arithmetic on rows of samples. Each loop is small and reads and writes its arrays at one index, which is what the
 * compiler of Java 17 turns into vector instructions.
 */
final class Levels {

    private Levels() {}

    /** Makes samples out of what {@link InverseDct} writes: rounds and clips to 0..255, in place. */
    static void settle(int[] samples, int from, int to) {
        for (int i = from; i < to; i++) {
            samples[i] = clipped((samples[i] >>> InverseDct.FRACTION) - InverseDct.SURPLUS);
        }
    }

    /** Clips to 0..255; {@code Math.min} and {@code max} are not vectorized by Java 17. */
    static int clipped(int level) {
        int positive = level & ~(level >> 31);
        return (positive | (255 - positive) >> 31) & 255;
    }

    /** 3/4 of the nearer row and 1/4 of the farther one, as fourths. */
    static void blend(int[] near, int[] far, int[] out, int width) {
        for (int i = 0; i < width; i++) {
            out[i] = 3 * near[i] + far[i];
        }
    }

    static void roundFourths(int[] fourths, int rounding, int[] out, int width) {
        for (int i = 0; i < width; i++) {
            out[i] = (fourths[i] + rounding) >> 2;
        }
    }

    static void roundSixteenths(int[] sixteenths, int rounding, int[] out, int width) {
        for (int i = 0; i < width; i++) {
            out[i] = (sixteenths[i] + rounding) >> 4;
        }
    }
}
