package io.github.hype4j;

import io.github.hype4j.model.SampleFailure;

/**
 * A sample that could not be scored.
 *
 * @param pair what the caller gave
 * @param failure what is wrong with it
 * @param <P> the caller's type of sample
 */
public record FailedPair<P>(P pair, SampleFailure failure) {}
