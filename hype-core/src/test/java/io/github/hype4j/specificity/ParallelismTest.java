package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelismTest {

    @Test
    void everyPartIsDoneOnce() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            assertThatEachPartIsDoneOnce(Parallelism.of(threads, 4));
        } finally {
            threads.shutdownNow();
        }
        assertThatEachPartIsDoneOnce(Parallelism.sequential());
        assertThatEachPartIsDoneOnce(Parallelism.common());
    }

    @Test
    void anExecutorThatNeverRunsAnythingOrRefusesLeavesTheWorkToTheCaller() {
        Executor idle = task -> {};
        Executor closed = task -> {
            throw new RejectedExecutionException("closed");
        };

        assertThatEachPartIsDoneOnce(Parallelism.of(idle, 8));
        assertThatEachPartIsDoneOnce(Parallelism.of(closed, 8));
    }

    @Test
    void whatAPartThrowsIsThrownToTheCaller() {
        Parallelism parallelism = Parallelism.of(Runnable::run, 2);

        assertThatThrownBy(() -> parallelism.run(5, part -> {
                    if (part == 3) {
                        throw new IllegalStateException("part 3");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part 3");
    }

    @Test
    void whatAPartCannotReadIsThrownAsItIs() {
        IOException unreadable = new IOException("part 1");
        for (int threads = 1; threads <= 2; threads++) {
            Parallelism parallelism = Parallelism.of(Runnable::run, threads);

            assertThatThrownBy(() -> parallelism.run(3, part -> {
                        if (part == 1) {
                            throw unreadable;
                        }
                    }))
                    .isSameAs(unreadable);
        }
    }

    @Test
    void atLeastOneThreadIsNeeded() {
        assertThat(Parallelism.sequential().threads()).isEqualTo(1);
        assertThat(Parallelism.common().threads()).isPositive();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parallelism.of(Runnable::run, 0))
                .withMessage("threads must be at least 1, got 0");
    }

    private static void assertThatEachPartIsDoneOnce(Parallelism parallelism) {
        AtomicIntegerArray done = new AtomicIntegerArray(100);

        parallelism.run(100, done::incrementAndGet);

        for (int i = 0; i < 100; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }
}
