package io.github.hype4j.selection;

import java.util.Objects;

/**
 * Some scored samples of a {@link PartedTable} as columns: a float array a component and, where asked for, two arrays of
 * the words of their uids.
 *
 * <p>A batch is filled again and again: what a visitor is given is valid only within the call. The arrays are not copied;
 * only their first {@link #size()} values count. For use by one thread.
 */
public final class ColumnBatch {

    /** How many rows fit: few enough for a column to stay in the cache of a core, many enough to forget the call. */
    public static final int ROWS = 8192;

    private final float[][] columns;
    private final long[] uidHigh;
    private final long[] uidLow;
    private int size;

    /**
     * An empty batch.
     *
     * @param components how many columns it has, 0 or more
     * @param withUids whether it has room for uids
     */
    public ColumnBatch(int components, boolean withUids) {
        this.columns = new float[components][ROWS];
        this.uidHigh = new long[withUids ? ROWS : 0];
        this.uidLow = new long[withUids ? ROWS : 0];
    }

    /**
     * How many rows there are.
     *
     * @return 0 to {@link #ROWS}
     */
    public int size() {
        return size;
    }

    /**
     * Says how many rows have been filled in.
     *
     * @param rows 0 to {@link #ROWS}
     * @throws IndexOutOfBoundsException if it is anything else
     */
    public void resize(int rows) {
        size = Objects.checkIndex(rows, ROWS + 1);
    }

    /**
     * The values of a component.
     *
     * @param component its place among the components of the table
     * @return the array itself; NaN where there is no value
     * @throws IndexOutOfBoundsException if there is no such component
     */
    public float[] column(int component) {
        return columns[component];
    }

    /**
     * The high words of the uids.
     *
     * @return the array itself, empty if the batch has no uids
     */
    public long[] uidHigh() {
        return uidHigh;
    }

    /**
     * The low words of the uids.
     *
     * @return the array itself, empty if the batch has no uids
     */
    public long[] uidLow() {
        return uidLow;
    }

    /**
     * Takes rows out; the others stay in their order.
     *
     * @param isLeft whether a row stays, one value a row
     */
    public void retain(boolean[] isLeft) {
        int left = 0;
        for (int row = 0; row < size; row++) {
            if (isLeft[row]) {
                if (left != row) {
                    move(row, left);
                }
                left++;
            }
        }
        size = left;
    }

    private void move(int from, int to) {
        for (float[] column : columns) {
            column[to] = column[from];
        }
        if (uidHigh.length > 0) {
            uidHigh[to] = uidHigh[from];
            uidLow[to] = uidLow[from];
        }
    }

    /** The columns as {@link io.github.hype4j.score.RowScore} takes them. */
    float[][] columns() {
        return columns;
    }
}
