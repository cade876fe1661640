package io.github.hype4j.onnx.image;

/**
 * For each pixel of a window of the resized line, the source pixels that it is mixed from and their weights, in fixed
 * point with {@link #FRACTION_BITS} fractional bits.
 */
final class ResampleWeights {

    /** 32 bits, less 8 for the sample and 2 for the overshoot of the filter's negative lobes. */
    static final int FRACTION_BITS = 22;

    /** Each pixel has places for a multiple of this many weights, of which those behind its taps are 0. */
    static final int TAPS_AT_ONCE = 4;

    private final int[] first;
    private final int[] taps;
    private final int[] weights;
    private final int stride;

    private ResampleWeights(int[] first, int[] taps, int[] weights, int stride) {
        this.first = first;
        this.taps = taps;
        this.weights = weights;
        this.stride = stride;
    }

    /**
     * @param inSize length of the source line
     * @param outSize length of the whole resized line
     * @param start where the window starts in the resized line
     * @param count length of the window
     */
    static ResampleWeights of(
            int inSize, long outSize, long start, int count, ImagePreparation.Interpolation interpolation) {
        FilterWindow window = FilterWindow.of(inSize, outSize, interpolation);
        int stride = (window.mostTaps() + TAPS_AT_ONCE - 1) / TAPS_AT_ONCE * TAPS_AT_ONCE;
        int[] first = new int[count];
        int[] taps = new int[count];
        int[] weights = new int[Math.multiplyExact(count, stride)];
        for (int i = 0; i < count; i++) {
            window.moveTo(start + i);
            first[i] = window.first();
            taps[i] = window.taps();
            for (int tap = 0; tap < taps[i]; tap++) {
                weights[i * stride + tap] = fixedPoint(window.weights()[tap]);
            }
        }
        return new ResampleWeights(first, taps, weights, stride);
    }

    /** Rounds half away from zero. */
    private static int fixedPoint(double weight) {
        double scaled = weight * (1 << FRACTION_BITS);
        return (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }

    int count() {
        return first.length;
    }

    /** The first source pixel of each pixel; never decreasing. */
    int[] first() {
        return first;
    }

    /** The number of source pixels of each pixel. */
    int[] taps() {
        return taps;
    }

    /** The weights, {@link #stride} places a pixel. */
    int[] weights() {
        return weights;
    }

    int stride() {
        return stride;
    }

    /** One past the last source pixel of a pixel; never decreasing. */
    int end(int pixel) {
        return first[pixel] + taps[pixel];
    }
}
