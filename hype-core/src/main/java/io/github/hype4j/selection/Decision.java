package io.github.hype4j.selection;

import java.util.Locale;

/** What becomes of a scored sample. */
public enum Decision {
    /** Kept. */
    KEPT,
    /** Dropped: its score is below the cut, or equal to it with a later uid. */
    BELOW_CUT,
    /** Dropped: a component is below its minimum. */
    BELOW_MINIMUM,
    /** Dropped: its score is NaN. */
    NAN_SCORE;

    /**
     * The name in reports.
     *
     * @return the constant's name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
