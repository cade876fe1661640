package io.github.hype4j.io.reshard;

import java.util.List;

/**
 * The books of resharding: every sample of the pool is counted once, and so is every uid of the subset.
 *
 * @param total how many samples the pool has
 * @param emitted how many of them were written, each for the first time
 * @param notInSubset how many are not in the subset
 * @param duplicates how many have a uid that was written before
 * @param unusable how many are not copied because they are damaged
 * @param copies how many samples the shards hold: a uid that stands n times in the subset is written n times
 * @param wanted how many different uids the subset has
 * @param copiesWanted how many uids it has, repeats counted
 * @param copiesMissing how many of these are of uids that are in no shard
 * @param shards how many shards were written
 * @param damage the first {@value #TOLD} lines about damage: one for each damaged place of the pool, and for each unusable sample
 * @param damaged how many lines there would be in all
 */
public record ReshardBooks(
        long total,
        long emitted,
        long notInSubset,
        long duplicates,
        long unusable,
        long copies,
        long wanted,
        long copiesWanted,
        long copiesMissing,
        int shards,
        List<String> damage,
        long damaged) {

    /** So many lines about damage are kept. */
    public static final int TOLD = 1000;

    static final ReshardBooks EMPTY = new ReshardBooks(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0);

    /**
     * Copies the lines.
     *
     * @param total how many samples the pool has
     * @param emitted how many of them were written
     * @param notInSubset how many are not in the subset
     * @param duplicates how many have a uid that was written before
     * @param unusable how many are damaged
     * @param copies how many samples the shards hold
     * @param wanted how many different uids the subset has
     * @param copiesWanted how many uids it has, repeats counted
     * @param copiesMissing how many of these are of uids that are in no shard
     * @param shards how many shards were written
     * @param damage the first lines about damage
     * @param damaged how many lines there would be in all
     */
    public ReshardBooks {
        damage = List.copyOf(damage);
    }

    /**
     * How many uids of the subset are in no shard.
     *
     * @return 0 if the result is whole
     */
    public long missing() {
        return wanted - emitted;
    }

    /**
     * Whether every sample of the pool is accounted for, and every place of the subset: the shards hold as many samples as the
     * subset has uids, repeats counted, but for those that are not found.
     *
     * @return false if something was lost on the way from the pool to the shards
     */
    public boolean isCounted() {
        return total == emitted + notInSubset + duplicates + unusable && copies == copiesWanted - copiesMissing;
    }

    /**
     * Whether everything {@linkplain #isCounted() is counted} and every uid of the subset was written.
     *
     * @return true if nothing is lost
     */
    public boolean isBalanced() {
        return isCounted() && missing() == 0;
    }
}
