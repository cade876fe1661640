package io.github.hype4j.cli;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.selection.SelectionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Select from stored scores. */
@Command(
        name = "select",
        description = {
            "Selects from stored scores, by any weights and cut, without encoding again.",
            "",
            "Any Parquet with a column 'uid' will do, such as DataComp's metadata: every column of numbers is a"
                    + " component. Of rows with one uid the first counts, the others are duplicates.",
            "",
            "Writes subset.npy and summary.json into the output folder.",
            ""
        },
        footer = {
            ExitCode.HELP,
            "Examples:",
            "  hype select out/ --keep-fraction 0.3 --output out-0.3/",
            "  hype select out/ --score cosine --keep-top 1000 --output clip/",
            "  hype select out/ --keep-fraction 0.3 --intersect cosine=0.5 --output both/",
            "  hype select metadata/ --score clip_l14_similarity_score --datacomp-fraction 0.3 --output clip-0.3/"
        })
final class SelectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SCORES", description = "the folder of a run, a folder of score files, or one: Parquet")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path scores;

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ScoreFiles file = ScoreFiles.open(scores);
        SelectionPolicy policy = PoolSelector.standardized(cut.policy(score.score()), file);
        output.prepare();
        SelectionReport report = PoolSelector.select(
                file, policy, output.subset(), work.options().withOverwrite(output.overwrite));
        Summary summary = Summary.of(report, List.of());
        summary.write(output.summary());
        summary.print(spec.commandLine().getOut());
        spec.commandLine().getOut().println("Written: " + output.subset() + ", " + output.summary());
        return summary.exitCode(true);
    }
}
