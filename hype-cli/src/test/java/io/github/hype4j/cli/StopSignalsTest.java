package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** A signal stops a run between two batches. */
@Timeout(60)
class StopSignalsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalInterruptsTheRun(String name) {
        try (StopSignals signals = StopSignals.interruptThisThread()) {
            assertThat(signals).isNotNull();
            Signal.raise(new Signal(name));
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void afterwardsASignalDoesWhatItDidBefore() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        SignalHandler before = Signal.handle(new Signal("TERM"), signal -> seen.countDown());
        try {
            StopSignals.interruptThisThread().close();
            Signal.raise(new Signal("TERM"));
            seen.await();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        } finally {
            Signal.handle(new Signal("TERM"), before);
        }
    }

    @Test
    void aRunThatIsStoppedSaysSoAndLeavesNothingHalfWritten() throws Exception {
        Path out = folder.resolve("out");
        Thread.currentThread().interrupt();
        Cli run = Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--output", out);

        assertThat(Thread.interrupted()).as("the interrupt was taken").isFalse();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("hype: stopped").doesNotContain("Exception");
        assertThat(out)
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }
}
