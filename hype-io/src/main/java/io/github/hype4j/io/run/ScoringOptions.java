package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.PoolOptions;

/**
 * What of a scoring run can be chosen beside pool and filter. Immutable; start from {@link #defaults()}.
 *
 * @param start what becomes of a run that is in the folder already
 * @param shards which shards of the pool are scored
 * @param embeddings whether embeddings are stored too
 * @param pool the options that the pool was opened with: a run does not go on with others
 */
public record ScoringOptions(RunStart start, ShardRanges shards, EmbeddingStorage embeddings, PoolOptions pool) {

    private static final ScoringOptions DEFAULTS =
            new ScoringOptions(RunStart.NEW, ShardRanges.ALL, EmbeddingStorage.NONE, PoolOptions.defaults());

    /**
     * A new run over all shards, without embeddings, of a pool that was opened with default options.
     *
     * @return the defaults
     */
    public static ScoringOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets what becomes of a run that is there already.
     *
     * @param other the start
     * @return the changed options
     */
    public ScoringOptions withStart(RunStart other) {
        return new ScoringOptions(other, shards, embeddings, pool);
    }

    /**
     * Sets which shards are scored. Processes that are given different ones may work on one run at the same time.
     *
     * @param other the shards
     * @return the changed options
     */
    public ScoringOptions withShards(ShardRanges other) {
        return new ScoringOptions(start, other, embeddings, pool);
    }

    /**
     * Sets whether embeddings are stored.
     *
     * @param other how
     * @return the changed options
     */
    public ScoringOptions withEmbeddings(EmbeddingStorage other) {
        return new ScoringOptions(start, shards, other, pool);
    }

    /**
     * Sets the options that the pool was opened with.
     *
     * @param other the options
     * @return the changed options
     */
    public ScoringOptions withPool(PoolOptions other) {
        return new ScoringOptions(start, shards, embeddings, other);
    }
}
