package io.github.hype4j.cli;

import io.github.hype4j.io.clusters.ClusterFiles;
import io.github.hype4j.io.clusters.KMeans;
import io.github.hype4j.io.clusters.KMeansOptions;
import io.github.hype4j.io.clusters.KMeansResult;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.embeddings.EmbeddingPool;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Find clusters of stored embeddings. */
@Command(
        name = "cluster",
        description = {
            "Finds clusters of a pool's image embeddings, and which of them hold a target set such as ImageNet.",
            "",
            "Writes centroids.npy (a row a cluster, of length 1) and, with --targets, target_ids.npy into the output folder:"
                    + " --centroids and --target-ids of 'hype score' and 'hype filter'. Embeddings are read from disk as often"
                    + " as needed and never held in memory; the result does not depend on the number of threads.",
            ""
        },
        footer = {
            ExitCode.HELP,
            "Examples:",
            "  hype cluster embeddings/ --clusters 10000 --targets imagenet/ --output clusters/",
            "  hype cluster datacomp-metadata/ --image-array l14_img --clusters 10000 --output clusters/"
        })
final class ClusterCommand implements Callable<Integer> {

    private static final String CENTROIDS = "centroids.npy";
    private static final String TARGET_IDS = "target_ids.npy";

    @Parameters(
            paramLabel = "EMBEDDINGS",
            description = "a .npz file of embeddings, a folder of them, or the folder of a run that has them")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path embeddings;

    @Option(names = "--clusters", required = true, paramLabel = "K", description = "how many clusters")
    private int clusters;

    @Option(
            names = "--targets",
            paramLabel = "EMBEDDINGS",
            description = "the embeddings of the target set: the clusters that they fall into are written")
    @Nullable
    private Path targets;

    @Option(
            names = "--image-array",
            paramLabel = "NAME",
            defaultValue = "image",
            description = "the array of the .npz files (default: ${DEFAULT-VALUE}; DataComp's: l14_img, b32_img)")
    private String imageArray = "image";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "how often the embeddings are read (default: ${DEFAULT-VALUE})")
    private int epochs = 10;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "16384",
            description = "embeddings assigned before centroids move (default: ${DEFAULT-VALUE})")
    private int batchSize = 16_384;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "seed of the first centroids (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        KMeansOptions options = new KMeansOptions(clusters, epochs, batchSize, seed);
        EmbeddingNames names = new EmbeddingNames(imageArray, null, "uid");
        EmbeddingPool pool = EmbeddingPool.open(embeddings, names);
        EmbeddingPool targetPool = targets == null ? null : EmbeddingPool.open(targets, names);
        output.prepare();
        PrintWriter out = spec.commandLine().getOut();
        KMeansResult result = KMeans.cluster(pool, options, Parallelism.common());
        ClusterFiles.writeCentroids(output.folder.resolve(CENTROIDS), result.centroids(), output.overwrite);
        out.printf(Locale.ROOT, "%n  embeddings                 %,15d%n", result.rows());
        out.printf(Locale.ROOT, "  rows without embedding     %,15d%n", result.left());
        out.printf(
                Locale.ROOT,
                "  clusters                   %,15d%n",
                result.centroids().rows());
        out.printf(Locale.ROOT, "  of them empty              %,15d%n", result.empty());
        for (int i = 0; i < result.inertias().size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "  inertia of epoch %-9d %15.6f%n",
                    i + 1,
                    result.inertias().get(i));
        }
        String written = output.folder.resolve(CENTROIDS).toString();
        List<String> damage = new ArrayList<>(pool.damage());
        if (targetPool != null) {
            int[] ids = KMeans.targetIds(targetPool, result.centroids(), Parallelism.common());
            ClusterFiles.writeTargetIds(output.folder.resolve(TARGET_IDS), ids, output.overwrite);
            out.printf(Locale.ROOT, "  clusters of the targets    %,15d%n", ids.length);
            written += ", " + output.folder.resolve(TARGET_IDS);
            damage.addAll(targetPool.damage());
        }
        damage.forEach(lost -> out.println("  damaged input: " + lost));
        out.println();
        out.println("Written: " + written);
        return Summary.exitCode(damage, true);
    }
}
