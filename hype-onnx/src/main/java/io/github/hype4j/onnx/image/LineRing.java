package io.github.hype4j.onnx.image;

import io.github.hype4j.onnx.simd.VectorApi;

/**
 * The latest lines of a picture: its columns for the first pass of resizing, its rows for the second. A line takes the place
 * of the one that came as many lines before as the ring has slots. All rings give the same levels. Not thread-safe.
 */
interface LineRing {

    /** What makes rings. */
    @FunctionalInterface
    interface Factory {

        /**
         * @param slots how many lines it holds
         * @param bands samples of a pixel, from 1 to 4
         * @param length pixels of a line
         */
        LineRing of(int slots, int bands, int length);
    }

    /** Arrays of packed pixels have room for a multiple of this many: two of the widest vectors. */
    int PIXELS_AT_ONCE = 32;

    /** The fastest ring that this Java can run. */
    static LineRing of(int slots, int bands, int length) {
        // Colour is what pools hold: the other layouts are not worth loops of their own. Where lines are shorter, there
        // may
        // be hundreds of thousands, too many for empty places.
        return VectorApi.isUsable() && bands == SimdLineRing.BANDS && length >= PIXELS_AT_ONCE
                ? SimdLineRing.of(slots, length)
                : ScalarLineRing.of(slots, bands, length);
    }

    /** The least length of an array for so many packed pixels. */
    static int roomFor(int pixels) {
        return Math.multiplyExact((pixels + PIXELS_AT_ONCE - 1) / PIXELS_AT_ONCE, PIXELS_AT_ONCE);
    }

    /**
     * Makes room for other lines, if it has that much, and forgets those that it holds.
     *
     * @return false if another ring is needed
     */
    boolean reshape(int slots, int bands, int length);

    /** How many ints it takes. */
    long size();

    /**
     * Puts a line in.
     *
     * @param pixels packed as by {@link PackedPixels}, with {@linkplain #roomFor room}
     * @param count how many of them to take
     */
    void put(int line, int[] pixels, int count);

    /**
     * The weighted sums of the lines that a pixel is mixed from, rounded and clipped to 0..255, packed.
     *
     * @param mixed an array with {@linkplain #roomFor room}; what it holds behind {@code count} pixels is lost
     */
    void mix(ResampleWeights weights, int pixel, int[] mixed, int count);

    /** Gives what the other method gives, as planes, from the index {@code at} on. */
    void mix(ResampleWeights weights, int pixel, byte[][] planes, int at, int count);
}
