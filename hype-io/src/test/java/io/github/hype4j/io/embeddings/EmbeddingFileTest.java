package io.github.hype4j.io.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpyWriter;
import io.github.hype4j.numpy.NpzWriter;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingFileTest {

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(EmbeddingPrecision.class)
    void rowsComeBackInBatches(EmbeddingPrecision precision) throws IOException {
        try (EmbeddingFile file = EmbeddingFile.open(written("a.npz", precision), EmbeddingNames.DEFAULT)) {
            assertThat(file.rows()).isEqualTo(5);
            assertThat(file.imageDimension()).isEqualTo(3);
            assertThat(file.textDimension()).isEqualTo(2);

            EmbeddingBatch first = Objects.requireNonNull(file.next(3));
            EmbeddingBatch second = Objects.requireNonNull(file.next(3));

            assertThat(file.next(3)).isNull();
            assertThat(first.rows()).isEqualTo(3);
            assertThat(first.absent().stream()).containsExactly(2);
            assertThat(first.images().row(1)).containsExactly(1, 2, 3);
            assertThat(second.firstRow()).isEqualTo(3);
            assertThat(Objects.requireNonNull(second.texts()).row(1)).containsExactly(4, 0.5f);
            assertThat(second.uidHigh()).containsExactly(-3, -4);
            assertThat(second.uidLow()).containsExactly(3, 4);
        }
    }

    @Test
    void theSameRowsGiveTheSameBytesAndNothingIsLeftBeside() throws IOException {
        Path a = written("a.npz", EmbeddingPrecision.FLOAT32);
        Path b = written("b.npz", EmbeddingPrecision.FLOAT32);

        assertThat(a).hasSameBinaryContentAs(b);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(a, b);
        }
    }

    @Test
    void withoutACommitThereIsNoFile() throws IOException {
        try (EmbeddingFileWriter writer =
                EmbeddingFileWriter.create(folder.resolve("a.npz"), 1, 0, EmbeddingPrecision.FLOAT32, false)) {
            writer.write(new Uid(0, 0), new float[] {1}, null);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void textsCanBeLeftOut() throws IOException {
        Path path = folder.resolve("a.npz");
        try (EmbeddingFileWriter writer = EmbeddingFileWriter.create(path, 1, 0, EmbeddingPrecision.FLOAT32, false)) {
            writer.write(new Uid(0, 0), new float[] {1}, null);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new Uid(0, 0), new float[] {1}, new float[] {1}))
                    .withMessageContaining("no texts");
            writer.commit();
        }
        try (EmbeddingFile file = EmbeddingFile.open(path, new EmbeddingNames("image", null, "uid"))) {
            assertThat(file.rows()).isEqualTo(1);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingFile.open(path, EmbeddingNames.DEFAULT))
                .withMessageContaining("no array \"text\"");
    }

    @Test
    void rowsOfAnotherDimensionAreRefused() throws IOException {
        try (EmbeddingFileWriter writer =
                EmbeddingFileWriter.create(folder.resolve("a.npz"), 2, 2, EmbeddingPrecision.FLOAT32, false)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.write(new Uid(0, 0), new float[3], null))
                    .withMessage("image must have dimension 2, got 3");
        }
    }

    @Test
    void arraysOfDifferentLengthAreRefusedByName() throws IOException {
        Path path = folder.resolve("uneven.npz");
        try (NpzWriter npz = NpzWriter.create(path)) {
            for (int rows = 1; rows <= 2; rows++) {
                try (NpyWriter array = npz.add(rows == 1 ? "image" : "text", NpyHeader.of(NpyType.FLOAT32, rows, 1))) {
                    array.writeFloats(new float[rows], 0, rows);
                }
            }
            npz.finish();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingFile.open(path, EmbeddingNames.DEFAULT))
                .withMessageContaining("uneven.npz has 1 rows of image and 2 of text");
    }

    @Test
    void aFileCutAnywhereIsRefusedByName() throws IOException {
        byte[] whole = Files.readAllBytes(written("a.npz", EmbeddingPrecision.FLOAT32));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));

            assertThatIOException()
                    .isThrownBy(() -> EmbeddingFile.open(cut, EmbeddingNames.DEFAULT))
                    .withMessageContaining("cut.npz");
        }
    }

    private Path written(String name, EmbeddingPrecision precision) throws IOException {
        Path path = folder.resolve(name);
        try (EmbeddingFileWriter writer = EmbeddingFileWriter.create(path, 3, 2, precision, false)) {
            for (int i = 0; i < 5; i++) {
                float[] image = {i, 2 * i, 3 * i};
                writer.write(new Uid(-i, i), i == 2 ? null : image, new float[] {i, 0.5f});
            }
            writer.commit();
        }
        return path;
    }
}
