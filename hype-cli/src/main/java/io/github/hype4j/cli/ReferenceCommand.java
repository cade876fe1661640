package io.github.hype4j.cli;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.ReferenceSample;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.bundle.ReferenceWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reference sets. */
@Command(
        name = "reference",
        description = {"Makes reference sets.", ""},
        subcommands = ReferenceCommand.Build.class)
final class ReferenceCommand {

    /** Samples a pool into a reference set. */
    @Command(
            name = "build",
            description = {
                "Draws pairs from a pool at random, encodes them, and puts them into a bundle as its reference set.",
                "",
                "Specificity is measured against the reference set: take a pool of clean, varied pairs. The same pool and"
                        + " seed draw the same pairs, whatever the order of the shards.",
                ""
            },
            footer = {
                ExitCode.HELP,
                "Example:",
                "  hype reference build shards/ --model my-model/ --size 1024 --output my-model-2/"
            })
    static final class Build implements Callable<Integer> {

        @Parameters(paramLabel = "POOL", description = "the pool to draw from")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Path pool;

        @Mixin
        private ModelOptions model = new ModelOptions();

        @Option(names = "--size", paramLabel = "N", description = "how many pairs (default: 1024)")
        private int size = 1024;

        @Option(names = "--seed", paramLabel = "S", description = "another seed draws other pairs (default: 0)")
        private long seed;

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        @SuppressWarnings("try") // the signals are named for being closed alone
        public Integer call() throws IOException {
            Path bundle = model.bundle;
            if (bundle == null || !Files.isDirectory(bundle)) {
                throw new IllegalArgumentException("--model must be a folder to build a reference set for it"
                        + (bundle == null ? ", but is not given" : ": unpack " + bundle + " first"));
            }
            ReferenceSample sample;
            List<String> damage;
            try (Pool samples = Pool.open(pool);
                    HypeModel encoders = model.load();
                    StopSignals signals = StopSignals.interruptThisThread();
                    ProgressDisplay progress =
                            ProgressDisplay.start(spec.commandLine().getErr())) {
                sample = ReferenceSample.draw(samples, encoders, size, seed, progress);
                damage = progress.damage();
            }
            output.prepare();
            copyBundle(bundle, output.folder);
            ReferenceWriter.write(output.folder, sample.images(), sample.texts(), sample.statistics());
            PrintWriter out = spec.commandLine().getOut();
            damage.forEach(lost -> out.println("damaged input: " + lost));
            out.println("Written: " + output.folder + " with a reference set of " + size + " pairs ("
                    + sample.unusable() + " that were drawn could not be used and were replaced)");
            return Summary.exitCode(damage, true);
        }

        private static void copyBundle(Path from, Path to) throws IOException {
            if (Files.isSameFile(from, to)) {
                return;
            }
            List<Path> files;
            try (Stream<Path> walk = Files.walk(from)) {
                files = walk.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
