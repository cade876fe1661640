package io.github.hype4j.cli;

import io.github.hype4j.io.clusters.ClusterFiles;
import io.github.hype4j.score.Clusters;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The clusters for the cluster score, if there are any. */
final class ClusterOptions {

    @ArgGroup(exclusive = false)
    @Nullable
    Files files;

    /** Both or none. */
    static final class Files {
        @Option(
                names = "--centroids",
                required = true,
                paramLabel = "FILE",
                description = "a .npy matrix of cluster centroids, in the space of the image embeddings ('hype cluster'"
                        + " makes one): stores the component cluster, 1 where an image's nearest centroid is a target, and"
                        + " adds it to the paper's score; needs --target-ids")
        @SuppressWarnings("NullAway.Init") // set by picocli
        Path centroids;

        @Option(
                names = "--target-ids",
                required = true,
                paramLabel = "FILE",
                description = "a .npy array of the rows of --centroids that images of the target set fall into")
        @SuppressWarnings("NullAway.Init") // set by picocli
        Path targetIds;
    }

    Optional<Clusters> read() throws IOException {
        return files == null ? Optional.empty() : Optional.of(ClusterFiles.read(files.centroids, files.targetIds));
    }

    /** The score with the cluster term of weight 1 where it is the paper's and nothing else was said of the term. */
    HypeScore ranking(HypeScore score, ScoreOptions options) {
        boolean isAsked = files != null && options.isPaper() && !options.weights.containsKey(Component.CLUSTER.name());
        return isAsked ? score.withWeight(Component.CLUSTER, 1) : score;
    }

    /** What is to be stored, with the cluster score where there are clusters. */
    List<Component> stored(List<Component> components) {
        if (files == null) {
            return components;
        }
        TreeSet<Component> all = new TreeSet<>(components);
        all.add(Component.CLUSTER);
        return List.copyOf(all);
    }
}
