package io.github.hype4j.score;

/**
 * A {@link HypeScore} for rows with known columns. Immutable and safe for use by several threads; made by
 * {@link HypeScore#on}.
 */
public final class RowScore {

    private final int[] columns;
    private final double[] weights;
    private final int[] limitedColumns;
    private final float[] minima;

    RowScore(int[] columns, double[] weights, int[] limitedColumns, float[] minima) {
        this.columns = columns;
        this.weights = weights;
        this.limitedColumns = limitedColumns;
        this.minima = minima;
    }

    /**
     * The score of a row.
     *
     * @param row one value a column
     * @return the weighted sum; NaN if a value with a weight is
     */
    public float score(float[] row) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += weights[i] * row[columns[i]];
        }
        return (float) sum;
    }

    /**
     * Whether no component is below its minimum.
     *
     * @param row one value a column
     * @return false if a component with a minimum is below it, or NaN
     */
    public boolean meetsMinima(float[] row) {
        for (int i = 0; i < limitedColumns.length; i++) {
            if (!(row[limitedColumns[i]] >= minima[i])) {
                return false;
            }
        }
        return true;
    }
}
