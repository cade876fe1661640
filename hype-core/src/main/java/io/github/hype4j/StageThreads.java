package io.github.hype4j;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one stage of a pipeline. They end by themselves when there has been nothing to do for a while, so that a
 * pipeline that is dropped without being closed leaves none behind.
 */
final class StageThreads implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 1;

    private final ThreadPoolExecutor executor;

    private StageThreads(ThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /**
     * Threads that are started when there is work.
     *
     * @param name of the threads
     * @param count how many there are at most
     */
    static StageThreads of(String name, int count) {
        // The queue needs no bound of its own: the pipeline bounds the batches under way.
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return new StageThreads(executor);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Lets the tasks end that have been given, and waits for them even if interrupted: they may be in native code. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
