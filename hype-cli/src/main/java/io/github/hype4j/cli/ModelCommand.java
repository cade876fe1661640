package io.github.hype4j.cli;

import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.onnx.check.CheckReport;
import io.github.hype4j.onnx.check.ModelCheck;
import io.github.hype4j.onnx.check.PartReport;
import io.github.hype4j.specificity.ReferenceSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Models. */
@Command(
        name = "model",
        description = {"Looks at model bundles.", ""},
        subcommands = {ModelCommand.Info.class, ModelCommand.Verify.class})
final class ModelCommand {

    /** Loads a bundle and tells what it is. */
    @Command(
            name = "info",
            description = {"Loads a model bundle, checks it, and tells what it is.", ""},
            footer = {ExitCode.HELP, "Example:", "  hype model info --model my-model/"})
    static final class Info implements Callable<Integer> {

        @Mixin
        private ModelOptions model = new ModelOptions();

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            try (HypeModel loaded = model.load()) {
                ModelProvenance provenance = loaded.provenance();
                line(out, "name", provenance.name());
                line(out, "dimension", loaded.dimension());
                line(out, "embedding space", loaded.embeddingSpace().label());
                if (loaded.embeddingSpace().isHyperbolic()) {
                    line(out, "curvature", loaded.space().curvature());
                    line(out, "minRadius", loaded.minRadius());
                    line(
                            out,
                            "reference set",
                            loaded.reference().map(Info::describe).orElse("none"));
                }
                loaded.referenceStatistics()
                        .ifPresent(statistics -> statistics
                                .asMap()
                                .forEach((component, values) -> line(
                                        out,
                                        "",
                                        String.format(
                                                Locale.ROOT,
                                                "%-20s mean %9.4f, std %.4f",
                                                component,
                                                values.mean(),
                                                values.std()))));
                line(out, "licence", provenance.license());
                line(out, "source", provenance.source());
                line(out, "sha256", provenance.sha256());
                line(out, "reference sha256", provenance.referenceSha256());
                line(out, "device", String.join(",", model.devices));
                line(out, "threads", model.options().threads());
                line(out, "batch size", model.options().batchSize());
            }
            return ExitCode.DONE;
        }

        private static String describe(ReferenceSet reference) {
            return reference.images().rows() + " images, " + reference.texts().rows() + " texts";
        }

        private static void line(PrintWriter out, String what, Object value) {
            out.printf("  %-18s %s%n", what, value);
        }
    }

    /** Compares a bundle with what the checkpoint's own framework gave. */
    @Command(
            name = "verify",
            description = {
                "Checks that a bundle gives here what the checkpoint's own framework gave.",
                "",
                "The bundle's folder 'check' holds captions and images with their token ids, prepared pixels and"
                        + " embeddings. Tokens must be equal, pixels too but for rounding, and embeddings within the"
                        + " tolerance: of the graphs alone, on the stored inputs, and of the whole path from the samples.",
                ""
            },
            footer = {
                "",
                "Exit codes:",
                "  0  the bundle gives what was stored",
                "  1  not finished: a file could not be read, or the encoder failed",
                "  2  bad usage or configuration, or the check folder is not there, lacks a file or does not fit the bundle",
                "  3  something differs",
                "",
                "Examples:",
                "  hype model verify --model my-model/",
                "  hype model verify --model my-model-f16/ --tolerance 0.002"
            })
    static final class Verify implements Callable<Integer> {

        @Mixin
        private ModelOptions model = new ModelOptions();

        @Option(
                names = "--tolerance",
                paramLabel = "E",
                description =
                        "the largest relative error of an embedding, in (0, 1); graphs with weights in float16 need"
                                + " a larger one (default: 1e-4)")
        private double tolerance = ModelCheck.DEFAULT_TOLERANCE;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            if (model.bundle == null) {
                throw new IllegalArgumentException("--model must be given: the embedded model has no check folder");
            }
            CheckReport report = ModelCheck.run(model.bundle, model.options(), tolerance);
            PrintWriter out = spec.commandLine().getOut();
            report.parts().forEach(part -> print(out, part));
            out.println(
                    report.passed()
                            ? "The bundle gives what " + report.producer() + " gave."
                            : "THE BUNDLE DOES NOT GIVE WHAT " + report.producer() + " GAVE");
            return report.passed() ? ExitCode.DONE : ExitCode.DAMAGED_INPUT;
        }

        private static void print(PrintWriter out, PartReport part) {
            out.printf(
                    Locale.ROOT,
                    "  %-18s %s%4d samples, worst error %.2e%s%n",
                    part.part().label(),
                    part.passed() ? "ok  " : "FAIL",
                    part.samples(),
                    part.worstError(),
                    part.worstError() > 0 ? " (" + part.worstSample() + ")" : "");
            part.firstDifference()
                    .ifPresent(first ->
                            out.printf(Locale.ROOT, "  %-18s %d differ; the first: %s%n", "", part.differing(), first));
        }
    }
}
