package io.github.hype4j.onnx.encoder;

import io.github.hype4j.model.EncoderException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Things that are used by one thread at a time each. Whoever needs one waits for his turn, first come, first served. Safe
 * for use by several threads.
 */
final class Turns<T> {

    private final int size;
    private final Semaphore free;
    private final Deque<T> things;
    private boolean closed;

    private Turns(Collection<T> things) {
        this.size = things.size();
        this.free = new Semaphore(size, true);
        this.things = new ArrayDeque<>(things);
    }

    static <T> Turns<T> of(Collection<T> things) {
        return new Turns<>(things);
    }

    /**
     * Waits for one that is free.
     *
     * @throws EncoderException if the thread is interrupted while it waits; it stays interrupted
     * @throws IllegalStateException if they are closed
     */
    T take() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderException("interrupted while waiting for a device", e);
        }
        synchronized (things) {
            if (!closed) {
                return things.pop();
            }
        }
        free.release();
        throw new IllegalStateException("the encoder is closed");
    }

    void giveBack(T thing) {
        synchronized (things) {
            // The one that was used last is used next: its memory is warm.
            things.push(thing);
        }
        free.release();
    }

    /**
     * Waits until none is in use, and lets none be used again.
     *
     * @return all of them, or none if they were closed before
     */
    List<T> close() {
        free.acquireUninterruptibly(size);
        try {
            synchronized (things) {
                closed = true;
                List<T> all = List.copyOf(things);
                things.clear();
                return all;
            }
        } finally {
            // Whoever waits must learn of it.
            free.release(size);
        }
    }
}
