package io.github.hype4j.onnx.image;

/**
 * Separable convolution in integers: along rows, rounded to 8 bits, then along columns, rounded to 8 bits. Only what the
 * window of the weights needs is computed. Not thread-safe: an instance keeps its working memory for the next picture, if
 * it is not more than {@value #KEPT_INTS} ints.
 *
 * <p>Source rows are taken in blocks, which are copied so that they lie close together. Of a block, source columns are laid
 * out as arrays, so that the first pass adds columns and its loop runs over rows; what it makes is turned back into rows, so
 * that the second pass adds rows and its loop runs over columns.
 */
final class Resampler {

    /** Source rows in a block: enough for loops that are worth starting, few enough for the fast caches. */
    private static final int BLOCK = 128;

    /** Blocks of very long rows have fewer. */
    private static final int BLOCK_BYTES = 1 << 21;

    private static final int CACHE_LINE = 64;
    private static final int KEPT_INTS = 1 << 20;

    private final int[] left = new int[BLOCK];
    private final int[] right = new int[BLOCK];
    /** Four columns of the window, packed: turned together, they cost less. */
    private final int[][] turned = new int[4][BLOCK];

    private final LineRing.Factory rings;
    private LineRing columns;
    private LineRing rows;
    private int[][] packedRows = {};
    private byte[] block = {};
    private int blockStride;
    private int blockHeight = BLOCK;

    private Resampler(LineRing.Factory rings) {
        this.rings = rings;
        this.columns = rings.of(0, 0, 0);
        this.rows = rings.of(0, 0, 0);
    }

    /** A resampler that is as fast as this Java allows. */
    static Resampler create() {
        return with(LineRing::of);
    }

    /** A resampler that mixes lines by such rings. */
    static Resampler with(LineRing.Factory rings) {
        return new Resampler(rings);
    }

    /**
     * Resizes interleaved samples, and leaves them as they are.
     *
     * @param samples of the source, rows from the top
     * @param width of the source
     * @param bands from 1 to 4
     * @param across the weights along a row; its window is as wide as the result
     * @param down the weights along a column; its window is as high as the result
     * @return a plane for each band
     */
    byte[][] resample(byte[] samples, int width, int bands, ResampleWeights across, ResampleWeights down) {
        byte[][] planes = new byte[bands][Math.multiplyExact(across.count(), down.count())];
        reserve(bands, across, down);
        int end = down.end(down.count() - 1);
        int made = 0;
        for (int top = down.first()[0]; top < end; top += blockHeight) {
            int height = Math.min(blockHeight, end - top);
            alongRows(samples, top * width * bands, width, height, bands, across);
            for (int y = 0; y < height; y++) {
                rows.put(top + y, packedRows[y], across.count());
            }
            for (; made < down.count() && down.end(made) <= top + height; made++) {
                rows.mix(down, made, planes, made * across.count(), across.count());
            }
        }
        release();
        return planes;
    }

    private void reserve(int bands, ResampleWeights across, ResampleWeights down) {
        // An odd number of cache lines, lest rows collide in the cache; with room to read eight samples at the last
        // one.
        int rowLength = (across.end(across.count() - 1) - across.first()[0]) * bands;
        blockStride = (rowLength + Long.BYTES) / (2 * CACHE_LINE) * (2 * CACHE_LINE) + 3 * CACHE_LINE;
        blockHeight = Math.max(1, Math.min(BLOCK, BLOCK_BYTES / blockStride));
        columns = reshaped(columns, across.stride() + 1, bands, blockHeight);
        rows = reshaped(rows, BLOCK + down.stride(), bands, across.count());
        int length = LineRing.roomFor(across.count());
        if (packedRows.length == 0 || packedRows[0].length != length) {
            packedRows = new int[BLOCK][length];
        }
    }

    private LineRing reshaped(LineRing ring, int slots, int bands, int length) {
        return ring.reshape(slots, bands, length) ? ring : rings.of(slots, bands, length);
    }

    private void release() {
        long packed = (long) BLOCK * packedRows[0].length;
        if (columns.size() + rows.size() + packed + block.length / Integer.BYTES > KEPT_INTS) {
            columns = rings.of(0, 0, 0);
            rows = rings.of(0, 0, 0);
            packedRows = new int[0][];
            block = new byte[0];
        }
    }

    /** The first pass over a block, which starts at the sample {@code origin}, into {@link #packedRows}. */
    private void alongRows(byte[] samples, int origin, int width, int height, int bands, ResampleWeights across) {
        int next = across.first()[0];
        int count = across.count();
        int blockStart = next;
        copyBlock(samples, origin + next * bands, width * bands, (across.end(count - 1) - next) * bands, height);
        for (int x = 0; x < count; x++) {
            for (; next < across.end(x); next += 2) {
                int at = (next - blockStart) * bands;
                PackedPixels.gatherTwoColumns(block, at, blockStride, bands, left, right, height);
                columns.put(next, left, height);
                columns.put(next + 1, right, height);
            }
            int waiting = x % turned.length;
            columns.mix(across, x, turned[waiting], height);
            if (waiting == turned.length - 1) {
                turn(turned[0], turned[1], turned[2], turned[3], packedRows, x - waiting, height);
            } else if (x == count - 1) {
                for (int i = 0; i <= waiting; i++) {
                    turn(turned[i], packedRows, x - waiting + i, height);
                }
            }
        }
    }

    /** Copies the part of each row that the window needs. */
    private void copyBlock(byte[] samples, int at, int stride, int rowLength, int height) {
        if (block.length < blockStride * height) {
            block = new byte[blockStride * height];
        }
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, at + y * stride, block, y * blockStride, rowLength);
        }
    }

    private static void turn(int[] a, int[] b, int[] c, int[] d, int[][] rows, int x, int height) {
        for (int y = 0; y < height; y++) {
            int[] row = rows[y];
            row[x] = a[y];
            row[x + 1] = b[y];
            row[x + 2] = c[y];
            row[x + 3] = d[y];
        }
    }

    private static void turn(int[] column, int[][] rows, int x, int height) {
        for (int y = 0; y < height; y++) {
            rows[y][x] = column[y];
        }
    }
}
