package io.github.hype4j.onnx.image;

/** Resizes palette indices, which cannot be mixed: each pixel is the nearest one of the source. */
final class NearestResampler {

    /** Beyond this, positions are multiplied out: nothing of that size can be compared with a reference. */
    private static final long LONGEST_SUM = 1 << 24;

    private NearestResampler() {}

    static byte[] resample(byte[] indices, int width, int height, Placement placement, int size) {
        int[] columns = sources(width, placement.width(), placement.left(), size);
        int[] rows = sources(height, placement.height(), placement.top(), size);
        byte[] out = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (rows[y] < height && columns[x] < width) {
                    out[y * size + x] = indices[rows[y] * width + columns[x]];
                }
            }
        }
        return out;
    }

    /**
     * The source pixel of each pixel in the window. The position is a running sum because the reference's is, and its
     * rounding decides ties.
     */
    private static int[] sources(int inSize, long outSize, long start, int count) {
        double step = inSize / (double) outSize;
        double position = step * 0.5;
        if (outSize > LONGEST_SUM) {
            position += start * step;
        } else {
            for (long i = 0; i < start; i++) {
                position += step;
            }
        }
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = (int) position;
            position += step;
        }
        return sources;
    }
}
