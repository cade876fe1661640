package io.github.hype4j.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Twelve rows by two vectors: 24 sums, for machines with 32 vector registers.
 *
 * <p>Written out, since sums in an array would not be held in registers. Kept short as well: a method with many more
 * vector operations passes the limits of the compiler's inlining, and then makes objects of its sums.
 */
final class RegisterTile12 extends RegisterTile {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = FLOATS.length();
    private static final int ROWS = 12;

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
        FloatVector s6a = zero;
        FloatVector s6b = zero;
        FloatVector s7a = zero;
        FloatVector s7b = zero;
        FloatVector s8a = zero;
        FloatVector s8b = zero;
        FloatVector s9a = zero;
        FloatVector s9b = zero;
        FloatVector s10a = zero;
        FloatVector s10b = zero;
        FloatVector s11a = zero;
        FloatVector s11b = zero;
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
            x = FloatVector.broadcast(FLOATS, rows[row + 6]);
            s6a = x.fma(a, s6a);
            s6b = x.fma(b, s6b);
            x = FloatVector.broadcast(FLOATS, rows[row + 7]);
            s7a = x.fma(a, s7a);
            s7b = x.fma(b, s7b);
            x = FloatVector.broadcast(FLOATS, rows[row + 8]);
            s8a = x.fma(a, s8a);
            s8b = x.fma(b, s8b);
            x = FloatVector.broadcast(FLOATS, rows[row + 9]);
            s9a = x.fma(a, s9a);
            s9b = x.fma(b, s9b);
            x = FloatVector.broadcast(FLOATS, rows[row + 10]);
            s10a = x.fma(a, s10a);
            s10b = x.fma(b, s10b);
            x = FloatVector.broadcast(FLOATS, rows[row + 11]);
            s11a = x.fma(a, s11a);
            s11b = x.fma(b, s11b);
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
        s6a.intoArray(products, 12 * LANES);
        s6b.intoArray(products, 13 * LANES);
        s7a.intoArray(products, 14 * LANES);
        s7b.intoArray(products, 15 * LANES);
        s8a.intoArray(products, 16 * LANES);
        s8b.intoArray(products, 17 * LANES);
        s9a.intoArray(products, 18 * LANES);
        s9b.intoArray(products, 19 * LANES);
        s10a.intoArray(products, 20 * LANES);
        s10b.intoArray(products, 21 * LANES);
        s11a.intoArray(products, 22 * LANES);
        s11b.intoArray(products, 23 * LANES);
    }
}
