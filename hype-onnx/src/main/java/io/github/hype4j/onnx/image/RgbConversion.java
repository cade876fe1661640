package io.github.hype4j.onnx.image;

/** From what an image holds to red, green and blue. */
final class RgbConversion {

    private RgbConversion() {}

    /** Converts planes, after resizing; those that stay as they are are shared with the argument. */
    static byte[][] toRgb(byte[][] planes, PixelLayout layout) {
        return switch (layout) {
            case RGB, RGBA -> new byte[][] {planes[0], planes[1], planes[2]};
            case GREY, GREY_ALPHA -> new byte[][] {planes[0], planes[0], planes[0]};
            case CMYK -> fromCmyk(planes);
            case PALETTE, DEEP_GREY -> throw new IllegalArgumentException(layout + " is resized in another way");
        };
    }

    /** Looks the indices up after resizing. */
    static byte[][] fromPalette(byte[] indices, int[] palette) {
        byte[][] rgb = new byte[3][indices.length];
        for (int i = 0; i < indices.length; i++) {
            int colour = palette[indices[i] & 0xFF];
            rgb[0][i] = (byte) (colour >> 16);
            rgb[1][i] = (byte) (colour >> 8);
            rgb[2][i] = (byte) colour;
        }
        return rgb;
    }

    /** Converts the samples of an image before resizing, a pixel after the other; alpha is dropped. */
    static byte[] interleaved(DecodedImage image) {
        byte[] samples = image.samples();
        return switch (image.layout()) {
            case RGB -> samples;
            case RGBA -> withoutAlpha(samples);
            case GREY, GREY_ALPHA -> repeated(samples, image.layout().bands());
            case DEEP_GREY -> repeated(clipped(samples), 1);
            case CMYK -> fromCmyk(samples);
            case PALETTE -> lookedUp(samples, image.palette());
        };
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

    private static byte[] repeated(byte[] grey, int bands) {
        byte[] rgb = new byte[grey.length / bands * 3];
        for (int from = 0, to = 0; to < rgb.length; from += bands, to += 3) {
            rgb[to] = grey[from];
            rgb[to + 1] = grey[from];
            rgb[to + 2] = grey[from];
        }
        return rgb;
    }

    private static byte[] clipped(byte[] deepGrey) {
        byte[] grey = new byte[deepGrey.length / 2];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = deepGrey[2 * i] == 0 ? deepGrey[2 * i + 1] : (byte) 255;
        }
        return grey;
    }

    private static byte[] fromCmyk(byte[] cmyk) {
        byte[] rgb = new byte[cmyk.length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
            for (int ink = 0; ink < 3; ink++) {
                rgb[to + ink] = light(cmyk[from + ink], cmyk[from + 3]);
            }
        }
        return rgb;
    }

    private static byte[] lookedUp(byte[] indices, int[] palette) {
        byte[] rgb = new byte[indices.length * 3];
        for (int from = 0, to = 0; to < rgb.length; from++, to += 3) {
            int colour = palette[indices[from] & 0xFF];
            rgb[to] = (byte) (colour >> 16);
            rgb[to + 1] = (byte) (colour >> 8);
            rgb[to + 2] = (byte) colour;
        }
        return rgb;
    }

    private static byte[][] fromCmyk(byte[][] cmyk) {
        byte[][] rgb = new byte[3][cmyk[0].length];
        for (int ink = 0; ink < 3; ink++) {
            for (int i = 0; i < rgb[ink].length; i++) {
                rgb[ink][i] = light(cmyk[ink][i], cmyk[3][i]);
            }
        }
        return rgb;
    }

    /** The light that the black ink leaves, less the share of it that the other ink takes. */
    private static byte light(byte ink, byte black) {
        int light = 255 - (black & 0xFF);
        return (byte) (light - AlphaWeighting.timesOver255(ink & 0xFF, light));
    }
}
