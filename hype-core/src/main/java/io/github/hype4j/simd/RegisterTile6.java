package io.github.hype4j.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Six rows by two vectors: 12 sums, for machines with 16 vector registers.
 *
 * <p>Written out, since sums in an array would not be held in registers. Kept short as well: a method with many more
 * vector operations passes the limits of the compiler's inlining, and then makes objects of its sums.
 */
final class RegisterTile6 extends RegisterTile {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = FLOATS.length();
    private static final int ROWS = 6;

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public void multiply(float[] rows, int firstRow, float[] columns, int firstColumn, int depth, float[] products) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s0a = zero;
        FloatVector s0b = zero;
        FloatVector s1a = zero;
        FloatVector s1b = zero;
        FloatVector s2a = zero;
        FloatVector s2b = zero;
        FloatVector s3a = zero;
        FloatVector s3b = zero;
        FloatVector s4a = zero;
        FloatVector s4b = zero;
        FloatVector s5a = zero;
        FloatVector s5b = zero;
        for (int k = 0; k < depth; k++) {
            int row = firstRow + k * ROWS;
            int column = firstColumn + k * COLUMNS;
            FloatVector a = FloatVector.fromArray(FLOATS, columns, column);
            FloatVector b = FloatVector.fromArray(FLOATS, columns, column + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, rows[row]);
            s0a = x.fma(a, s0a);
            s0b = x.fma(b, s0b);
            x = FloatVector.broadcast(FLOATS, rows[row + 1]);
            s1a = x.fma(a, s1a);
            s1b = x.fma(b, s1b);
            x = FloatVector.broadcast(FLOATS, rows[row + 2]);
            s2a = x.fma(a, s2a);
            s2b = x.fma(b, s2b);
            x = FloatVector.broadcast(FLOATS, rows[row + 3]);
            s3a = x.fma(a, s3a);
            s3b = x.fma(b, s3b);
            x = FloatVector.broadcast(FLOATS, rows[row + 4]);
            s4a = x.fma(a, s4a);
            s4b = x.fma(b, s4b);
            x = FloatVector.broadcast(FLOATS, rows[row + 5]);
            s5a = x.fma(a, s5a);
            s5b = x.fma(b, s5b);
        }
        s0a.intoArray(products, 0);
        s0b.intoArray(products, LANES);
        s1a.intoArray(products, 2 * LANES);
        s1b.intoArray(products, 3 * LANES);
        s2a.intoArray(products, 4 * LANES);
        s2b.intoArray(products, 5 * LANES);
        s3a.intoArray(products, 6 * LANES);
        s3b.intoArray(products, 7 * LANES);
        s4a.intoArray(products, 8 * LANES);
        s4b.intoArray(products, 9 * LANES);
        s5a.intoArray(products, 10 * LANES);
        s5b.intoArray(products, 11 * LANES);
    }
}
