package io.github.hype4j.io.pool;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a sample: its value, or what is wrong with it.
 *
 * @param value the value, null if there is a reason
 * @param reason the kind of failure, null if there is a value
 * @param detail one line for a person, empty if there is a value
 */
record Part<T>(@Nullable T value, @Nullable FailureReason reason, String detail) {

    static <T> Part<T> of(T value) {
        return new Part<>(value, null, "");
    }

    static <T> Part<T> failed(FailureReason reason, String detail) {
        return new Part<>(null, reason, detail);
    }

    /** The same failure, of another kind of part. */
    <U> Part<U> failure() {
        return new Part<>(null, reason, detail);
    }

    T get() throws SampleFailureException {
        if (value != null) {
            return value;
        }
        throw new SampleFailureException(reason == null ? FailureReason.UNREADABLE : reason, detail);
    }
}
