package io.github.hype4j;

import java.util.Locale;

/**
 * How long the stages of a {@link ScoringPipeline} have been at work, in seconds. Stages overlap, so that the sum of their
 * times is more than the time elapsed; the one that is busy nearly all of the time is the one that limits the whole.
 *
 * @param elapsed from the start of the pipeline to its end, or to now while it runs
 * @param read asking the source for pairs
 * @param prepare reading the pairs' parts, decoding and resizing images, tokenizing captions: the time of the stage, in
 *     which several threads may work
 * @param encode running the encoders, summed over the batches
 * @param score lifting embeddings and computing components
 * @param encodersAtOnce how many batches may be encoded at once, at least 1
 */
public record StageTimes(double elapsed, double read, double prepare, double encode, double score, int encodersAtOnce) {

    /** Those of a pipeline that was never started. */
    public static final StageTimes NONE = new StageTimes(0, 0, 0, 0, 0, 1);

    /**
     * Checks the count.
     *
     * @param elapsed from the start of the pipeline to its end, or to now
     * @param read asking the source for pairs
     * @param prepare reading and preparing
     * @param encode running the encoders
     * @param score computing components
     * @param encodersAtOnce how many batches may be encoded at once
     * @throws IllegalArgumentException if {@code encodersAtOnce} is below 1
     */
    public StageTimes {
        if (encodersAtOnce < 1) {
            throw new IllegalArgumentException("encodersAtOnce must be at least 1, got " + encodersAtOnce);
        }
    }

    /**
     * The share of the time in which the encoders were at work: near 1 where nothing keeps them waiting.
     *
     * @return {@code encode / (elapsed * encodersAtOnce)}, from 0 to 1; 0 where no time has elapsed
     */
    public double encoderBusy() {
        return elapsed > 0 ? Math.min(1, encode / (elapsed * encodersAtOnce)) : 0;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f s: encoders busy %.0f %% (read %.1f s, prepare %.1f s, encode %.1f s, score %.1f s, overlapping)",
                elapsed,
                100 * encoderBusy(),
                read,
                prepare,
                encode,
                score);
    }
}
