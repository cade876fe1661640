package io.github.hype4j.score;

import java.util.List;

/**
 * A {@link HypeScore} for rows with known columns. Immutable and safe for use by several threads; made by
 * {@link HypeScore#on}.
 */
public final class RowScore {

    private final int[] columns;
    private final Term[] terms;
    private final int[] limitedColumns;
    private final float[] minima;
    private final boolean[] isSpecificity;

    RowScore(List<Component> row, int[] columns, List<Term> terms, int[] limitedColumns, float[] minima) {
        this.columns = columns;
        this.terms = terms.toArray(Term[]::new);
        this.limitedColumns = limitedColumns;
        this.minima = minima;
        this.isSpecificity = new boolean[row.size()];
        for (int i = 0; i < isSpecificity.length; i++) {
            isSpecificity[i] = row.get(i).isSpecificity();
        }
    }

    /**
     * The score of a row.
     *
     * @param row one value a column
     * @return the sum in the score's form; NaN if a value with a weight is
     */
    public float score(float[] row) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += terms[i].of(row[columns[i]]);
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

    /**
     * How far the score moves at most where specificities move.
     *
     * @param error by how much image and text specificity may be off, in radians
     * @return the largest difference of the score
     */
    public double errorBySpecificity(double error) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
            if (isSpecificity[columns[i]]) {
                sum += Math.abs(terms[i].weight) / terms[i].std * error;
            }
        }
        return sum;
    }

    /**
     * Whether a specificity is so near to its minimum that an error decides on which side it is.
     *
     * @param row one value a column
     * @param error by how much image and text specificity may be off, in radians
     * @return true if a specificity with a minimum is no further from it
     */
    public boolean isNearMinimum(float[] row, double error) {
        for (int i = 0; i < limitedColumns.length; i++) {
            int column = limitedColumns[i];
            if (isSpecificity[column] && Math.abs((double) row[column] - minima[i]) <= error) {
                return true;
            }
        }
        return false;
    }

    /** What a value adds to the sum: {@code weight * (value - mean) / std}, at most {@code limit}. */
    record Term(double weight, double mean, double std, double limit) {

        static Term plain(double weight) {
            return new Term(weight, 0, 1, Double.POSITIVE_INFINITY);
        }

        static Term standardized(double weight, ComponentStatistics statistics, boolean capped) {
            return new Term(weight, statistics.mean(), statistics.std(), capped ? 0 : Double.POSITIVE_INFINITY);
        }

        double of(float value) {
            return Math.min(weight * ((value - mean) / std), limit);
        }
    }
}
