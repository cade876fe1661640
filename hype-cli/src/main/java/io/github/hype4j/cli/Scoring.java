package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
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
    OutputOptions output = new OutputOptions();

    Pool pool(List<Component> needed) throws IOException {
        return input.open(needed);
    }

    HypeScore ranking() {
        return input.score(score);
    }

    /**
     * Scores the pool. Everything that can be wrong with the configuration is found before the output folder is touched.
     *
     * @param needed the components that must be in the score file
     * @param err where progress goes
     */
    @SuppressWarnings("try") // the signals are named for being closed alone
    PoolBooks run(List<Component> needed, PrintWriter err) throws IOException {
        try (Pool pool = pool(needed);
                HypeModel encoders = model.load();
                StopSignals signals = StopSignals.interruptThisThread();
                ProgressDisplay progress = ProgressDisplay.start(err)) {
            HypeFilter filter = input.filter(encoders, ranking(), needed)
                    .keepFraction(1)
                    .parallelism(model.parallelism())
                    .build();
            output.prepare();
            PoolBooks books = PoolScorer.score(pool, filter, output.scores(), output.overwrite, progress);
            err.println("Scored in " + books.times());
            pool.metadata()
                    .ifPresent(joined -> err.println("Metadata: " + joined.unmatched() + " samples had no row; "
                            + joined.repeats() + " rows repeated a uid and " + joined.withoutUid()
                            + " had none, of which no use was made"));
            return books;
        }
    }
}
