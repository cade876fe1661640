package io.github.hype4j.io.run;

import io.github.hype4j.StageTimes;
import io.github.hype4j.model.FailureReason;
import java.util.List;
import java.util.Map;

/**
 * The books of scoring a pool: every sample that came in is counted exactly once.
 *
 * @param total how many samples came in
 * @param scored how many have a row of components
 * @param failures how many could not be scored, by reason
 * @param damage one line for each part of the input that could not be read
 * @param times how long the stages of scoring were at work
 */
public record PoolBooks(
        long total, long scored, Map<FailureReason, Long> failures, List<String> damage, StageTimes times) {

    /**
     * Copies the parts.
     *
     * @param total how many samples came in
     * @param scored how many have a row of components
     * @param failures how many could not be scored, by reason
     * @param damage one line for each part of the input that could not be read
     * @param times how long the stages of scoring were at work
     */
    public PoolBooks {
        failures = Map.copyOf(failures);
        damage = List.copyOf(damage);
    }

    /**
     * How many samples could not be scored, for whatever reason.
     *
     * @return the count
     */
    public long notScored() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Whether in = scored + not scored.
     *
     * @return true unless a sample was lost
     */
    public boolean isBalanced() {
        return total == scored + notScored();
    }
}
