package io.github.hype4j;

import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.selection.Uid;

/** Is told how far a filter has come. Called on the thread that runs the filter. */
public interface ProgressListener {

    /** A listener that does nothing. */
    ProgressListener NONE = new ProgressListener() {};

    /**
     * A batch is done.
     *
     * @param seen how many samples have been scored or have failed so far
     * @param failed how many of them have failed
     */
    default void progress(long seen, long failed) {}

    /**
     * A sample has failed, or is a duplicate of one that came before. It is in the report too.
     *
     * @param uid the sample's identity
     * @param failure what is wrong with it
     */
    default void failed(Uid uid, SampleFailure failure) {}
}
