package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CLIP in a bundle of its own, and its cosine as a term of a hyperbolic model's score. */
class EuclideanModelTest {

    private static final String CLIP_COSINE = "clip_cosine";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path clip;

    /** The example model's encoders, described as those of a CLIP. */
    @BeforeEach
    void makeTheBundle() throws IOException {
        clip = Files.createDirectory(folder.resolve("clip"));
        for (String file : List.of("image_encoder.onnx", "text_encoder.onnx", "tokenizer.json")) {
            Files.copy(Cli.MODEL.resolve(file), clip.resolve(file));
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode)
                mapper.readTree(Cli.MODEL.resolve("hype-model.json").toFile());
        json.remove(List.of("curvature", "minRadius", "reference"));
        json.put("name", "shapes-clip").put("embeddingSpace", "euclidean");
        mapper.writeValue(clip.resolve("hype-model.json").toFile(), json);
    }

    private Cli run(String command, String output, Object... more) {
        Object[] first = {command, Cli.POOL, "--output", folder.resolve(output)};
        return Cli.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray());
    }

    private Map<Uid, Float> column(String run, Component component) throws IOException {
        Map<Uid, Float> values = new HashMap<>();
        ScoreFiles.open(folder.resolve(run)).select(List.of(component)).forEach(row -> {
            if (row.status() == ScoreStatus.SCORED) {
                values.put(row.uid(), row.component(0));
            }
        });
        return values;
    }

    @Test
    void theCosineOfAClipRunTakesThePlaceOfTheModelsOwn() throws IOException {
        Cli clipRun = run("score", "clip-run", "--model", clip);
        assertThat(clipRun.exitCode()).as(clipRun.err()).isZero();

        Cli filter = run(
                "filter",
                "out",
                "--model",
                Cli.MODEL,
                "--metadata",
                folder.resolve("clip-run/scores"),
                "--column",
                CLIP_COSINE + "=cosine",
                "--weight",
                "cosine=0",
                "--weight",
                CLIP_COSINE + "=1",
                "--keep-fraction",
                0.4);

        assertThat(filter.exitCode()).as(filter.err()).isZero();
        Map<Uid, Float> joined = column("out", Component.column(CLIP_COSINE));
        assertThat(joined).hasSizeGreaterThan(200).isEqualTo(column("clip-run", Component.COSINE));
        // The same vectors, once as they are and once as tangents.
        column("out", Component.COSINE)
                .forEach((uid, cosine) -> assertThat(joined.get(uid)).isCloseTo(cosine, within(1e-5f)));
        assertThat(folder.resolve("out/summary.json"))
                .content()
                .contains("1.0*clip_cosine + ")
                .doesNotContain("1.0*cosine");
    }

    @Test
    void anotherNameForAColumnBelongsToTheIdentityOfTheRun() {
        assertThat(run("score", "clip-run", "--model", clip).exitCode()).isZero();
        Path scores = folder.resolve("clip-run/scores");
        Object[] first = {"--model", Cli.MODEL, "--metadata", scores, "--column", "clip=cosine"};
        Object[] other = {"--model", Cli.MODEL, "--metadata", scores, "--column", "clip=score", "--resume"};

        assertThat(run("score", "out", first).exitCode()).isZero();
        Cli resumed = run("score", "out", other);

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(resumed.err()).contains("clip=cosine", "clip=score");
    }

    @Test
    void aClipStoresItsCosineAlone() throws IOException {
        assertThat(run("score", "out", "--model", clip).exitCode()).isZero();

        assertThat(ScoreFiles.open(folder.resolve("out")).components()).containsExactly(Component.COSINE);
    }

    @Test
    void filterKeepsTheBestByTheCosine() throws IOException {
        Cli filter = run("filter", "out", "--model", clip, "--keep-top", 10);

        assertThat(filter.exitCode()).as(filter.err()).isZero();
        float smallest = column("out", Component.COSINE).values().stream()
                .sorted((a, b) -> Float.compare(b, a))
                .skip(9)
                .findFirst()
                .orElseThrow();
        assertThat(filter.out()).contains("smallest score kept: " + smallest);
    }

    @Test
    void aScoreThatNeedsHyperbolicSpaceIsRefusedBeforeAnythingIsWritten() {
        Cli paper = run("filter", "out", "--model", clip, "--score", "paper", "--keep-fraction", 0.2);
        Cli images = run("score", "out", "--model", clip, "--image-only");

        assertThat(paper.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(paper.err())
                .contains("image_specificity needs a hyperbolic space, but shapes-clip is a Euclidean model");
        assertThat(images.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(images.err()).contains("image_specificity needs a hyperbolic space");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aReferenceSetIsRefused() {
        Cli build = Cli.run(
                "reference", "build", Cli.POOL, "--model", clip, "--size", 10, "--output", folder.resolve("with"));

        assertThat(build.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(build.err()).contains("shapes-clip is Euclidean");
        assertThat(folder.resolve("with")).doesNotExist();
    }

    @Test
    void infoSaysThatThereIsNoCurvature() {
        Cli info = Cli.run("model", "info", "--model", clip);

        assertThat(info.exitCode()).as(info.err()).isZero();
        assertThat(info.out()).contains("euclidean").doesNotContain("curvature", "minRadius", "reference set");
    }

    @Test
    void anotherNameForAColumnNeedsMetadata() {
        Cli run = run("score", "out", "--model", Cli.MODEL, "--column", "clip=cosine");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--column NAME=COLUMN", "needs --metadata");
    }
}
