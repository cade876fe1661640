package io.github.hype4j.score;

import java.util.Arrays;
import java.util.List;

/**
 * A {@link HypeScore} for rows with known columns. Immutable and safe for use by several threads; made by
 * {@link HypeScore#on}.
 */
public final class RowScore {

    /** As many sums in double precision as stay in the nearest cache. */
    private static final int BLOCK = 1024;

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
     * The scores of many rows, to the last bit those of {@link #score(float[])}.
     *
     * @param values the columns, each with at least as many values as there are rows
     * @param rows how many rows there are
     * @param target takes the scores
     */
    public void scores(float[][] values, int rows, float[] target) {
        double[] sums = new double[Math.min(rows, BLOCK)];
        for (int from = 0; from < rows; from += BLOCK) {
            int count = Math.min(BLOCK, rows - from);
            Arrays.fill(sums, 0, count, 0);
            for (int i = 0; i < columns.length; i++) {
                terms[i].addTo(sums, values[columns[i]], from, count);
            }
            for (int i = 0; i < count; i++) {
                target[from + i] = (float) sums[i];
            }
        }
    }

    /**
     * Whether a component has a minimum.
     *
     * @return false if every row meets the minima
     */
    public boolean hasMinima() {
        return limitedColumns.length > 0;
    }

    /**
     * Of many rows, whether no component is below its minimum.
     *
     * @param values the columns, each with at least as many values as there are rows
     * @param rows how many rows there are
     * @param target takes, for each row, what {@link #meetsMinima(float[])} says of it
     */
    public void meetsMinima(float[][] values, int rows, boolean[] target) {
        Arrays.fill(target, 0, rows, true);
        for (int i = 0; i < limitedColumns.length; i++) {
            float[] column = values[limitedColumns[i]];
            float minimum = minima[i];
            for (int row = 0; row < rows; row++) {
                target[row] &= column[row] >= minimum;
            }
        }
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

        /** Adds the terms of many values, each just as {@link #of} has it. */
        void addTo(double[] sums, float[] values, int from, int count) {
            if (mean == 0 && std == 1 && limit == Double.POSITIVE_INFINITY) {
                for (int i = 0; i < count; i++) {
                    sums[i] += weight * values[from + i];
                }
            } else {
                for (int i = 0; i < count; i++) {
                    sums[i] += of(values[from + i]);
                }
            }
        }

        double of(float value) {
            return Math.min(weight * ((value - mean) / std), limit);
        }
    }
}
