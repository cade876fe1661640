package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.HypeFilterBuilder;
import io.github.hype4j.io.pool.MetadataSource;
import io.github.hype4j.io.pool.ParquetColumns;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolFormat;
import io.github.hype4j.io.pool.PoolOptions;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pool, and which components are computed and stored. */
final class InputOptions {

    @Parameters(
            paramLabel = "POOL",
            description =
                    "a folder of WebDataset shards (*.tar), or of Parquet files with a column of images; one such file; or a"
                            + " folder of images with .txt captions beside them")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path pool;

    @Option(
            names = "--column",
            paramLabel = "NAME[=COLUMN]",
            description =
                    "stores a number of the samples' json, Parquet or metadata as a component too; NAME=COLUMN gives a column"
                            + " of --metadata another name, as clip_cosine=cosine does for the cosine of another run. May be"
                            + " repeated.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "webdataset, parquet or folder, where looking would take the pool for another of them")
    @Nullable
    PoolFormat format;

    @Option(
            names = "--image-column",
            paramLabel = "NAME",
            description = "the column of images in Parquet: bytes, or a struct of bytes and path (default: image)")
    String imageColumn = ParquetColumns.defaults().image();

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            description = "the column of captions in Parquet (default: text, else caption)")
    String textColumn = ParquetColumns.defaults().text();

    @Option(names = "--uid-column", paramLabel = "NAME", description = "the column of uids in Parquet (default: uid)")
    String uidColumn = ParquetColumns.defaults().uid();

    @Option(
            names = "--metadata",
            paramLabel = "PATH",
            description =
                    "a Parquet file, or a folder of such files, whose columns, named by --column or in the score, are joined by uid")
    @Nullable
    Path metadata;

    @Option(
            names = "--metadata-captions",
            description = "takes the caption from --metadata where a sample has none of its own")
    boolean metadataCaptions;

    @Option(names = "--image-only", description = "ranks by images alone and never looks at captions")
    boolean imageOnly;

    @Option(
            names = "--json-captions",
            description =
                    "takes the caption from the json (caption, else text), or the Parquet beside the shard, where a sample has no"
                            + " .txt")
    boolean jsonCaptions;

    @Option(
            names = "--replace-malformed",
            description = "replaces bytes of a caption that are not UTF-8, rather than failing the sample")
    boolean replaceMalformed;

    /**
     * Opens the pool.
     *
     * @param needed the components that the scores need: columns among them are joined from the metadata unasked
     */
    Pool open(List<Component> needed) throws IOException {
        return Pool.open(pool, options(needed));
    }

    PoolOptions options(List<Component> needed) {
        PoolOptions options = PoolOptions.defaults()
                .withCaptionFromMetadata(jsonCaptions)
                .withReplaceMalformed(replaceMalformed)
                .withColumns(new ParquetColumns(imageColumn, textColumn, uidColumn));
        if (format != null) {
            options = options.withFormat(format);
        }
        if (metadata != null) {
            options = options.withMetadata(joined(metadata, needed));
        } else if (metadataCaptions) {
            throw new IllegalArgumentException("--metadata-captions needs --metadata");
        } else if (columns.stream().anyMatch(InputOptions::isRenamed)) {
            throw new IllegalArgumentException(
                    "--column NAME=COLUMN gives a column of the metadata another name: it needs --metadata");
        }
        return options;
    }

    private MetadataSource joined(Path files, List<Component> needed) {
        List<String> names = new ArrayList<>();
        columns.forEach(option -> names.add(column(option).name()));
        needed.stream()
                .filter(component -> !component.isComputed())
                .map(Component::name)
                .forEach(names::add);
        MetadataSource source = new MetadataSource(files, names, metadataCaptions);
        for (String option : columns) {
            if (isRenamed(option)) {
                source = source.withRenamed(column(option).name(), option.substring(option.indexOf('=') + 1));
            }
        }
        return source;
    }

    private static boolean isRenamed(String option) {
        return option.contains("=");
    }

    private static Component column(String option) {
        return Component.column(isRenamed(option) ? option.substring(0, option.indexOf('=')) : option);
    }

    /** The components that are stored: all that can be computed, so that other scores need no second run. */
    List<Component> stored(HypeModel model, List<Component> needed) {
        TreeSet<Component> components = new TreeSet<>(needed);
        columns.forEach(option -> components.add(column(option)));
        components.addAll(computed(model, imageOnly));
        return List.copyOf(components);
    }

    /** All components that a model can compute. */
    static List<Component> computed(HypeModel model, boolean imageOnly) {
        TreeSet<Component> components = new TreeSet<>();
        if (!model.embeddingSpace().isHyperbolic()) {
            return imageOnly ? List.of() : List.of(Component.COSINE);
        }
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

    HypeFilterBuilder filter(HypeModel model, HypeScore score, List<Component> needed) {
        HypeFilterBuilder builder = HypeFilter.builder()
                .model(model)
                .score(score)
                .alsoCompute(stored(model, needed).toArray(Component[]::new));
        return imageOnly ? builder.imageOnly() : builder;
    }
}
