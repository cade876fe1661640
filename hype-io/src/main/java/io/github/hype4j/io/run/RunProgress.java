package io.github.hype4j.io.run;

/**
 * How far a run has come.
 *
 * @param samples how many samples have been read so far
 * @param failed how many of them could not be scored
 * @param shard the shard that is being read
 * @param shardsDone how many shards are finished
 * @param shards how many there are
 */
public record RunProgress(long samples, long failed, String shard, int shardsDone, int shards) {}
