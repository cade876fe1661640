package io.github.hype4j.onnx.image;

/** The pixels of an image file, before any conversion of colours. The samples belong to the receiver, who may change them. */
final class DecodedImage {

    private static final int[] NO_PALETTE = {};

    private final int width;
    private final int height;
    private final PixelLayout layout;
    private final byte[] samples;
    private final int[] palette;

    private DecodedImage(int width, int height, PixelLayout layout, byte[] samples, int[] palette) {
        this.width = width;
        this.height = height;
        this.layout = layout;
        this.samples = samples;
        this.palette = palette;
    }

    /** Samples of a pixel side by side, rows from the top. */
    static DecodedImage of(int width, int height, PixelLayout layout, byte[] samples) {
        return new DecodedImage(width, height, layout, samples, NO_PALETTE);
    }

    /** One index a pixel, and the colours 0xRRGGBB of a {@link Palette}. */
    static DecodedImage ofPalette(int width, int height, byte[] indices, int[] palette) {
        return new DecodedImage(width, height, PixelLayout.PALETTE, indices, palette);
    }

    /** The same kind of image with other pixels. */
    DecodedImage withSamples(int width, int height, byte[] samples) {
        return new DecodedImage(width, height, layout, samples, palette);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    PixelLayout layout() {
        return layout;
    }

    byte[] samples() {
        return samples;
    }

    /** 256 colours for {@link PixelLayout#PALETTE}, none for other layouts. */
    int[] palette() {
        return palette;
    }
}
