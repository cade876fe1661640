package io.github.hype4j.cli;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.cli.report.PoolReport;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.ShardRanges;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.selection.SelectionPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Score and select in one go. */
@Command(
        name = "filter",
        description = {
            "Scores a pool and keeps the best of it.",
            "",
            "Writes into the output folder: run.json and scores/SHARD.parquet (what the run is made with, and a row a"
                    + " sample with every component: 'hype select' cuts them again without encoding), subset.npy (the uids kept, as DataComp's resharder takes them),"
                    + " summary.json (the books and what the result was made with), and report.html if asked for.",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype filter shards/ --model my-model/ --keep-fraction 0.2 --output out/"
        })
final class FilterCommand implements Callable<Integer> {

    @Mixin
    private Scoring scoring = new Scoring();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Option(
            names = "--report",
            description = "writes report.html too: one page with the scores, the cut, and pairs to look at")
    private boolean report;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SelectionPolicy policy = cut.policy(scoring.ranking());
        RunBooks books = scoring.run(
                policy.components(), ShardRanges.ALL, spec.commandLine().getErr());
        OutputOptions output = scoring.output;
        if (!books.isComplete()) {
            Summary.print(books, out);
            out.println("Not selected: shards are unfinished. --resume goes on.");
            return Summary.exitCode(books);
        }
        ScoreFiles scores = ScoreFiles.open(output.scores());
        SelectionReport selected = PoolSelector.select(scores, policy, output.subset(), scoring.replaces());
        Summary summary = Summary.of(selected, books.damage());
        summary.write(output.summary());
        summary.print(out);
        String written = output.subset() + ", " + output.scores() + ", " + output.summary();
        if (report) {
            try (Pool pool = scoring.pool(policy.components())) {
                PoolReport.write(
                        output.report(),
                        scoring.replaces(),
                        pool,
                        scores,
                        policy,
                        SubsetFile.read(output.subset()),
                        selected,
                        books.damage());
            }
            written += ", " + output.report();
        }
        out.println("Written: " + written);
        return Math.max(summary.exitCode(books.isBalanced()), Summary.exitCode(books));
    }
}
