package io.github.hype4j.io.run;

import io.github.hype4j.StageTimes;
import io.github.hype4j.model.FailureReason;
import java.util.List;
import java.util.Map;

/**
 * The books of a run, summed over all its score files, whichever process wrote them: every sample of a shard that is done
 * is counted exactly once.
 *
 * @param total how many samples came in
 * @param scored how many have a row of components
 * @param failures how many could not be scored, by reason
 * @param damage one line for each part of the input that could not be read
 * @param shards how many shards the pool has
 * @param done how many of them have a score file
 * @param outcomes what became of the shards that this process was given
 * @param unfinished one line for each shard that this process was given and that is not done, or whose score file cannot be
 *     read
 * @param strays the score files of shards that the pool does not have any more
 * @param times how long the stages of scoring were at work in this process
 */
public record RunBooks(
        long total,
        long scored,
        Map<FailureReason, Long> failures,
        List<String> damage,
        int shards,
        int done,
        Map<ShardOutcome, Integer> outcomes,
        List<String> unfinished,
        List<String> strays,
        StageTimes times) {

    /**
     * Copies the parts.
     *
     * @param total how many samples came in
     * @param scored how many have a row of components
     * @param failures how many could not be scored, by reason
     * @param damage one line for each part of the input that could not be read
     * @param shards how many shards the pool has
     * @param done how many of them have a score file
     * @param outcomes what became of the shards that this process was given
     * @param unfinished one line for each shard that is not done
     * @param strays the score files of shards that the pool does not have any more
     * @param times how long the stages of scoring were at work in this process
     */
    public RunBooks {
        failures = Map.copyOf(failures);
        damage = List.copyOf(damage);
        outcomes = Map.copyOf(outcomes);
        unfinished = List.copyOf(unfinished);
        strays = List.copyOf(strays);
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

    /**
     * Whether all shards that this process was given are done.
     *
     * @return true if none is unfinished
     */
    public boolean isComplete() {
        return unfinished.isEmpty();
    }

    /**
     * How many shards came to one end.
     *
     * @param outcome the end
     * @return the count
     */
    public int count(ShardOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }
}
