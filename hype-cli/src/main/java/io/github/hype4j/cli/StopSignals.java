package io.github.hype4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Lets Ctrl-C and SIGTERM end a run in order: the first interrupts it, so that it stops between two batches and leaves
 * nothing half-written; the second ends the process at once. By itself, Java would close ONNX Runtime under the graph that
 * is running, and crash.
 */
final class StopSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM");

    /** What shells give for a process that Ctrl-C has ended. */
    private static final int HALTED = 130;

    private final List<Runnable> restore = new ArrayList<>();

    private StopSignals() {}

    /** From now on, until this is closed, the first signal interrupts the calling thread. */
    static StopSignals interruptThisThread() {
        Thread run = Thread.currentThread();
        AtomicBoolean asked = new AtomicBoolean();
        SignalHandler handler = signal -> {
            if (asked.getAndSet(true)) {
                Runtime.getRuntime().halt(HALTED);
            }
            run.interrupt();
        };
        StopSignals signals = new StopSignals();
        for (String name : NAMES) {
            signals.handle(new Signal(name), handler);
        }
        return signals;
    }

    private void handle(Signal signal, SignalHandler handler) {
        try {
            SignalHandler before = Signal.handle(signal, handler);
            restore.add(() -> Signal.handle(signal, before));
        } catch (IllegalArgumentException e) {
            // Java was started with -Xrs: whoever did so handles signals himself, and there is nothing to restore.
        }
    }

    /** Signals do again what they did before. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }
}
