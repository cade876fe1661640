package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real files: the example pool through the example model. */
class FilterCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Cli filter(String name, Object... more) {
        Object[] args = new Object[8 + more.length];
        Object[] first = {
            "filter", Cli.POOL, "--model", Cli.MODEL, "--keep-fraction", "0.4", "--output", folder.resolve(name)
        };
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(more, 0, args, first.length, more.length);
        return Cli.run(args);
    }

    private JsonNode summary(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(name).resolve("summary.json").toFile());
    }

    private List<Uid> kept(String name) throws IOException {
        Subset subset = SubsetFile.read(folder.resolve(name).resolve("subset.npy"));
        return IntStream.range(0, subset.size()).mapToObj(subset::uid).toList();
    }

    private double precision(String name) throws IOException {
        Map<String, String> kinds = Labels.byUid();
        List<Uid> kept = kept(name);
        return (double) kept.stream()
                        .filter(uid -> "clean".equals(kinds.get(uid.toString())))
                        .count()
                / kept.size();
    }

    @Test
    void theBooksBalanceAndEveryBrokenSampleIsCountedWithItsReason() throws IOException {
        Cli run = filter("out");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("the books balance");
        JsonNode summary = summary("out");
        assertThat(summary.get("balanced").asBoolean()).isTrue();
        assertThat(summary.get("in").asInt()).isEqualTo(Labels.byUid().size());
        JsonNode reasons = summary.get("reasons");
        for (String reason : List.of(
                "truncated_image",
                "empty_image",
                "unsupported_image",
                "missing_caption",
                "missing_image",
                "caption_not_utf8")) {
            assertThat(reasons.get(reason).asInt()).as(reason).isEqualTo(1);
        }
        int scored = summary.get("in").asInt() - 6;
        assertThat(summary.get("kept").asInt()).isEqualTo((int) (scored * 0.4));
    }

    @Test
    void aReportIsWrittenIfAskedFor() throws IOException {
        assertThat(filter("without").exitCode()).isZero();
        Cli run = filter("with", "--report");

        assertThat(folder.resolve("without/report.html")).doesNotExist();
        assertThat(run.out()).contains("report.html");
        assertThat(folder.resolve("with/report.html"))
                .content()
                .contains("The best", "The borderline", "The worst", "Not scored", "the books balance", "shapes");
    }

    @Test
    void hypeKeepsAsManyCleanPairsAsCosineDoesAndFarMoreThanChance() throws IOException {
        filter("hype");
        Cli.run(
                "select",
                folder.resolve("hype"),
                "--score",
                "cosine",
                "--keep-fraction",
                "0.4",
                "--output",
                folder.resolve("cosine"));

        Map<String, String> kinds = Labels.byUid();
        double cleanShare =
                (double) kinds.values().stream().filter("clean"::equals).count() / kinds.size();
        assertThat(kept("cosine")).hasSameSizeAs(kept("hype"));
        assertThat(precision("hype"))
                .isGreaterThanOrEqualTo(precision("cosine"))
                .isGreaterThan(cleanShare + 0.4);
    }

    @Test
    void theSubsetIsTheSameWhateverTheNumberOfThreads() throws IOException {
        filter("one", "--threads", 1);
        filter("three", "--threads", 3);

        assertThat(folder.resolve("three/subset.npy")).hasSameBinaryContentAs(folder.resolve("one/subset.npy"));
        assertThat(folder.resolve("three/scores/00000000.parquet"))
                .hasSameBinaryContentAs(folder.resolve("one/scores/00000000.parquet"));
    }

    @Test
    void theSubsetIsSortedAndHoldsUidsOfThePool() throws IOException {
        filter("out");

        assertThat(kept("out")).isSorted().doesNotHaveDuplicates();
        assertThat(kept("out")).allSatisfy(uid -> assertThat(Labels.byUid()).containsKey(uid.toString()));
    }

    @Test
    void selectingFromStoredScoresGivesWhatFilterGave() throws IOException {
        filter("filtered");
        Cli select = Cli.run(
                "select", folder.resolve("filtered"), "--keep-fraction", "0.4", "--output", folder.resolve("selected"));

        assertThat(select.exitCode()).as(select.err()).isZero();
        assertThat(folder.resolve("selected/subset.npy")).hasSameBinaryContentAs(folder.resolve("filtered/subset.npy"));
    }

    @Test
    void anotherPolicyNeedsNoSecondEncoding() throws IOException {
        assertThat(Cli.run("score", Cli.POOL, "--model", Cli.MODEL, "--output", folder.resolve("scored"))
                        .exitCode())
                .isZero();
        Path scores = folder.resolve("scored");

        Cli.run("select", scores, "--keep-top", 50, "--output", folder.resolve("top"));
        Cli.run("select", scores, "--keep-top", 50, "--intersect", "cosine=0.1", "--output", folder.resolve("both"));
        Cli.run("select", scores, "--keep-top", 50, "--minimum", "cosine=0.5", "--output", folder.resolve("minimum"));
        Cli.run("select", scores, "--threshold", -1000, "--output", folder.resolve("all"));

        assertThat(kept("top")).hasSize(50);
        assertThat(kept("both")).isNotEmpty().isSubsetOf(kept("top")).hasSizeLessThan(50);
        assertThat(kept("minimum")).isNotEmpty();
        assertThat(kept("all")).hasSize(Labels.byUid().size() - 6);
    }

    @Test
    void imageOnlyKeepsImagesThatHaveNoCaption() throws IOException {
        filter("images", "--image-only");

        JsonNode summary = summary("images");
        assertThat(summary.get("balanced").asBoolean()).isTrue();
        assertThat(summary.get("reasons").has("missing_caption")).isFalse();
        assertThat(summary.get("reasons").has("caption_not_utf8")).isFalse();
        assertThat(summary.get("reasons").get("missing_image").asInt()).isEqualTo(1);
    }

    @Test
    void aFolderOfImagesWithCaptionsIsAPoolToo() throws IOException {
        Cli run = Cli.run(
                "filter",
                Cli.EXAMPLES.resolve("shapes-folder"),
                "--model",
                Cli.MODEL,
                "--keep-top",
                5,
                "--output",
                folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(summary("out").get("in").asInt()).isEqualTo(12);
        assertThat(kept("out")).hasSize(5);
    }

    @Test
    void provenanceNamesModelPolicyAndKernel() throws IOException {
        filter("out");

        JsonNode provenance = summary("out").get("provenance");
        assertThat(provenance.get("model").asText()).isEqualTo("shapes");
        assertThat(provenance.get("modelSha256").asText()).hasSize(64);
        assertThat(provenance.get("referenceSha256").asText()).hasSize(64);
        assertThat(provenance.get("policy").asText()).contains("0.4").contains("image_specificity");
        assertThat(provenance.get("kernel").asText()).isNotEmpty();
        assertThat(provenance.get("library").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void nothingButResultsIsLeftInTheOutputFolder() throws IOException {
        filter("out");

        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("run.json", "scores", "subset.npy", "summary.json");
        }
    }
}
