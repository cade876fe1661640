package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import java.io.IOException;
import java.util.List;

/** The components of a pool's scored samples, which can be read again and again, always in the same order. */
public interface ScoredTable {

    /**
     * The columns.
     *
     * @return the components, in the order of the values of a row
     */
    List<Component> components();

    /**
     * Reads every row once.
     *
     * @param visitor is given the rows in order
     * @throws IOException if the table cannot be read
     */
    void scan(RowVisitor visitor) throws IOException;

    /** Takes one row. */
    @FunctionalInterface
    interface RowVisitor {
        /**
         * Takes one row.
         *
         * @param uidHigh the first word of the sample's uid
         * @param uidLow the second word of the sample's uid
         * @param components one value a component; reused for the next row
         */
        void row(long uidHigh, long uidLow, float[] components);
    }
}
