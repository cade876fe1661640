package io.github.hype4j.cli;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.run.PoolBooks;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.scores.ScoreFile;
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
    private Scoring scoring = new Scoring();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SelectionPolicy policy = cut.policy(scoring.ranking());
        PoolBooks books = scoring.run(policy.components(), spec.commandLine().getErr());
        OutputOptions output = scoring.output;
        SelectionReport report =
                PoolSelector.select(ScoreFile.open(output.scores()), policy, output.subset(), output.overwrite);
        Summary summary = Summary.of(report, books.damage());
        summary.write(output.summary());
        summary.print(out);
        out.println("Written: " + output.subset() + ", " + output.scores() + ", " + output.summary());
        return summary.exitCode(books.isBalanced());
    }
}
