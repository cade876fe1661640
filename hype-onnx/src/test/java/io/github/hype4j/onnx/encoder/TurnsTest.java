package io.github.hype4j.onnx.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.hype4j.model.EncoderException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void allAreInUseAtOnceWhereAsManyThreadsNeedThem() throws Exception {
        Turns<String> turns = Turns.of(List.of("a", "b", "c"));
        CyclicBarrier allTaken = new CyclicBarrier(3);
        List<Future<String>> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.add(threads.submit(() -> {
                String thing = turns.take();
                // Opens only when three threads have one each.
                allTaken.await();
                turns.giveBack(thing);
                return thing;
            }));
        }
        Set<String> seen = new HashSet<>();
        for (Future<String> one : taken) {
            seen.add(one.get());
        }
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void noneIsUsedByTwoAtOnce() throws Exception {
        Turns<String> turns = Turns.of(List.of("a", "b"));
        Set<String> inUse = ConcurrentHashMap.newKeySet();
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(threads.submit(() -> {
                for (int n = 0; n < 1000; n++) {
                    String thing = turns.take();
                    assertThat(inUse.add(thing)).isTrue();
                    inUse.remove(thing);
                    turns.giveBack(thing);
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
    }

    @Test
    void closingWaitsForTheLastUser() throws Exception {
        Turns<String> turns = Turns.of(List.of("a", "b"));
        String thing = turns.take();
        Future<List<String>> closed = threads.submit(turns::close);

        assertThat(closed.isDone()).isFalse();
        turns.giveBack(thing);

        assertThat(closed.get()).containsExactlyInAnyOrder("a", "b");
        assertThat(turns.close()).as("the second time there is nothing left").isEmpty();
    }

    @Test
    void afterClosingNobodyGetsATurn() throws Exception {
        Turns<String> turns = Turns.of(List.of("a"));
        turns.close();

        assertThatIllegalStateException().isThrownBy(turns::take).withMessageContaining("closed");
        assertThatIllegalStateException().as("nor the next").isThrownBy(turns::take);
    }

    @Test
    void aThreadThatIsInterruptedStopsWaiting() throws Exception {
        Turns<String> turns = Turns.of(List.of("a"));
        turns.take();
        Future<Boolean> interrupted = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(EncoderException.class).isThrownBy(turns::take);
            return Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted.get()).isTrue();
    }
}
