package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checkpoints of PyTorch as {@code tools/export} converts them: what Java makes of the bundles against what PyTorch makes of
 * the checkpoints. Weights are random, under the names and in the shapes of each family.
 */
class ExportedModelsTest {

    private static final Path TOOLS = Cli.EXAMPLES.resolveSibling("tools");
    private static final Path EXPORT = TOOLS.resolve("export");
    private static final Path CLIP_MERGES =
            TOOLS.resolveSibling("hype-onnx/src/test/resources/io/github/hype4j/onnx/text/clip-merges.txt.gz");
    private static final double EMBEDDING_TOLERANCE = 1e-4;
    private static final double COMPONENT_TOLERANCE = 1e-4;
    private static final double TIE = 1e-5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void needPyTorch() throws InterruptedException {
        assumeTrue(
                Python.has("torch", "onnx", "numpy", "PIL"),
                "needs /usr/bin/python3 with torch, onnx, numpy and PIL: tools/export/install-debian.sh");
    }

    @Test
    void theExporterPassesItsOwnTests() throws Exception {
        String output = Python.run(EXPORT, "-m", "unittest", "discover", "tests", "--top-level-directory", ".");

        assertThat(output).containsPattern("Ran \\d\\d tests").endsWith("OK\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hype", "meru", "hycoclip", "openclip"})
    void embeddingsOfEveryFamilyAreThoseOfPyTorch(String family) throws Exception {
        assertEmbeddingsAreThoseOfPyTorch(exportTiny(family), EMBEDDING_TOLERANCE);
    }

    @Test
    void embeddingsOfAModelOfFullSizeWithClipsVocabularyAreThoseOfPyTorch() throws Exception {
        makeCheckpoint("openclip", "--shape", "vit-b32");

        Path bundle = export("openclip", "--vocab", CLIP_MERGES, "--check-samples", 3);

        assertEmbeddingsAreThoseOfPyTorch(bundle, EMBEDDING_TOLERANCE);
    }

    @Test
    void weightsMayLieBesideTheGraph() throws Exception {
        Path bundle = exportTiny("hype", "--external-over", 1_000_000);

        assertThat(bundle.resolve("image_encoder.onnx.data")).exists();
        assertEmbeddingsAreThoseOfPyTorch(bundle, EMBEDDING_TOLERANCE);
    }

