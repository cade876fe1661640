package io.github.hype4j.onnx.image;

/** The colour transform of four-component JPEG files, in the 16-bit fixed point of libjpeg. */
final class YccInks {

    private static final int HALF = 1 << 15;
    private static final int RED_OF_CR = fixedPoint(1.40200);
    private static final int GREEN_OF_CB = fixedPoint(0.34414);
    private static final int GREEN_OF_CR = fixedPoint(0.71414);
    private static final int BLUE_OF_CB = fixedPoint(1.77200);

    private YccInks() {}

    /** Turns luma, chroma and inverted black into the four inks, in place. */
    static void fromYcck(byte[] samples) {
        for (int at = 0; at < samples.length; at += 4) {
            int y = samples[at] & 0xFF;
            int cb = (samples[at + 1] & 0xFF) - 128;
            int cr = (samples[at + 2] & 0xFF) - 128;
            // libjpeg gives 255 less these, and Pillow inverts all four.
            samples[at] = clipped(y + ((RED_OF_CR * cr + HALF) >> 16));
            samples[at + 1] = clipped(y + ((-GREEN_OF_CB * cb - GREEN_OF_CR * cr + HALF) >> 16));
            samples[at + 2] = clipped(y + ((BLUE_OF_CB * cb + HALF) >> 16));
            samples[at + 3] = (byte) (255 - (samples[at + 3] & 0xFF));
        }
    }

    private static int fixedPoint(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }

    private static byte clipped(int level) {
        return (byte) Math.min(Math.max(level, 0), 255);
    }
}
