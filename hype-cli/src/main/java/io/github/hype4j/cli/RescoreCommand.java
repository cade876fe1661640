package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.HypeFilterBuilder;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.io.run.PoolRescorer;
import io.github.hype4j.io.run.RunBooks;
import io.github.hype4j.io.run.RunStart;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Score stored embeddings. */
@Command(
        name = "rescore",
        description = {
            "Scores stored embeddings against another reference set, or with other clusters or columns, without encoding"
                    + " anything.",
            "",
            "Writes run.json and a score file a shard into the output folder, as 'hype score' does; 'hype select' cuts them."
                    + " Samples that failed when the embeddings were made fail again, for the same reasons. Without --model"
                    + " there is no hyperbolic space: cosine, cluster and columns are what can be scored.",
            ""
        },
        footer = {
            ExitCode.HELP,
            "Examples:",
            "  hype rescore out/ --model my-model-other-reference/ --output rescored/",
            "  hype rescore datacomp-metadata/ --image-array l14_img --text-array l14_txt \\",
            "      --column clip_l14_similarity_score --output rescored/"
        })
final class RescoreCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "EMBEDDINGS",
            description =
                    "the folder of a run that has embeddings, a folder of .npz files with or without NAME.parquet beside"
                            + " NAME.npz, or one .npz file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path embeddings;

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description =
                    "the model bundle whose reference set and space are used; its encoders, which are not started, must be"
                            + " those that made the embeddings")
    @Nullable
    private Path bundle;

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Mixin
    private ClusterOptions clusters = new ClusterOptions();

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "stores a column of numbers of the Parquet files as a component too. May be repeated.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--image-array",
            paramLabel = "NAME",
            defaultValue = "image",
            description = "the array of image embeddings (default: ${DEFAULT-VALUE}; DataComp's: l14_img, b32_img)")
    private String imageArray = "image";

    @Option(
            names = "--text-array",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "the array of text embeddings (default: ${DEFAULT-VALUE}; DataComp's: l14_txt, b32_txt)")
    private String textArray = "text";

    @Option(names = "--image-only", description = "scores images alone and never looks at texts")
    private boolean imageOnly;

    @Option(
            names = "--resume",
            description = "goes on with the run in the output folder at the first shard that is not done; starts one"
                    + " where there is none")
    private boolean resume;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (resume && output.overwrite) {
            throw new IllegalArgumentException(
                    "--resume goes on with a run and --overwrite deletes it: give one of them");
        }
        EmbeddingPool pool =
                EmbeddingPool.open(embeddings, new EmbeddingNames(imageArray, imageOnly ? null : textArray, "uid"));
        pool.requireArrays();
        RunBooks books = bundle == null ? withoutModel(pool) : withModel(pool, bundle);
        PrintWriter out = spec.commandLine().getOut();
        Summary.print(books, out);
        out.println("Written: " + output.scores());
        return Summary.exitCode(books);
    }

    private RunBooks withModel(EmbeddingPool pool, Path path) throws IOException {
        try (HypeModel model = OnnxHypeModel.loadWithoutEncoders(path)) {
            HypeScore ranking = clusters.ranking(score.score(model.embeddingSpace(), imageOnly), score);
            HypeFilterBuilder filter = HypeFilter.builder()
                    .model(model)
                    .score(ranking)
                    .alsoCompute(stored(model, ranking).toArray(Component[]::new));
            return run(pool, filter, model.embeddingSpace());
        }
    }

    private List<Component> stored(HypeModel model, HypeScore ranking) {
        TreeSet<Component> components = new TreeSet<>(clusters.stored(ranking.components()));
        columns.forEach(name -> components.add(Component.column(name)));
        components.addAll(InputOptions.computed(model, imageOnly));
        return List.copyOf(components);
    }

    private RunBooks withoutModel(EmbeddingPool pool) throws IOException {
        HypeScore ranking = score.isDefault() ? scoreWithoutModel() : score.score();
        TreeSet<Component> components = new TreeSet<>(clusters.stored(ranking.components()));
        columns.forEach(name -> components.add(Component.column(name)));
        if (!imageOnly) {
            components.add(Component.COSINE);
        }
        for (Component component : components) {
            if (component.needsHyperbolicSpace()) {
                throw new IllegalArgumentException(
                        "component " + component + " needs a hyperbolic space: give --model");
            }
        }
        // A curvature is not known, and none is needed.
        HypeFilterBuilder filter = HypeFilter.builder()
                .space(Lorentz.ofCurvature(1))
                .score(ranking)
                .alsoCompute(components.toArray(Component[]::new));
        return run(pool, filter, EmbeddingSpace.EUCLIDEAN);
    }

    private HypeScore scoreWithoutModel() {
        if (!imageOnly) {
            HypeScore cosine = HypeScore.of(Component.COSINE);
            return clusters.files == null ? cosine : cosine.withWeight(Component.CLUSTER, 1);
        }
        if (clusters.files == null && columns.isEmpty()) {
            throw new IllegalArgumentException(
                    "--image-only without --model needs clusters or a --column: there is nothing to score");
        }
        return HypeScore.of(clusters.files == null ? Component.column(columns.get(0)) : Component.CLUSTER);
    }

    @SuppressWarnings("try") // the signals are named for being closed alone
    private RunBooks run(EmbeddingPool pool, HypeFilterBuilder builder, EmbeddingSpace space) throws IOException {
        clusters.read().ifPresent(builder::clusters);
        if (imageOnly) {
            builder.imageOnly();
        }
        HypeFilter filter = builder.keepFraction(1).build();
        output.prepare(resume);
        RunStart start = resume ? RunStart.RESUME : output.overwrite ? RunStart.OVERWRITE : RunStart.NEW;
        try (StopSignals signals = StopSignals.interruptThisThread();
                ProgressDisplay progress =
                        ProgressDisplay.start(spec.commandLine().getErr())) {
            return PoolRescorer.rescore(pool, filter, space, output.folder, start, progress);
        }
    }
}
