package io.github.hype4j.onnx.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Pixels of one to four samples as one int each, the first sample lowest, so that a picture is turned by moving pixels and
 * not samples. The bits above the last sample mean nothing.
 */
final class PackedPixels {

    private static final VarHandle EIGHT_SAMPLES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private PackedPixels() {}

    /**
     * Packs two columns of {@code count} pixels that stand side by side. Eight samples are read at once, whatever they
     * belong to.
     *
     * @param at the first sample of the first pixel of the left column
     * @param stride from there to the next row
     */
    static void gatherTwoColumns(byte[] samples, int at, int stride, int bands, int[] left, int[] right, int count) {
        int shift = 8 * bands;
        for (int i = 0; i < count; i++, at += stride) {
            long pixels = (long) EIGHT_SAMPLES.get(samples, at);
            left[i] = (int) pixels;
            right[i] = (int) (pixels >>> shift);
        }
    }

    /** Writes the sample of each pixel that starts at the bit {@code shift}, as a level of 0 to 255. */
    static void unpack(int[] pixels, int shift, int[] levels, int count) {
        for (int i = 0; i < count; i++) {
            levels[i] = pixels[i] >>> shift & 0xFF;
        }
    }

    /** Does for three samples at once what {@link #unpack} does for one. */
    static void unpackThree(int[] pixels, int[] a, int[] b, int[] c, int count) {
        for (int i = 0; i < count; i++) {
            int pixel = pixels[i];
            a[i] = pixel & 0xFF;
            b[i] = pixel >>> 8 & 0xFF;
            c[i] = pixel >>> 16 & 0xFF;
        }
    }

    /** Writes the samples of pixels into three planes, from the index {@code at} on. */
    static void split(int[] pixels, byte[] a, byte[] b, byte[] c, int at, int count) {
        for (int i = 0; i < count; i++) {
            int pixel = pixels[i];
            a[at + i] = (byte) pixel;
            b[at + i] = (byte) (pixel >> 8);
            c[at + i] = (byte) (pixel >> 16);
        }
    }

    /** Packs levels of 0 to 255, an array a band. */
    static void pack(int[][] levels, int bands, int[] pixels, int count) {
        switch (bands) {
            case 1 -> System.arraycopy(levels[0], 0, pixels, 0, count);
            case 2 -> packTwo(levels[0], levels[1], pixels, count);
            case 3 -> packThree(levels[0], levels[1], levels[2], pixels, count);
            default -> {
                packThree(levels[0], levels[1], levels[2], pixels, count);
                addFourth(levels[3], pixels, count);
            }
        }
    }

    private static void packTwo(int[] a, int[] b, int[] pixels, int count) {
        for (int i = 0; i < count; i++) {
            pixels[i] = a[i] | b[i] << 8;
        }
    }

    private static void packThree(int[] a, int[] b, int[] c, int[] pixels, int count) {
        for (int i = 0; i < count; i++) {
            pixels[i] = a[i] | b[i] << 8 | c[i] << 16;
        }
    }

    private static void addFourth(int[] d, int[] pixels, int count) {
        for (int i = 0; i < count; i++) {
            pixels[i] |= d[i] << 24;
        }
    }
}
