package io.github.hype4j.onnx.jpeg;

import io.github.hype4j.onnx.simd.VectorApi;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Rows of red, green and blue, side by side a pixel, out of the rows of three components; the arithmetic is libjpeg's. */
final class RgbRows implements RowWriter {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final boolean HAS_VECTORS = VectorApi.storesPartsOfEightInts();

    private final boolean isYcc;
    private final int[] even;
    private final int[] odd;
    private final int[] red;
    private final int[] green;
    private final int[] blue;

    RgbRows(boolean isYcc, int pairs) {
        this.isYcc = isYcc;
        this.even = new int[pairs];
        this.odd = new int[pairs];
        this.red = new int[pairs];
        this.green = new int[pairs];
        this.blue = new int[pairs];
    }

    @Override
    public void write(RowSource[] sources, int left, int right, byte[] out, int start) {
        int from = left / 2;
        if (isYcc && HAS_VECTORS) {
            from = SimdRgb.write(sources, from, right / 2, out, start + 6 * from);
        }
        int to = (right + 1) / 2;
        colours(sources[0].even(), sources[1].even(), sources[2].even(), from, to, even);
        colours(sources[0].odd(), sources[1].odd(), sources[2].odd(), from, to, odd);
        interleave(from, right, out, start + 6 * from);
    }

    /** Makes colours 0xBBGGRR. */
    private void colours(int[] first, int[] second, int[] third, int from, int to, int[] out) {
        if (isYcc) {
            red(first, third, from, to, red);
            green(first, second, third, from, to, green);
            blue(first, second, from, to, blue);
            pack(red, green, blue, from, to, out);
        } else {
            pack(first, second, third, from, to, out);
        }
    }

    private static void red(int[] luma, int[] cr, int from, int to, int[] out) {
        for (int i = from; i < to; i++) {
            out[i] = Levels.clipped(luma[i] + Ycc.red(cr[i]));
        }
    }

    private static void green(int[] luma, int[] cb, int[] cr, int from, int to, int[] out) {
        for (int i = from; i < to; i++) {
            out[i] = Levels.clipped(luma[i] + Ycc.green(cb[i], cr[i]));
        }
    }

    private static void blue(int[] luma, int[] cb, int from, int to, int[] out) {
        for (int i = from; i < to; i++) {
            out[i] = Levels.clipped(luma[i] + Ycc.blue(cb[i]));
        }
    }

    private static void pack(int[] red, int[] green, int[] blue, int from, int to, int[] out) {
        for (int i = from; i < to; i++) {
            out[i] = red[i] | green[i] << 8 | blue[i] << 16;
        }
    }

    private void interleave(int from, int right, byte[] out, int start) {
        int pair = from;
        int at = start;
        // Eight pixels are three longs.
        for (; 2 * pair + 8 <= right; pair += 4) {
            long p2 = even[pair + 1];
            long p5 = odd[pair + 2];
            LONGS.set(out, at, even[pair] | (long) odd[pair] << 24 | p2 << 48);
            LONGS.set(out, at + 8, p2 >> 16 | (long) odd[pair + 1] << 8 | (long) even[pair + 2] << 32 | p5 << 56);
            LONGS.set(out, at + 16, p5 >> 8 | (long) even[pair + 3] << 16 | (long) odd[pair + 3] << 40);
            at += 24;
        }
        for (int x = 2 * pair; x < right; x++) {
            int colour = (x % 2 == 0 ? even : odd)[x / 2];
            out[at++] = (byte) colour;
            out[at++] = (byte) (colour >> 8);
            out[at++] = (byte) (colour >> 16);
        }
    }
}
