package io.github.hype4j.score;

/**
 * How the values of the components enter a {@link HypeScore}. With {@code v} the value, {@code w} the weight, and
 * {@code z = (v - mean) / std} by the {@linkplain ReferenceStatistics statistics} of the component over clean pairs:
 */
public enum ScoreForm {
    /** {@code w v}: the paper's sum. */
    PLAIN("plain"),

    /**
     * {@code w z}: every component counts in units of its own deviation, so that none drowns another by its scale. A clean
     * pair of the reference scores about 0.
     */
    STANDARDIZED("standardized"),

    /**
     * {@code min(w z, 0)}: what a pair lacks against clean pairs, and no bonus for being unusually specific or unusually
     * close. At most 0.
     */
    SHORTFALL("shortfall");

    private final String label;

    ScoreForm(String label) {
        this.label = label;
    }

    /**
     * The name in files and on the command line.
     *
     * @return the name in lower case
     */
    public String label() {
        return label;
    }
}
