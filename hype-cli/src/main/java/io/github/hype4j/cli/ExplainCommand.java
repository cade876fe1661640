package io.github.hype4j.cli;

import io.github.hype4j.io.run.Explanation;
import io.github.hype4j.io.run.PoolExplainer;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tell why samples are kept or dropped. */
@Command(
        name = "explain",
        description = {
            "Tells why samples are kept or dropped.",
            "",
            "Gives each term of the score with its rank among all samples, the rank by the score, and how far it is from"
                    + " the cut. Takes the options of 'hype select'. Ends with 1 if a uid is not there.",
            ""
        },
        footer = {ExitCode.HELP, "Example:", "  hype explain out/ 0123456789abcdef0123456789abcdef --keep-fraction 0.2"
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "SCORES",
            description = "the folder of a run, a folder of score files, or one: Parquet")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path scores;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "UID", description = "32 hexadecimal digits")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private List<String> uids;

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private CutOptions cut = new CutOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Set<Uid> wanted = new LinkedHashSet<>();
        uids.forEach(uid -> wanted.add(Uid.parse(uid)));
        Map<Uid, Explanation> explanations =
                PoolExplainer.explain(ScoreFiles.open(scores), cut.policy(score.score()), wanted, work.options());
        PrintWriter out = spec.commandLine().getOut();
        for (Uid uid : wanted) {
            Explanation explanation = explanations.get(uid);
            if (explanation == null) {
                out.println(uid + ": not found");
            } else {
                print(explanation, out);
            }
        }
        return explanations.size() == wanted.size() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(Explanation explanation, PrintWriter out) {
        ScoreRow row = explanation.row();
        out.println(row.uid() + ": "
                + explanation
                        .decision()
                        .map(decision -> decision.label())
                        .orElse(row.status().label()));
        out.println("  key " + row.key() + " in " + explanation.file());
        if (explanation.repeats() > 0) {
            out.println("  stands in " + explanation.repeats() + " further rows, which count as duplicates");
        }
        if (explanation.decision().isEmpty()) {
            out.println("  not scored: " + row.reason() + (row.detail() == null ? "" : ": " + row.detail()));
            return;
        }
        out.printf(Locale.ROOT, "  %-26s %12s %10s %14s %15s%n", "component", "value", "weight", "adds", "rank");
        for (Explanation.Term term : explanation.terms()) {
            out.printf(
                    Locale.ROOT,
                    "  %-26s %12.6f %10.4g %14.6f %,15d%n",
                    term.component(),
                    term.value(),
                    term.weight(),
                    term.contribution(),
                    term.rank());
        }
        out.printf(
                Locale.ROOT,
                "  %-26s %12.6f %10s %14s %,15d of %,d%n",
                "score",
                explanation.score(),
                "",
                "",
                explanation.rank(),
                explanation.samples());
        out.printf(Locale.ROOT, "  %-26s %12.6f%n", "smallest score kept", explanation.threshold());
        out.printf(Locale.ROOT, "  %-26s %+12.6g%n%n", "distance to the cut", explanation.distance());
    }
}
