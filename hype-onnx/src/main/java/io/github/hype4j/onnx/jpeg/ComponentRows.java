package io.github.hype4j.onnx.jpeg;

/** Rows of the components as they are, side by side a pixel. */
final class ComponentRows implements RowWriter {

    @Override
    public void write(RowSource[] sources, int left, int right, byte[] out, int start) {
        int bands = sources.length;
        for (int band = 0; band < bands; band++) {
            int[] even = sources[band].even();
            int[] odd = sources[band].odd();
            for (int x = left; x < right; x++) {
                out[start + x * bands + band] = (byte) (x % 2 == 0 ? even : odd)[x / 2];
            }
        }
    }
}
