package io.github.hype4j.lorentz;

import java.util.Arrays;
import java.util.Objects;

/**
 * A batch of vectors: rows times dimension floats in one array, row after row.
 *
 * <p>Nothing is said about what the rows mean; {@link LorentzPoints} are rows known to lie on a hyperboloid. The array
 * given to {@link #of} is not copied: whoever gives it must not write to it afterwards. All values are finite.
 * Safe for use by several threads.
 */
public final class Embeddings {

    private final float[] values;
    private final int rows;
    private final int dimension;

    private Embeddings(float[] values, int rows, int dimension) {
        this.values = values;
        this.rows = rows;
        this.dimension = dimension;
    }

    /**
     * Takes rows that stand in one array.
     *
     * @param values the rows, one after the other; not copied
     * @param dimension the length of a row, at least 1
     * @return the batch, {@code values.length / dimension} rows
     * @throws IllegalArgumentException if the length is not a multiple of {@code dimension}, or a value is NaN or infinite
     */
    public static Embeddings of(float[] values, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1, got " + dimension);
        }
        if (values.length % dimension != 0) {
            throw new IllegalArgumentException(
                    "values: length " + values.length + " is not a multiple of the dimension " + dimension);
        }
        if (Vectors.areFinite(values)) {
            return new Embeddings(values, values.length / dimension, dimension);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("values[" + i + "] (row " + i / dimension + ", column "
                        + i % dimension + ") must be finite, got " + values[i]);
            }
        }
        throw new AssertionError("values changed while they were checked");
    }

    /** Takes rows that are finite by the way they were made. */
    static Embeddings ofFinite(float[] values, int dimension) {
        return new Embeddings(values, values.length / dimension, dimension);
    }

    /**
     * Copies rows that stand in arrays of their own.
     *
     * @param rows at least one row, all of the same length
     * @return the batch
     * @throws IllegalArgumentException if there is no row, lengths differ, or a value is NaN or infinite
     */
    public static Embeddings ofRows(float[]... rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows must hold at least one row; use empty(dimension) for none");
        }
        int dimension = rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, dimension)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != dimension) {
                throw new IllegalArgumentException(
                        "rows[" + i + "] has length " + rows[i].length + ", rows[0] has " + dimension);
            }
            System.arraycopy(rows[i], 0, values, i * dimension, dimension);
        }
        return of(values, dimension);
    }

    /**
     * A batch with no rows.
     *
     * @param dimension the length that a row would have, at least 1
     * @return the empty batch
     */
    public static Embeddings empty(int dimension) {
        return of(new float[0], dimension);
    }

    /**
     * The number of vectors.
     *
     * @return the number of rows, 0 or more
     */
    public int rows() {
        return rows;
    }

    /**
     * The length of a vector.
     *
     * @return the dimension, at least 1
     */
    public int dimension() {
        return dimension;
    }

    /**
     * A copy of one vector.
     *
     * @param index its row
     * @return the vector
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public float[] row(int index) {
        Objects.checkIndex(index, rows);
        return Arrays.copyOfRange(values, index * dimension, (index + 1) * dimension);
    }

    /**
     * A batch of some of the rows, copied.
     *
     * @param indices the rows to take, in the order wanted
     * @return the new batch
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Embeddings select(int... indices) {
        float[] chosen = new float[Math.multiplyExact(indices.length, dimension)];
        for (int i = 0; i < indices.length; i++) {
            Objects.checkIndex(indices[i], rows);
            System.arraycopy(values, indices[i] * dimension, chosen, i * dimension, dimension);
        }
        return new Embeddings(chosen, indices.length, dimension);
    }

    /**
     * The array itself, for kernels and writers: row {@code i} starts at {@code i * dimension()}.
     *
     * @return the backing array, which must not be written to
     */
    public float[] values() {
        return values;
    }

    @Override
    public String toString() {
        return "Embeddings[" + rows + " x " + dimension + "]";
    }
}
