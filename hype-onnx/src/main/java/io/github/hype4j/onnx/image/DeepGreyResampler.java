package io.github.hype4j.onnx.image;

/**
 * Resizes 16-bit grey as Pillow resizes its mode {@code I}: sums in double precision, each rounded half away from zero to an
 * integer that may leave the range, along rows and then along columns; clipped to 0..255 in the end. Such images are rare, so
 * nothing is done for speed.
 */
final class DeepGreyResampler {

    private DeepGreyResampler() {}

    /** The square as one plane, from samples of two bytes, the high one first. */
    static byte[] resample(byte[] samples, int width, int height, Placement placement, ImagePreparation preparation) {
        int size = preparation.size();
        FilterWindow across = FilterWindow.of(width, placement.width(), preparation.interpolation());
        FilterWindow down = FilterWindow.of(height, placement.height(), preparation.interpolation());
        down.moveTo(placement.top());
        int firstRow = down.first();
        down.moveTo(placement.top() + size - 1);
        int[][] columns = new int[size][down.first() + down.taps() - firstRow];
        for (int x = 0; x < size; x++) {
            across.moveTo(placement.left() + x);
            for (int y = 0; y < columns[x].length; y++) {
                double sum = 0;
                int at = (firstRow + y) * width + across.first();
                for (int tap = 0; tap < across.taps(); tap++, at++) {
                    sum += level(samples, at) * across.weights()[tap];
                }
                columns[x][y] = rounded(sum);
            }
        }
        byte[] square = new byte[size * size];
        for (int y = 0; y < size; y++) {
            down.moveTo(placement.top() + y);
            for (int x = 0; x < size; x++) {
                double sum = 0;
                for (int tap = 0; tap < down.taps(); tap++) {
                    sum += columns[x][down.first() - firstRow + tap] * down.weights()[tap];
                }
                square[y * size + x] = (byte) Math.max(0, Math.min(255, rounded(sum)));
            }
        }
        return square;
    }

    private static double level(byte[] samples, int pixel) {
        return (samples[2 * pixel] & 0xFF) << 8 | (samples[2 * pixel + 1] & 0xFF);
    }

    private static int rounded(double sum) {
        return (int) (sum >= 0 ? Math.floor(sum + 0.5) : -Math.floor(0.5 - sum));
    }
}