    @Test
    void weightsOfHalfTheSizeGiveNearlyTheSame() throws Exception {
        assertEmbeddingsAreThoseOfPyTorch(exportTiny("meru", "--precision", "fp16"), 2e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hype", "meru"})
    void componentsAreThoseOfTheFormulasOnPyTorchsEmbeddings(String family) throws Exception {
        Path bundle = exportTiny(family, "--reference", reference());
        Path pool = pool(60);

        Cli run = Cli.run("score", pool, "--model", bundle, "--output", folder.resolve("run"));

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        List<Component> columns = List.of(
                Component.COSINE, Component.IMAGE_SPECIFICITY, Component.TEXT_SPECIFICITY, Component.NEGATIVE_DISTANCE);
        assertComponents(columns, expected(family, pool, reference()));
    }

    @Test
    void theRankingOf500PairsIsThatOfPyTorch() throws Exception {
        Path bundle = exportTiny("hycoclip", "--reference", reference());
        Path pool = pool(500);

        Cli run = Cli.run("score", pool, "--model", bundle, "--output", folder.resolve("run"));

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        List<Ranked> ranking = new ArrayList<>();
        Map<Uid, double[]> expected = expected("hycoclip", pool, reference());
        ScoreFiles.open(folder.resolve("run")).forEach(row -> {
            double[] components = expected.get(row.uid());
            assertThat(components).as("%s", row.uid()).isNotNull();
            ranking.add(new Ranked(row.score(), Arrays.stream(components).sum()));
        });
        assertThat(ranking).hasSize(500);
        ranking.sort(Comparator.comparingDouble(Ranked::score));
        for (int i = 1; i < ranking.size(); i++) {
            assertThat(ranking.get(i).wanted() - ranking.get(i - 1).wanted())
                    .as("PyTorch's step to rank %d", i)
                    .isGreaterThan(-TIE);
        }
    }

    /** What Java and what PyTorch and the formulas make of a pair. */
    private record Ranked(float score, double wanted) {}

    @Test
    void aEuclideanModelGivesTheCosine() throws Exception {
        Path bundle = exportTiny("openclip");
        Path pool = pool(60);

        Cli run = Cli.run("score", pool, "--model", bundle, "--output", folder.resolve("run"));

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertComponents(List.of(Component.COSINE), expected("openclip", pool));
    }

    private Path exportTiny(String family, Object... options) throws IOException, InterruptedException {
        makeCheckpoint(family, "--tokenizer", tokenizer(), "--reference", reference());
        List<Object> words = new ArrayList<>(List.of("--tokenizer", tokenizer()));
        words.addAll(Arrays.asList(options));
        return export(family, words.toArray());
    }

    private void makeCheckpoint(String family, Object... options) throws IOException, InterruptedException {
        List<Object> words = new ArrayList<>(List.of("-m", "hype_export.random_checkpoint", family, checkpoint()));
        words.addAll(Arrays.asList(options));
        Python.run(EXPORT, words.toArray());
    }

    private Path export(String family, Object... options) throws IOException, InterruptedException {
        Path bundle = folder.resolve("bundle");
        List<Object> words = new ArrayList<>(List.of("-m", "hype_export", checkpoint(), "--family", family));
        words.addAll(List.of("--out", bundle));
        words.addAll(Arrays.asList(options));
        Python.run(EXPORT, words.toArray());
        return bundle;
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint.pt");
    }

    private Path reference() {
        return folder.resolve("reference.pt");
    }

    private Path tokenizer() {
        return folder.resolve("tokenizer.json");
    }

    private Path pool(int pairs) throws IOException, InterruptedException {
        Path pool = folder.resolve("pool");
        Python.run(TOOLS.resolve("random-model"), "make_pool.py", pool, "--pairs", pairs, "--pictures", 20);
        return pool;
    }

    /** What PyTorch and the formulas give, by the columns of {@code tests/expected.py}. */
    private Map<Uid, double[]> expected(String family, Path pool, Path... reference)
            throws IOException, InterruptedException {
        Path table = folder.resolve("expected.tsv");
        List<Object> words = new ArrayList<>(List.of("-m", "tests.expected", checkpoint(), family, tokenizer()));
        words.addAll(List.of(pool, table));
        words.addAll(List.of(reference));
        Python.run(EXPORT, words.toArray());
        Map<Uid, double[]> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table)) {
            String[] fields = line.split("\t");
            rows.put(
                    Uid.parse(fields[0]),
                    Arrays.stream(fields)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return rows;
    }

    private void assertComponents(List<Component> columns, Map<Uid, double[]> expected) throws IOException {
        List<Uid> met = new ArrayList<>();
        ScoreFiles.open(folder.resolve("run")).select(columns).forEach(row -> {
            double[] wanted = expected.get(row.uid());
            assertThat(wanted).as("%s", row.uid()).hasSize(columns.size());
            for (int column = 0; column < wanted.length; column++) {
                assertThat(Math.abs(row.component(column) - wanted[column]))
                        .as("%s of %s", columns.get(column), row.uid())
                        .isLessThan(COMPONENT_TOLERANCE);
            }
            met.add(row.uid());
        });
        assertThat(met).hasSameElementsAs(expected.keySet());
    }

    /** Tokens and pixels equal, embeddings near, from the stored inputs and from the samples themselves. */
    private static void assertEmbeddingsAreThoseOfPyTorch(Path bundle, double tolerance) {
        Cli run = Cli.run("model", "verify", "--model", bundle, "--tolerance", tolerance);

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    }
}
