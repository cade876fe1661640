package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.HypeFilterBuilder;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolBooks;
import io.github.hype4j.io.run.PoolScorer;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Scoring a pool into the output folder: what {@code hype score} and {@code hype filter} have in common. */
final class Scoring {

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    Pool pool() throws IOException {
        return input.open();
    }

    HypeScore ranking() {
        return clusters.ranking(input.score(score), score);
    }

    /**
     * Scores the pool. Everything that can be wrong with the configuration is found before the output folder is touched.
     *
     * @param needed the components that must be in the score file
     * @param err where progress goes
     */
    @SuppressWarnings("try") // the signals are named for being closed alone
    PoolBooks run(List<Component> needed, PrintWriter err) throws IOException {
        Pool pool = pool();
        try (HypeModel encoders = model.load();
                StopSignals signals = StopSignals.interruptThisThread();
                ProgressDisplay progress = ProgressDisplay.start(err)) {
            HypeFilterBuilder builder = input.filter(encoders, ranking(), clusters.stored(needed))
                    .keepFraction(1)
                    .parallelism(model.parallelism());
            clusters.read().ifPresent(builder::clusters);
            HypeFilter filter = builder.build();
            output.prepare();
            PoolBooks books = PoolScorer.score(pool, filter, output.scores(), output.overwrite, progress);
            err.println("Scored in " + books.times());
            return books;
        }
    }
}
