package io.github.hype4j.onnx.image;

import java.util.Arrays;

/**
 * Separable convolution in integers: along rows, rounded to 8 bits, then along columns, rounded to 8 bits. Only what the
 * window of the weights needs is computed.
 *
 * <p>A source row is spread at once over the sums of all output rows that it has a part in, so that no picture between
 * the two passes is kept, and the inner loop of the second pass runs along memory.
 */
final class Resampler {

    private static final int HALF = 1 << (ResampleWeights.FRACTION_BITS - 1);

    private Resampler() {}

    /** The window, {@code columns.count()} wide and {@code rows.count()} high, of {@code bands} interleaved samples. */
    static byte[] resample(byte[] samples, int width, int bands, ResampleWeights columns, ResampleWeights rows) {
        int rowLength = columns.count() * bands;
        int[] sums = new int[Math.multiplyExact(rows.count(), rowLength)];
        Arrays.fill(sums, HALF);
        int[] row = new int[rowLength];
        int lastRow = rows.count() - 1;
        int started = 0;
        for (int y = rows.first()[0]; y < rows.end(lastRow); y++) {
            while (rows.end(started) <= y) {
                started++;
            }
            alongRow(samples, y * width * bands, bands, columns, row);
            for (int out = started; out <= lastRow && rows.first()[out] <= y; out++) {
                int tap = y - rows.first()[out];
                if (tap < rows.taps()[out]) {
                    add(row, rows.weights()[out * rows.stride() + tap], sums, out * rowLength);
                }
            }
        }
        return rounded(sums);
    }

    private static void alongRow(byte[] samples, int offset, int bands, ResampleWeights columns, int[] row) {
        switch (bands) {
            case 1 ->
                alongOneBand(
                        samples, offset, columns.first(), columns.taps(), columns.weights(), columns.stride(), row);
            case 3 ->
                alongThreeBands(
                        samples, offset, columns.first(), columns.taps(), columns.weights(), columns.stride(), row);
            default -> {
                for (int band = 0; band < bands; band++) {
                    alongBand(samples, offset + band, bands, columns, row, band);
                }
            }
        }
    }

    private static void alongOneBand(
            byte[] samples, int offset, int[] first, int[] taps, int[] weights, int stride, int[] row) {
        for (int x = 0; x < first.length; x++) {
            int at = offset + first[x];
            int weight = x * stride;
            int end = weight + taps[x];
            int sum = HALF;
            for (; weight < end; weight++, at++) {
                sum += (samples[at] & 0xFF) * weights[weight];
            }
            row[x] = clipped(sum);
        }
    }

    private static void alongThreeBands(
            byte[] samples, int offset, int[] first, int[] taps, int[] weights, int stride, int[] row) {
        for (int x = 0; x < first.length; x++) {
            int at = offset + first[x] * 3;
            int end = x * stride + taps[x];
            int red = HALF;
            int green = HALF;
            int blue = HALF;
            for (int i = x * stride; i < end; i++, at += 3) {
                int weight = weights[i];
                red += (samples[at] & 0xFF) * weight;
                green += (samples[at + 1] & 0xFF) * weight;
                blue += (samples[at + 2] & 0xFF) * weight;
            }
            row[3 * x] = clipped(red);
            row[3 * x + 1] = clipped(green);
            row[3 * x + 2] = clipped(blue);
        }
    }

    private static void alongBand(byte[] samples, int offset, int bands, ResampleWeights columns, int[] row, int band) {
        int[] weights = columns.weights();
        for (int x = 0; x < columns.count(); x++) {
            int at = offset + columns.first()[x] * bands;
            int weight = x * columns.stride();
            int end = weight + columns.taps()[x];
            int sum = HALF;
            for (; weight < end; weight++, at += bands) {
                sum += (samples[at] & 0xFF) * weights[weight];
            }
            row[x * bands + band] = clipped(sum);
        }
    }

    private static void add(int[] row, int weight, int[] sums, int offset) {
        for (int i = 0; i < row.length; i++) {
            sums[offset + i] += row[i] * weight;
        }
    }

    private static byte[] rounded(int[] sums) {
        byte[] out = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            out[i] = (byte) clipped(sums[i]);
        }
        return out;
    }

    private static int clipped(int sum) {
        return Math.min(Math.max(sum >> ResampleWeights.FRACTION_BITS, 0), 255);
    }
}
