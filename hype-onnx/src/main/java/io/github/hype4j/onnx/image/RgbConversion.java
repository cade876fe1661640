package io.github.hype4j.onnx.image;

/** The last step on pixels: from what they were resized as to interleaved red, green and blue. */
final class RgbConversion {

    private RgbConversion() {}

    static byte[] toRgb(byte[] samples, PixelLayout layout) {
        return switch (layout) {
            case RGB -> samples;
            case RGBA -> withoutAlpha(samples);
            case GREY, GREY_ALPHA -> fromGrey(samples, layout.bands());
            case CMYK -> fromCmyk(samples);
            case PALETTE -> throw new IllegalArgumentException("a palette image needs its palette");
        };
    }

    static byte[] fromPalette(byte[] indices, int[] palette) {
        byte[] rgb = new byte[indices.length * 3];
        for (int i = 0; i < indices.length; i++) {
            int colour = palette[indices[i] & 0xFF];
            rgb[3 * i] = (byte) (colour >> 16);
            rgb[3 * i + 1] = (byte) (colour >> 8);
            rgb[3 * i + 2] = (byte) colour;
        }
        return rgb;
    }

    private static byte[] withoutAlpha(byte[] rgba) {
        byte[] rgb = new byte[rgba.length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
            rgb[to] = rgba[from];
            rgb[to + 1] = rgba[from + 1];
            rgb[to + 2] = rgba[from + 2];
        }
        return rgb;
    }

    private static byte[] fromGrey(byte[] grey, int bands) {
        byte[] rgb = new byte[grey.length / bands * 3];
        for (int from = 0, to = 0; to < rgb.length; from += bands, to += 3) {
            rgb[to] = grey[from];
            rgb[to + 1] = grey[from];
            rgb[to + 2] = grey[from];
        }
        return rgb;
    }

    /** The light that the black ink leaves, less the share of it that each other ink takes. */
    private static byte[] fromCmyk(byte[] cmyk) {
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
            int light = 255 - (cmyk[from + 3] & 0xFF);
            for (int i = 0; i < 3; i++) {
                rgb[to + i] = (byte) (light - AlphaWeighting.timesOver255(cmyk[from + i] & 0xFF, light));
            }
        }
        return rgb;
    }
}
