package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selections from several files, the repeats in them, the damage to them, and why a sample is kept. */
final class PoolSelectorTest {

    private static final SelectionPolicy HALF =
            SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.KeepFraction(0.5));

    @TempDir
    Path folder;

    @Test
    void theFirstRowOfAUidCountsEvenIfItFailed() throws IOException {
        write("0", Map.of(), failed("a"), scored("b", 0.1f));
        write("1", Map.of(), scored("a", 0.9f), scored("c", 0.2f), scored("b", 0.8f));

        SelectionReport report = select(SelectionOptions.defaults());

        assertThat(report.failures())
                .isEqualTo(Map.of(FailureReason.CORRUPT_IMAGE, 1L, FailureReason.DUPLICATE_UID, 2L));
        assertThat(report.kept()).isEqualTo(1);
        assertThat(report.isBalanced()).isTrue();
        assertThat(SubsetFile.read(subset()).contains(Uid.ofName("c"))).isTrue();
    }

    @Test
    void uidsThatAreSaidToDifferAreNotCompared() throws IOException {
        write("0", Map.of(), scored("a", 0.1f), scored("b", 0.2f));
        write("1", Map.of(), scored("a", 0.9f), scored("c", 0.3f));

        SelectionReport report = select(SelectionOptions.defaults().withUniqueUids(true));

        assertThat(report.duplicates()).isZero();
        assertThat(report.kept()).isEqualTo(2);
    }

    @Test
    void aFileThatIsCutEndsTheSelectionWithNothingHalfWritten() throws IOException {
        write("0", Map.of(), scored("a", 0.1f));
        Path second = write("1", Map.of(), scored("b", 0.2f));
        ScoreFiles scores = ScoreFiles.open(scores());
        byte[] bytes = Files.readAllBytes(second);
        Files.write(second, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> PoolSelector.select(scores, HALF, subset(), SelectionOptions.defaults()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("1.parquet");
        assertThat(filesBesideTheScores()).isEmpty();
    }

    @Test
    void aFileThatHasGoneEndsTheSelection() throws IOException {
        write("0", Map.of(), scored("a", 0.1f));
        Path second = write("1", Map.of(), scored("b", 0.2f));
        ScoreFiles scores = ScoreFiles.open(scores());
        Files.delete(second);

        assertThatThrownBy(() -> PoolSelector.select(scores, HALF, subset(), SelectionOptions.defaults()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("1.parquet");
        assertThat(filesBesideTheScores()).isEmpty();
    }

    @Test
    void aFileWhoseBooksSayOtherwiseIsDamaged() throws IOException {
        Path file = write("0", Map.of("hype.books.total", "3"), scored("a", 0.1f));

        assertThatThrownBy(() -> ScoreFiles.open(scores()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining(file + " is damaged")
                .hasMessageContaining("1 rows")
                .hasMessageContaining("3");
    }

    @Test
    void aSubsetThatExistsIsNotReplaced() throws IOException {
        write("0", Map.of(), scored("a", 0.1f));
        Files.writeString(subset(), "mine");

        assertThatThrownBy(() -> select(SelectionOptions.defaults())).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(subset()).hasContent("mine");
    }

    @Test
    void anExplanationTellsTheRankAndTheDistanceToTheCut() throws IOException {
        write("0", Map.of(), scored("a", 0.1f), scored("b", 0.4f), failed("f"));
        write("1", Map.of(), scored("c", 0.3f), scored("d", 0.2f), scored("b", 0.9f));

        Map<Uid, Explanation> explanations = PoolExplainer.explain(
                ScoreFiles.open(scores()),
                HALF,
                List.of(Uid.ofName("d"), Uid.ofName("nobody"), Uid.ofName("f"), Uid.ofName("b")),
                SelectionOptions.defaults());

        assertThat(explanations.keySet()).containsExactly(Uid.ofName("d"), Uid.ofName("f"), Uid.ofName("b"));
        Explanation dropped = Objects.requireNonNull(explanations.get(Uid.ofName("d")));
        assertThat(dropped.decision()).contains(Decision.BELOW_CUT);
        assertThat(dropped.rank()).isEqualTo(3);
        assertThat(dropped.samples()).isEqualTo(4);
        assertThat(dropped.terms()).containsExactly(new Explanation.Term(Component.COSINE, 0.2f, 1, 0.2f, 3));
        assertThat(dropped.distance()).isEqualTo((double) 0.2f - 0.3f);
        Explanation kept = Objects.requireNonNull(explanations.get(Uid.ofName("b")));
        assertThat(kept.decision()).contains(Decision.KEPT);
        assertThat(kept.rank()).isEqualTo(1);
        assertThat(kept.repeats()).isEqualTo(1);
        Explanation failed = Objects.requireNonNull(explanations.get(Uid.ofName("f")));
        assertThat(failed.decision()).isEmpty();
        assertThat(failed.row().reason()).isEqualTo("corrupt_image");
    }

    private SelectionReport select(SelectionOptions options) throws IOException {
        return PoolSelector.select(ScoreFiles.open(scores()), HALF, subset(), options);
    }

    private Path scores() {
        return folder.resolve("scores");
    }

    private Path subset() {
        return folder.resolve("subset.npy");
    }

    private List<Path> filesBesideTheScores() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(scores())).toList();
        }
    }

    private static ScoreRow scored(String name, float cosine) {
        return ScoreRow.scored(Uid.ofName(name), name, new float[] {cosine}, cosine);
    }

    private static ScoreRow failed(String name) {
        return ScoreRow.unscored(
                Uid.ofName(name), name, ScoreStatus.FAILED, FailureReason.CORRUPT_IMAGE.label(), "no", 1);
    }

    private Path write(String name, Map<String, String> metadata, ScoreRow... rows) throws IOException {
        Files.createDirectories(scores());
        Path path = scores().resolve(name + ".parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, List.of(Component.COSINE), metadata, false)) {
            for (ScoreRow row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
        return path;
    }
}
