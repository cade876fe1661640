package io.github.hype4j.onnx.jpeg;

/** What is added to luma for a colour, in the 16-bit fixed point of libjpeg; differences of colour are 0 to 255. */
final class Ycc {

    private static final int HALF = 1 << 15;
    private static final int RED_OF_CR = fixedPoint(1.40200);
    private static final int GREEN_OF_CB = fixedPoint(0.34414);
    private static final int GREEN_OF_CR = fixedPoint(0.71414);
    private static final int BLUE_OF_CB = fixedPoint(1.77200);
    private static final int NEUTRAL = 128;

    private Ycc() {}

    static int red(int cr) {
        return (RED_OF_CR * cr + (HALF - NEUTRAL * RED_OF_CR)) >> 16;
    }

    static int green(int cb, int cr) {
        return ((HALF + NEUTRAL * (GREEN_OF_CB + GREEN_OF_CR)) - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> 16;
    }

    static int blue(int cb) {
        return (BLUE_OF_CB * cb + (HALF - NEUTRAL * BLUE_OF_CB)) >> 16;
    }

    private static int fixedPoint(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }
}
