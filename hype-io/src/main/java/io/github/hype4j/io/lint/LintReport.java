package io.github.hype4j.io.lint;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a pool was found to be.
 *
 * @param shards how many tars were read
 * @param members how many members they have, of all types
 * @param samples how many samples they make; one whose key comes back is counted as often as it begins
 * @param counts how many findings there are of each kind that there is any of, in the order of the kinds
 */
public record LintReport(long shards, long members, long samples, Map<LintKind, Long> counts) {

    /**
     * Copies the counts.
     *
     * @param shards how many tars were read
     * @param members how many members they have
     * @param samples how many samples they make
     * @param counts how many findings there are of each kind
     */
    public LintReport {
        Map<LintKind, Long> copy = new EnumMap<>(LintKind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
    }

    /**
     * Whether nothing was found.
     *
     * @return true if there is no finding
     */
    public boolean isClean() {
        return counts.isEmpty();
    }
}
