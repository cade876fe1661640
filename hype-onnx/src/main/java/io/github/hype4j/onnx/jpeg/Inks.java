package io.github.hype4j.onnx.jpeg;

/** Files of four components hold light rather than ink, as Adobe's programs write them. */
public final class Inks {

    private Inks() {}

    /**
     * Turns the components of {@link JpegColour#CMYK} or {@link JpegColour#YCCK} into cyan, magenta, yellow and black, of
     * which 0 is no ink, as Pillow does.
     *
     * @param samples the four components of each pixel; changed in place
     * @param colour what they stand for
     */
    public static void fromComponents(byte[] samples, JpegColour colour) {
        if (colour == JpegColour.YCCK) {
            fromYcck(samples);
        } else {
            invert(samples);
        }
    }

    /**
     * Turns inverted inks into inks.
     *
     * @param samples the samples; changed in place
     */
    public static void invert(byte[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) ~samples[i];
        }
    }

    private static void fromYcck(byte[] samples) {
        for (int at = 0; at < samples.length; at += 4) {
            int y = samples[at] & 0xFF;
            int cb = samples[at + 1] & 0xFF;
            int cr = samples[at + 2] & 0xFF;
            // libjpeg gives 255 less these, and Pillow inverts all four.
            samples[at] = (byte) Levels.clipped(y + Ycc.red(cr));
            samples[at + 1] = (byte) Levels.clipped(y + Ycc.green(cb, cr));
            samples[at + 2] = (byte) Levels.clipped(y + Ycc.blue(cb));
            samples[at + 3] = (byte) ~samples[at + 3];
        }
    }
}
