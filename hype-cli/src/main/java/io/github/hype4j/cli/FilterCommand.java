package io.github.hype4j.cli;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolBooks;
import io.github.hype4j.io.run.PoolScorer;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.selection.SelectionPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Score and select in one go. */
@Command(
        name = "filter",
        description = {
            "Scores a pool and keeps the best of it.",
            "",
            "Writes into the output folder: scores.parquet (a row a sample, with every component: 'hype select' cuts it"
                    + " again without encoding), subset.npy (the uids kept, as DataComp's resharder takes them) and"
                    + " summary.json (the books and what the result was made with).",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype filter shards/ --model my-model/ --keep-fraction 0.2 --output out/"
        })
final class FilterCommand implements Callable<Integer> {

    @Mixin
    private InputOptions pool = new InputOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SelectionPolicy policy = cut.policy(pool.score(score));
        Pool samples = pool.open();
        PoolBooks books;
        try (HypeModel encoders = model.load();
                ProgressDisplay progress =
                        ProgressDisplay.start(spec.commandLine().getErr())) {
            var filter = pool.filter(encoders, pool.score(score), policy.components())
                    .keepFraction(1)
                    .batchSize(model.batchSize)
                    .build();
            output.prepare();
            books = PoolScorer.score(samples, filter, output.scores(), output.overwrite, progress);
        }
        SelectionReport report =
                PoolSelector.select(ScoreFile.open(output.scores()), policy, output.subset(), output.overwrite);
        Summary summary = Summary.of(report, books.damage());
        summary.write(output.summary());
        summary.print(out);
        out.println("Written: " + output.subset() + ", " + output.scores() + ", " + output.summary());
        return summary.exitCode(books.isBalanced());
    }
}
