package io.github.hype4j.io.run;

/** What becomes of a run that is in the folder already. */
public enum RunStart {
    /** It is refused: the folder must not hold a run. */
    NEW,
    /** It goes on at the first shard that is not done; where there is none, a new one is started. */
    RESUME,
    /** It is deleted, and a new one is started. */
    OVERWRITE
}
