package io.github.hype4j.cli;

import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.run.RunListener;
import io.github.hype4j.io.run.RunProgress;
import io.github.hype4j.io.run.ShardOutcome;
import io.github.hype4j.model.SampleFailure;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a run's progress: a bar on a terminal, a line a shard otherwise. */
final class ProgressDisplay implements RunListener, AutoCloseable {

    /** Failed samples are named up to here, then only counted: a pool of billions has millions of them. */
    private static final int NAMED_FAILURES = 20;

    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private int shardsShown;
    private int failuresShown;
    private final List<String> damage = new ArrayList<>();

    private ProgressDisplay(PrintWriter err, @Nullable ProgressBar bar) {
        this.err = err;
        this.bar = bar;
    }

    /** A bar where standard error is a terminal. */
    static ProgressDisplay start(PrintWriter err) {
        return new ProgressDisplay(err, isTerminal() ? newBar() : null);
    }

    @SuppressWarnings("SystemConsoleNull") // what Java 22 changed is seen to
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal too, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static ProgressBar newBar() {
        return new ProgressBarBuilder()
                .setTaskName("scoring")
                .setUnit(" MB", 1_000_000)
                .setInitialMax(1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    @Override
    public void progress(RunProgress progress) {
        if (bar != null) {
            bar.maxHint(progress.totalBytes());
            bar.stepTo(progress.bytes());
            bar.setExtraMessage(progress.samples() + " pairs");
        } else if (progress.shardsDone() > shardsShown) {
            shardsShown = progress.shardsDone();
            err.printf(
                    Locale.ROOT,
                    "shard %d of %d (%s): %d pairs so far, %d not scored%n",
                    progress.shardsDone(),
                    progress.shards(),
                    progress.shard(),
                    progress.samples(),
                    progress.failed());
            err.flush();
        }
    }

    @Override
    public void failed(PoolSample sample, SampleFailure failure) {
        if (bar != null) {
            return; // the bar owns the terminal; the summary counts them, the score file has them all
        }
        if (failuresShown < NAMED_FAILURES) {
            err.println("not scored: " + sample.shard() + " " + sample.key() + ": " + failure);
        } else if (failuresShown == NAMED_FAILURES) {
            err.println("more samples are not scored; the score file has them all");
        }
        failuresShown++;
    }

    @Override
    public void damaged(String line) {
        damage.add(line);
        if (bar == null) {
            err.println("damaged: " + line);
        }
    }

    @Override
    public void shardEnded(String shard, ShardOutcome outcome, String why) {
        if (bar == null && outcome == ShardOutcome.UNFINISHED) {
            err.println("unfinished: shard " + shard + ": " + why);
        }
    }

    @Override
    public void scoredAgain(String shard, String why) {
        if (bar == null) {
            err.println("scored again: shard " + shard + ": " + why);
        }
    }

    /** One line for each part of the input that could not be read. */
    List<String> damage() {
        return damage;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        err.flush();
    }
}
