package io.github.hype4j.onnx.image;

/**
 * The latest lines of a picture, an array of levels for each line and band: its columns for the first pass of resizing, its
 * rows for the second. A line takes the place of the one that came as many lines before as the ring has slots.
 *
 * <p>The loops index several arrays by one variable and nothing else, and each is a small method of its own: so compilers
 * turn them into vector instructions. The compiler of Java 17 does so for four taps at once but not for more.
 */
final class LineRing {

    private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);

    private int slots;
    private final int bands;
    private final int length;
    private final int[][] levels;

    private LineRing(int slots, int bands, int length) {
        this.slots = slots;
        this.bands = bands;
        this.length = length;
        this.levels = new int[slots * bands][length];
    }

    static LineRing of(int slots, int bands, int length) {
        return new LineRing(slots, bands, length);
    }

    /** A ring for other lines: this one, if its arrays fit. What it held is lost. */
    LineRing reshaped(int slots, int bands, int length) {
        if (bands != this.bands || length != this.length || slots * bands > levels.length) {
            return new LineRing(slots, bands, length);
        }
        this.slots = slots;
        return this;
    }

    /** How many ints it holds. */
    long size() {
        return (long) levels.length * length;
    }

    /** Puts the first {@code count} pixels of a line in. */
    void put(int line, int[] pixels, int count) {
        int at = line % slots * bands;
        if (bands == 3) {
            PackedPixels.unpackThree(pixels, levels[at], levels[at + 1], levels[at + 2], count);
        } else {
            for (int band = 0; band < bands; band++) {
                PackedPixels.unpack(pixels, 8 * band, levels[at + band], count);
            }
        }
    }

    /** The weighted sum of the lines that a pixel is mixed from, rounded and clipped to 0..255, for one band. */
    void mix(int band, ResampleWeights weights, int pixel, int[] mixed, int count) {
        int line = weights.first()[pixel] % slots;
        int weight = pixel * weights.stride();
        int end = weight + weights.taps()[pixel];
        int[] all = weights.weights();
        for (int at = weight; at < end; at += ResampleWeights.TAPS_AT_ONCE) {
            int[] a = levels[line * bands + band];
            line = next(line);
            int[] b = levels[line * bands + band];
            line = next(line);
            int[] c = levels[line * bands + band];
            line = next(line);
            int[] d = levels[line * bands + band];
            line = next(line);
            if (at == weight) {
                set(a, b, c, d, all[at], all[at + 1], all[at + 2], all[at + 3], mixed, count);
            } else {
                add(a, b, c, d, all[at], all[at + 1], all[at + 2], all[at + 3], mixed, count);
            }
        }
        round(mixed, count);
    }

    private int next(int line) {
        return line + 1 == slots ? 0 : line + 1;
    }

    private static void set(
            int[] a, int[] b, int[] c, int[] d, int ofA, int ofB, int ofC, int ofD, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = HALF + a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD;
        }
    }

    private static void add(
            int[] a, int[] b, int[] c, int[] d, int ofA, int ofB, int ofC, int ofD, int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += a[i] * ofA + b[i] * ofB + c[i] * ofC + d[i] * ofD;
        }
    }

    /** Without Math.min and max, which Java 17 does not turn into vector instructions. */
    private static void round(int[] sums, int count) {
        for (int i = 0; i < count; i++) {
            int level = sums[i] >> ResampleWeights.FRACTION_BITS;
            level &= ~(level >> 31);
            sums[i] = (level | (255 - level) >> 31) & 0xFF;
        }
    }
}
