package io.github.hype4j.onnx.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.onnx.text.TextPreparation;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.ReferenceStatistics;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code hype-model.json} says. Unknown fields are ignored; a required field that is missing or wrong is an
 * {@link IllegalArgumentException} that names it.
 *
 * @param name the model's name
 * @param curvature the absolute value of the curvature; NaN for a Euclidean model
 * @param minRadius {@code K} of the entailment cones; NaN for a Euclidean model
 * @param dimension the length of an embedding
 * @param embeddingSpace what the graphs put out
 * @param image the image graph
 * @param imagePreparation what is done to an image before the graph
 * @param text the text graph
 * @param textPreparation what is done to a caption before the graph
 * @param tokenizer the file of the tokenizer
 * @param reference the files of the reference set, empty if there is none
 * @param license the licence of the weights, empty if not said
 * @param source where the weights come from, empty if not said
 */
public record BundleDescription(
        String name,
        double curvature,
        double minRadius,
        int dimension,
        EmbeddingSpace embeddingSpace,
        Graph image,
        ImagePreparation imagePreparation,
        Graph text,
        TextPreparation textPreparation,
        String tokenizer,
        Optional<ReferenceFiles> reference,
        String license,
        String source) {

    /** The name of the file that this is read from. */
    public static final String FILE = "hype-model.json";

    private static final int FORMAT_VERSION = 1;

    /**
     * An ONNX graph.
     *
     * @param file its file in the bundle
     * @param input the name of its one input
     * @param output the name of the output that is the embedding
     * @param scale what the output is multiplied by
     */
    public record Graph(String file, String input, String output, float scale) {}

    /**
     * The files of a reference set.
     *
     * @param images tangent vectors or points of the reference images, as the model puts them out
     * @param texts those of the reference texts
     * @param statistics of the components over the pairs of the set, empty if they are not there
     */
    public record ReferenceFiles(String images, String texts, Optional<ReferenceStatistics> statistics) {}

    /**
     * Reads a description.
     *
     * @param json the text of {@code hype-model.json}
     * @param origin what the text was read from, for messages
     * @return the description
     * @throws IllegalArgumentException if a field is missing or out of range, naming it
     */
    public static BundleDescription parse(byte[] json, String origin) {
        try {
            return read(new Fields(new ObjectMapper().readTree(json), origin, ""));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(origin + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(origin + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static BundleDescription read(Fields fields) {
        int version = fields.integer("formatVersion");
        if (version != FORMAT_VERSION) {
            throw fields.wrong("formatVersion", FORMAT_VERSION + " (the version that this library reads)", version);
        }
        Fields image = fields.object("image");
        Fields text = fields.object("text");
        int dimension = fields.integer("dimension");
        if (dimension < 1) {
            throw fields.wrong("dimension", "at least 1", dimension);
        }
        EmbeddingSpace space =
                fields.checked("embeddingSpace", () -> EmbeddingSpace.ofLabel(fields.text("embeddingSpace")));
        if (!space.isHyperbolic() && fields.has("reference")) {
            throw fields.wrong(
                    "reference", "absent where embeddingSpace is \"" + space.label() + '"', "a reference set");
        }
        return new BundleDescription(
                fields.text("name"),
                space.isHyperbolic() ? fields.number("curvature") : Double.NaN,
                space.isHyperbolic() ? fields.number("minRadius") : Double.NaN,
                dimension,
                space,
                graph(image),
                image.checked("", () -> imagePreparation(image)),
                graph(text),
                text.checked("", () -> textPreparation(text)),
                text.text("tokenizer"),
                fields.optionalObject("reference")
                        .map(set -> new ReferenceFiles(set.text("image"), set.text("text"), statistics(set))),
                fields.textOr("license", ""),
                fields.textOr("source", ""));
    }

    private static Optional<ReferenceStatistics> statistics(Fields reference) {
        if (!reference.has("statistics")) {
            return Optional.empty();
        }
        Fields fields = reference.object("statistics");
        Map<Component, ComponentStatistics> statistics = new TreeMap<>();
        for (String name : fields.names()) {
            Fields one = fields.object(name);
            statistics.put(
                    fields.checked(name, () -> new Component(name)),
                    one.checked("", () -> new ComponentStatistics(one.number("mean"), one.number("std"))));
        }
        return Optional.of(reference.checked("statistics", () -> ReferenceStatistics.of(statistics)));
    }

    private static Graph graph(Fields fields) {
        double scale = fields.numberOr("scale", 1.0);
        if (!(scale > 0 && scale < Float.MAX_VALUE)) {
            throw fields.wrong("scale", "above 0 and finite", scale);
        }
        return new Graph(fields.text("file"), fields.text("input"), fields.text("output"), (float) scale);
    }

    private static ImagePreparation imagePreparation(Fields fields) {
        return new ImagePreparation(
                fields.integer("size"),
                ImagePreparation.Resize.parse(fields.text("resize")),
                ImagePreparation.Interpolation.parse(fields.text("interpolation")),
                ImagePreparation.Crop.parse(fields.text("crop")),
                fields.numbers("mean"),
                fields.numbers("std"),
                ImagePreparation.Orientation.parse(
                        fields.textOr("orientation", ImagePreparation.Orientation.IGNORE.word())),
                ImagePreparation.Convert.parse(fields.textOr("convert", ImagePreparation.Convert.LAST.word())));
    }

    private static TextPreparation textPreparation(Fields fields) {
        return TextPreparation.of(fields.integer("contextLength"), fields.integer("padId"), fields.text("clean"));
    }
}
