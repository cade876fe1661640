package io.github.hype4j.onnx.image;

/**
 * A ring that keeps an array of levels for each line and band.
 *
 * <p>The loops index several arrays by one variable and nothing else, and each is a small method of its own: so compilers
 * turn them into vector instructions. The compiler of Java 17 does so for four taps at once but not for more.
 */
final class ScalarLineRing implements LineRing {

    private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);

    private int slots;
    private final int bands;
    private final int length;
    private final int[][] levels;

    private final int[][] mixed;

    private ScalarLineRing(int slots, int bands, int length) {
        this.slots = slots;
        this.bands = bands;
        this.length = length;
        this.levels = new int[slots * bands][length];
        this.mixed = new int[bands][length];
    }

    static ScalarLineRing of(int slots, int bands, int length) {
        return new ScalarLineRing(slots, bands, length);
    }

    @Override
    public boolean reshape(int slots, int bands, int length) {
        if (bands != this.bands || length != this.length || slots * bands > levels.length) {
            return false;
        }
        this.slots = slots;
        return true;
    }

    @Override
    public long size() {
        return (long) (levels.length + bands) * length;
    }

    @Override
    public void put(int line, int[] pixels, int count) {
        int at = line % slots * bands;
        if (bands == 3) {
            PackedPixels.unpackThree(pixels, levels[at], levels[at + 1], levels[at + 2], count);
        } else {
            for (int band = 0; band < bands; band++) {
                PackedPixels.unpack(pixels, 8 * band, levels[at + band], count);
            }
        }
    }

    @Override
    public void mix(ResampleWeights weights, int pixel, int[] mixed, int count) {
        for (int band = 0; band < bands; band++) {
            mixBand(band, weights, pixel, this.mixed[band], count);
        }
        PackedPixels.pack(this.mixed, bands, mixed, count);
    }

    @Override
    public void mix(ResampleWeights weights, int pixel, byte[][] planes, int at, int count) {
        for (int band = 0; band < bands; band++) {
            mixBand(band, weights, pixel, mixed[band], count);
            narrow(mixed[band], planes[band], at, count);
        }
    }

    private void mixBand(int band, ResampleWeights weights, int pixel, int[] mixed, int count) {
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

    private static void narrow(int[] row, byte[] plane, int at, int count) {
        for (int x = 0; x < count; x++) {
            plane[at + x] = (byte) row[x];
        }
    }
}
