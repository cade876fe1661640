package io.github.hype4j.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost part of a matrix product: dot products of a few rows with two vectors of columns, summed in registers. */
public abstract class RegisterTile {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final int LANES = FLOATS.length();

    /** How many columns a tile has. */
    public static final int COLUMNS = 2 * LANES;

    /** The tile whose sums fit into the registers that come with the width of the vectors. */
    public static final RegisterTile CHOSEN = hasManyRegisters() ? new RegisterTile12() : new RegisterTile6();

    /** AVX-512 and the 64-bit ARM architecture have 32 vector registers, all others 16. */
    private static boolean hasManyRegisters() {
        return Lanes.FLOATS.vectorBitSize() == 512
                || System.getProperty("os.arch", "").equals("aarch64");
    }

    /** How many rows a tile has. */
    public abstract int rows();

    /**
     * Multiplies a panel of rows and a panel of columns. Every product is summed in the order of {@code k}, in fused steps
     * that start from zero.
     *
     * @param rows for each k, one element a row
     * @param firstRow where the panel of rows begins
     * @param columns for each k, one element a column
     * @param firstColumn where the panel of columns begins
     * @param depth how many k there are
     * @param products where to put the dot products, row after row of {@link #COLUMNS}
     */
    public abstract void multiply(
            float[] rows, int firstRow, float[] columns, int firstColumn, int depth, float[] products);

    /** Adds a tile to another, element by element. */
    public static void add(float[] products, float[] sums) {
        for (int i = 0; i < sums.length; i += LANES) {
            FloatVector.fromArray(FLOATS, products, i)
                    .add(FloatVector.fromArray(FLOATS, sums, i))
                    .intoArray(sums, i);
        }
    }
}
