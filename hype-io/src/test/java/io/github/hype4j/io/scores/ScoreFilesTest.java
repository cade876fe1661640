package io.github.hype4j.io.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several score files are one table. */
final class ScoreFilesTest {

    private static final List<Component> COSINE = List.of(Component.COSINE);

    @TempDir
    Path folder;

    @Test
    void aFolderIsReadInTheOrderOfItsFileNames() throws IOException {
        write("00000001.parquet", COSINE, Map.of(), "c");
        write("00000000.parquet", COSINE, Map.of(), "a", "b");
        Files.writeString(folder.resolve("00000000.json"), "passed over");

        ScoreFiles scores = ScoreFiles.open(folder);

        assertThat(keys(scores)).containsExactly("a", "b", "c");
        assertThat(scores.rows()).isEqualTo(3);
    }

    @Test
    void theFolderOfARunHoldsThemOneLevelDown() throws IOException {
        Path scores = Files.createDirectory(folder.resolve("scores"));
        write("scores/00000000.parquet", COSINE, Map.of(), "a");

        assertThat(keys(ScoreFiles.open(folder))).containsExactly("a");
        assertThat(keys(ScoreFiles.open(scores))).containsExactly("a");
    }

    @Test
    void oneFileIsATableToo() throws IOException {
        write("scores.parquet", COSINE, Map.of(), "a");

        assertThat(keys(ScoreFiles.open(folder.resolve("scores.parquet")))).containsExactly("a");
    }

    @Test
    void whatAFooterSaysOfItsShardIsNotSaidOfAll() throws IOException {
        write("0.parquet", COSINE, Map.of("hype.run", "1", "hype.shard.name", "0", "hype.books.total", "1"), "a");
        write("1.parquet", COSINE, Map.of("hype.run", "1", "hype.shard.name", "1", "hype.books.total", "2"), "b", "c");

        assertThat(ScoreFiles.open(folder).metadata())
                .containsEntry("hype.run", "1")
                .doesNotContainKeys("hype.shard.name", "hype.books.total");
    }

    @Test
    void scoresOfTwoRunsAreNotMixed() throws IOException {
        write("0.parquet", COSINE, Map.of("hype.run", "1"), "a");
        write("1.parquet", COSINE, Map.of("hype.run", "2"), "b");

        assertThatThrownBy(() -> ScoreFiles.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.parquet")
                .hasMessageContaining("1.parquet")
                .hasMessageContaining("two runs");
    }

    @Test
    void filesOfDifferentComponentsAreNotMixed() throws IOException {
        write("0.parquet", COSINE, Map.of(), "a");
        write("1.parquet", List.of(Component.NEGATIVE_DISTANCE), Map.of(), "b");

        assertThatThrownBy(() -> ScoreFiles.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.parquet")
                .hasMessageContaining("negative_distance");
    }

    @Test
    void manyFilesAreOpenedInTheirOrderAndTheFirstOfTheBadOnesIsNamed() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 100; file++) {
            String name = String.format("%08d", file);
            expected.add(name);
            write(name + ".parquet", COSINE, Map.of(), name);
        }
        assertThat(keys(ScoreFiles.open(folder))).isEqualTo(expected);
        for (int bad : List.of(97, 31, 64)) {
            Files.writeString(folder.resolve(String.format("%08d.parquet", bad)), "cut");
        }

        for (int attempt = 0; attempt < 10; attempt++) {
            assertThatThrownBy(() -> ScoreFiles.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("00000031.parquet");
        }
    }

    @Test
    void aFolderWithoutScoreFilesIsRefused() {
        assertThatThrownBy(() -> ScoreFiles.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no score files");
    }

    private void write(String name, List<Component> components, Map<String, String> metadata, String... keys)
            throws IOException {
        try (ScoreFileWriter writer = ScoreFileWriter.create(folder.resolve(name), components, metadata, false)) {
            for (String key : keys) {
                writer.write(ScoreRow.scored(Uid.ofName(key), key, new float[] {0.5f}, 0.5f));
            }
            writer.commit();
        }
    }

    private static List<String> keys(ScoreFiles scores) throws IOException {
        List<String> keys = new ArrayList<>();
        scores.forEach(row -> keys.add(row.key()));
        return keys;
    }
}
