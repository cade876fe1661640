package io.github.hype4j.specificity;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Who computes: the calling thread, helped by an executor's.
 *
 * <p>The caller always takes part, so that an executor which is busy or shut down costs speed and nothing else. Immutable
 * and safe for use by several threads.
 */
public final class Parallelism {

    private static final Parallelism SEQUENTIAL = new Parallelism(Runnable::run, 1);

    private final Executor executor;
    private final int threads;

    private Parallelism(Executor executor, int threads) {
        this.executor = executor;
        this.threads = threads;
    }

    /**
     * The calling thread alone: for callers that run many at a time, such as the tasks of a cluster.
     *
     * @return no helpers
     */
    public static Parallelism sequential() {
        return SEQUENTIAL;
    }

    /**
     * All processors, by Java's common pool.
     *
     * @return as many threads as there are processors, the caller being one of them
     */
    public static Parallelism common() {
        return new Parallelism(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * Some threads of a pool of the caller's.
     *
     * @param executor runs the helpers; it is not shut down
     * @param threads how many threads may work at a time, the caller being one of them; at least 1
     * @return the parallelism
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public static Parallelism of(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
        return new Parallelism(executor, threads);
    }

    /**
     * How many threads may work at a time.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * Does every part of some work once, in no order, and returns when all are done.
     *
     * @param <E> what a part may throw: {@code IOException} where it reads files, nothing that is checked where it computes
     * @param parts how many there are
     * @param part does the part with the number that it is given
     * @throws E if a part has thrown it, or an unchecked exception; the parts not begun by then are left out
     */
    public <E extends Exception> void run(int parts, Part<E> part) throws E {
        if (threads == 1 || parts <= 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
            return;
        }
        Work<E> work = new Work<>(parts, part);
        for (int i = 1; i < Math.min(threads, parts); i++) {
            try {
                executor.execute(work);
            } catch (RejectedExecutionException e) {
                break; // the caller does what others do not
            }
        }
        work.finish();
    }

    /**
     * One of the parts of some work.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Part<E extends Exception> {
        /**
         * Does it.
         *
         * @param index the number of the part, from 0
         * @throws E if it cannot be done
         */
        void run(int index) throws E;
    }

    private static final class Work<E extends Exception> implements Runnable {
        private final int parts;
        private final Part<E> part;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch unfinished;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Work(int parts, Part<E> part) {
            this.parts = parts;
            this.part = part;
            this.unfinished = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        part.run(i);
                    }
                } catch (Throwable e) { // to be thrown where the work was asked for
                    failure.compareAndSet(null, e);
                } finally {
                    unfinished.countDown();
                }
            }
        }

        /** Helps, then waits for what others have begun: parts that nobody has begun are the caller's own. */
        @SuppressWarnings("unchecked") // a part throws E and what is unchecked, which can be thrown as E too
        void finish() throws E {
            run();
            boolean interrupted = false;
            while (true) {
                try {
                    unfinished.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (E) thrown;
            }
        }
    }
}
