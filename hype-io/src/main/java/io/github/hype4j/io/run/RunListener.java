package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.model.SampleFailure;

/** Is told how far a run has come. Called on the thread that runs it. */
public interface RunListener {

    /** A listener that does nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A batch is done.
     *
     * @param progress how far the run has come
     */
    default void progress(RunProgress progress) {}

    /**
     * A sample could not be scored. It is in the score file and in the books too.
     *
     * @param sample the sample
     * @param failure what is wrong with it
     */
    default void failed(PoolSample sample, SampleFailure failure) {}

    /**
     * A part of the input cannot be read. A scoring run tells it at its end, of every shard that is done.
     *
     * @param damage one line: what is damaged, where, and what is lost
     */
    default void damaged(String damage) {}

    /**
     * A shard is through.
     *
     * @param shard its name
     * @param outcome what became of it
     * @param why one line for a person where it is unfinished, else empty
     */
    default void shardEnded(String shard, ShardOutcome outcome, String why) {}

    /**
     * A shard has a score file that is not of the shard as it is now, or is damaged: it is scored again.
     *
     * @param shard its name
     * @param why one line for a person
     */
    default void scoredAgain(String shard, String why) {}
}
