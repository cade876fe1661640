package io.github.hype4j.onnx.image;

/** Multiplies colours by alpha and back, so that the hidden colours of clear pixels do not bleed when an image is resized. */
final class AlphaWeighting {

    private AlphaWeighting() {}

    /** Multiplies in place; alpha is the last band. */
    static void apply(byte[] samples, int bands) {
        for (int pixel = 0; pixel < samples.length; pixel += bands) {
            int alpha = samples[pixel + bands - 1] & 0xFF;
            for (int i = pixel; i < pixel + bands - 1; i++) {
                samples[i] = (byte) timesOver255(samples[i] & 0xFF, alpha);
            }
        }
    }

    /** Divides planes in place; alpha is the last one. */
    static void remove(byte[][] planes) {
        byte[] alphas = planes[planes.length - 1];
        for (int band = 0; band < planes.length - 1; band++) {
            byte[] plane = planes[band];
            for (int i = 0; i < plane.length; i++) {
                int alpha = alphas[i] & 0xFF;
                if (alpha != 0 && alpha != 255) {
                    plane[i] = (byte) Math.min(255 * (plane[i] & 0xFF) / alpha, 255);
                }
            }
        }
    }

    /** {@code a * b / 255}, rounded to nearest, for levels of 0 to 255. */
    static int timesOver255(int a, int b) {
        int product = a * b + 128;
        return ((product >> 8) + product) >> 8;
    }
}
