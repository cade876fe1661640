package io.github.hype4j.io.reshard;

/**
 * How training shards are made. Immutable; start from {@link #defaults()}.
 *
 * @param maxSamples the most samples in a shard, at least 1
 * @param maxBytes the most bytes of members in a shard, at least 1; a single sample may be longer
 * @param resume whether to go on with what an earlier attempt has left in the folder
 */
public record ReshardOptions(int maxSamples, long maxBytes, boolean resume) {

    /**
     * Checks the limits.
     *
     * @param maxSamples the most samples in a shard
     * @param maxBytes the most bytes of members in a shard
     * @param resume whether to go on
     * @throws IllegalArgumentException if a limit is below 1
     */
    public ReshardOptions {
        if (maxSamples < 1) {
            throw new IllegalArgumentException("maxSamples must be at least 1, got " + maxSamples);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
        }
    }

    /**
     * DataComp's limits: 10,000 samples and 3,000,000,000 bytes a shard; an empty folder.
     *
     * @return the defaults
     */
    public static ReshardOptions defaults() {
        return new ReshardOptions(10_000, 3_000_000_000L, false);
    }

    /**
     * Sets the limits.
     *
     * @param samples the most samples in a shard
     * @param bytes the most bytes of members in a shard
     * @return the changed options
     * @throws IllegalArgumentException if a limit is below 1
     */
    public ReshardOptions withLimits(int samples, long bytes) {
        return new ReshardOptions(samples, bytes, resume);
    }

    /**
     * Sets whether to go on with an earlier attempt.
     *
     * @param goOn whether to
     * @return the changed options
     */
    public ReshardOptions withResume(boolean goOn) {
        return new ReshardOptions(maxSamples, maxBytes, goOn);
    }
}
