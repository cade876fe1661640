package io.github.hype4j.cli;

import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.specificity.ReferenceSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Models. */
@Command(
        name = "model",
        description = {"Looks at model bundles.", ""},
        subcommands = ModelCommand.Info.class)
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
                line(out, "curvature", loaded.space().curvature());
                line(out, "minRadius", loaded.minRadius());
                line(out, "embedding space", loaded.embeddingSpace().label());
                line(
                        out,
                        "reference set",
                        loaded.reference().map(Info::describe).orElse("none"));
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
}
