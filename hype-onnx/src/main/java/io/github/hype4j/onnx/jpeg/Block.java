package io.github.hype4j.onnx.jpeg;

import java.util.Arrays;

/** The dequantized coefficients of one block, used again for the next. */
final class Block {

    /** In rows of eight. */
    final int[] coefficients = new int[64];

    /** Which coefficients may differ from zero, the lowest bit for the first, which is always set. */
    long mask = 1;

    /** The sum of the magnitudes of the coefficients, or more. */
    long magnitude;

    /** Whether there is no coefficient but the first. */
    boolean isFlat() {
        return mask == 1;
    }

    /** Back to zeros; the first coefficient and the other fields are set anew by whoever fills the block. */
    void clear() {
        if (!isFlat()) {
            Arrays.fill(coefficients, 0);
        }
    }
}
