package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.HypeFilterBuilder;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolOptions;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pool, and which components are computed and stored. */
final class InputOptions {

    @Parameters(
            paramLabel = "POOL",
            description =
                    "a folder of WebDataset shards (*.tar), one such shard, or a folder of images with .txt captions"
                            + " beside them")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path pool;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "stores a number of the samples' json as a component too. May be repeated.")
    List<String> columns = new ArrayList<>();

    @Option(names = "--image-only", description = "ranks by images alone and never looks at captions")
    boolean imageOnly;

    @Option(
            names = "--json-captions",
            description = "takes the caption from the json (caption, else text) where a sample has no .txt")
    boolean jsonCaptions;

    @Option(
            names = "--replace-malformed",
            description = "replaces bytes of a caption that are not UTF-8, rather than failing the sample")
    boolean replaceMalformed;

    Pool open() throws IOException {
        return Pool.open(pool, options());
    }

    PoolOptions options() {
        return PoolOptions.defaults().withCaptionFromMetadata(jsonCaptions).withReplaceMalformed(replaceMalformed);
    }

    /** The components that are stored: all that can be computed, so that other scores need no second run. */
    List<Component> stored(HypeModel model, List<Component> needed) {
        TreeSet<Component> components = new TreeSet<>(needed);
        columns.forEach(name -> components.add(Component.column(name)));
        components.add(Component.IMAGE_ROOT_DISTANCE);
        boolean hasReference = model.reference().isPresent();
        if (hasReference) {
            components.add(Component.IMAGE_SPECIFICITY);
        }
        if (!imageOnly) {
            components.add(Component.NEGATIVE_DISTANCE);
            components.add(Component.COSINE);
            components.add(Component.TEXT_ROOT_DISTANCE);
            components.add(Component.ENTAILMENT_VIOLATION);
            if (hasReference) {
                components.add(Component.TEXT_SPECIFICITY);
            }
        }
        return List.copyOf(components);
    }

    HypeScore score(ScoreOptions options) {
        return imageOnly && options.isDefault() ? HypeScore.imageSpecificity() : options.score();
    }

    HypeFilterBuilder filter(HypeModel model, HypeScore score, List<Component> needed) {
        HypeFilterBuilder builder = HypeFilter.builder()
                .model(model)
                .score(score)
                .alsoCompute(stored(model, needed).toArray(Component[]::new));
        return imageOnly ? builder.imageOnly() : builder;
    }
}
