package io.github.hype4j.io.run;

/** What became of a shard in a run. */
public enum ShardOutcome {
    /** It was scored, and its score file is there. */
    SCORED,
    /** Its score file was there already, of the same shard. */
    DONE_BEFORE,
    /** Another process has scored it at the same time, and was faster. */
    DONE_BY_ANOTHER,
    /** It could not be read to its end, or changed while it was read: it has no score file. */
    UNFINISHED
}
