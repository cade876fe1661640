package io.github.hype4j.onnx.image;

/**
 * The size that an image is resized to, and where the square starts that is then cut out.
 *
 * <p>The sides are long because the longer side of an extreme image can pass an int; only the square is ever computed.
 */
record Placement(long width, long height, long left, long top) {

    static Placement of(int width, int height, ImagePreparation preparation) {
        int size = preparation.size();
        if (preparation.resize() == ImagePreparation.Resize.STRETCH) {
            return new Placement(size, size, 0, 0);
        }
        long longer = (long) (((long) size * Math.max(width, height)) / (double) Math.min(width, height));
        long resizedWidth = width <= height ? size : longer;
        long resizedHeight = width <= height ? longer : size;
        return new Placement(resizedWidth, resizedHeight, start(resizedWidth, size), start(resizedHeight, size));
    }

    /** Whether resizing changes nothing. */
    boolean keepsSize(int sourceWidth, int sourceHeight) {
        return width == sourceWidth && height == sourceHeight;
    }

    private static long start(long length, int size) {
        return (long) Math.rint((length - size) / 2.0);
    }
}
