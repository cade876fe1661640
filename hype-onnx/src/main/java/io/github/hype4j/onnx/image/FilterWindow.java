package io.github.hype4j.onnx.image;

/** The source pixels that one pixel of a resized line is mixed from, with their weights; moved from pixel to pixel. */
final class FilterWindow {

    private final int inSize;
    private final ImagePreparation.Interpolation interpolation;
    private final double scale;
    private final double inverse;
    private final double support;
    private final double[] weights;
    private int first;
    private int taps;

    private FilterWindow(int inSize, long outSize, ImagePreparation.Interpolation interpolation) {
        this.inSize = inSize;
        this.interpolation = interpolation;
        this.scale = inSize / (double) outSize;
        double filterScale = Math.max(scale, 1);
        this.inverse = 1 / filterScale;
        this.support = interpolation.support() * filterScale;
        this.weights = new double[(int) Math.ceil(support) * 2 + 1];
    }

    /**
     * @param inSize length of the source line
     * @param outSize length of the whole resized line
     */
    static FilterWindow of(int inSize, long outSize, ImagePreparation.Interpolation interpolation) {
        return new FilterWindow(inSize, outSize, interpolation);
    }

    /** Moves to a pixel of the whole resized line. */
    void moveTo(long pixel) {
        double center = (pixel + 0.5) * scale;
        first = Math.max((int) (center - support + 0.5), 0);
        taps = Math.min((int) (center + support + 0.5), inSize) - first;
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
            weights[tap] = interpolation.weight((tap + first - center + 0.5) * inverse);
            sum += weights[tap];
        }
        if (sum != 0) {
            for (int tap = 0; tap < taps; tap++) {
                weights[tap] /= sum;
            }
        }
    }

    /** The most source pixels that any pixel is mixed from. */
    int mostTaps() {
        return weights.length;
    }

    int first() {
        return first;
    }

    int taps() {
        return taps;
    }

    /** Of a sum of 1, in the first {@link #taps} places; overwritten by the next move. */
    double[] weights() {
        return weights;
    }
}
