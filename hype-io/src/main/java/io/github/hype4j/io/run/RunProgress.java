package io.github.hype4j.io.run;

/**
 * How far a run has come.
 *
 * @param samples how many samples have been read so far
 * @param failed how many of them could not be scored
 * @param bytes how many bytes of the pool have been read, about
 * @param totalBytes how many bytes the pool has
 * @param shard the shard that is being read
 * @param shardsDone how many shards are finished
 * @param shards how many there are
 */
public record RunProgress(
        long samples, long failed, long bytes, long totalBytes, String shard, int shardsDone, int shards) {}
