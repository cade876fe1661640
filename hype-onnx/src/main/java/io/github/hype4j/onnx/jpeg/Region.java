package io.github.hype4j.onnx.jpeg;

/**
 * A rectangle of pixels.
 *
 * @param left the first column
 * @param top the first row
 * @param right one past the last column
 * @param bottom one past the last row
 */
public record Region(int left, int top, int right, int bottom) {

    /**
     * Checks the order of the sides.
     *
     * @param left the first column
     * @param top the first row
     * @param right one past the last column
     * @param bottom one past the last row
     * @throws IllegalArgumentException if a side is negative or the rectangle is empty
     */
    public Region {
        if (left < 0 || top < 0 || right <= left || bottom <= top) {
            throw new IllegalArgumentException("region must hold a pixel, got columns " + left + " to " + right
                    + " and rows " + top + " to " + bottom);
        }
    }

    /**
     * All of an image.
     *
     * @param width pixels in a row
     * @param height rows of pixels
     * @return the region
     */
    public static Region all(int width, int height) {
        return new Region(0, 0, width, height);
    }
}
