package io.github.hype4j.onnx.jpeg;

/** What is added to luma for a colour, in the 16-bit fixed point of libjpeg; differences of colour are 0 to 255. */
final class Ycc {

    private static final int HALF = 1 << 15;
    static final int RED_OF_CR = fixedPoint(1.40200);
    static final int GREEN_OF_CB = fixedPoint(0.34414);
    static final int GREEN_OF_CR = fixedPoint(0.71414);
    static final int BLUE_OF_CB = fixedPoint(1.77200);

    private static final int NEUTRAL = 128;
    static final int RED_AT_ZERO = HALF - NEUTRAL * RED_OF_CR;
    static final int GREEN_AT_ZERO = HALF + NEUTRAL * (GREEN_OF_CB + GREEN_OF_CR);
    static final int BLUE_AT_ZERO = HALF - NEUTRAL * BLUE_OF_CB;

    private Ycc() {}

    static int red(int cr) {
        return (RED_OF_CR * cr + RED_AT_ZERO) >> 16;
    }

    static int green(int cb, int cr) {
        return (GREEN_AT_ZERO - GREEN_OF_CB * cb - GREEN_OF_CR * cr) >> 16;
    }

    static int blue(int cb) {
        return (BLUE_OF_CB * cb + BLUE_AT_ZERO) >> 16;
    }

    private static int fixedPoint(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }
}
