package io.github.hype4j.cli;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.ImageTextPair;
import io.github.hype4j.ScoredBatch;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All components of one pair, explained. */
@Command(
        name = "inspect",
        description = {"Shows every component of one pair, and what it means.", ""},
        footer = {ExitCode.HELP, "Example:", "  hype inspect --model my-model/ --image cat.jpg --text 'a cat on a mat'"
        })
final class InspectCommand implements Callable<Integer> {

    private static final Map<Component, String> MEANINGS = Map.of(
            Component.IMAGE_SPECIFICITY, "how far the image lies outside the cones of the reference texts (radians)",
            Component.TEXT_SPECIFICITY, "how far the reference images lie outside the text's cone (radians)",
            Component.NEGATIVE_DISTANCE, "minus the hyperbolic distance between image and text",
            Component.COSINE, "cosine between the tangent vectors of image and text",
            Component.IMAGE_ROOT_DISTANCE, "distance of the image from the origin: larger is more specific",
            Component.TEXT_ROOT_DISTANCE, "distance of the text from the origin: larger is more specific",
            Component.ENTAILMENT_VIOLATION, "at most 0 where the image lies in the text's cone (radians)");

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private ScoreOptions score = new ScoreOptions();

    @Option(names = "--image", required = true, paramLabel = "FILE", description = "the image")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path image;

    @Option(names = "--text", required = true, paramLabel = "CAPTION", description = "the caption")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String text;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HypeScore ranking = score.score(model.embeddingSpace());
        Pair pair = new Pair(Uid.ofName(image.toString()), Files.readAllBytes(image), text);
        try (HypeModel encoders = model.load()) {
            HypeFilter filter = new InputOptions()
                    .filter(encoders, ranking, ranking.components())
                    .keepTop(1)
                    .build();
            ScoredBatch<Pair> scored = filter.scorer().score(List.of(pair));
            if (scored.failure(0).isPresent()) {
                throw new IllegalArgumentException(
                        "the pair cannot be scored: " + scored.failure(0).get());
            }
            HypeScore known = filter.policy().rankings().get(0).score();
            print(out, known, filter.components(), scored.rows().row(0));
        }
        return ExitCode.DONE;
    }

    private static void print(PrintWriter out, HypeScore ranking, List<Component> components, float[] values) {
        out.printf(Locale.ROOT, "%n  %-22s %10s %8s %10s%n", "component", "value", "weight", "adds");
        for (int i = 0; i < values.length; i++) {
            double weight = ranking.weights().getOrDefault(components.get(i), 0.0);
            out.printf(
                    Locale.ROOT,
                    "  %-22s %10.5f %8s %10s   %s%n",
                    components.get(i),
                    values[i],
                    weight == 0 ? "" : String.format(Locale.ROOT, "%.3g", weight),
                    weight == 0 ? "" : String.format(Locale.ROOT, "%.5f", ranking.term(components.get(i), values[i])),
                    MEANINGS.getOrDefault(components.get(i), ""));
        }
        out.printf(
                Locale.ROOT,
                "  %-22s %10.5f%n%n",
                "score",
                ranking.on(components).score(values));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pair(Uid uid, byte[] image, String caption) implements ImageTextPair {}
}
