package io.github.hype4j.io.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.parquet.Codecs;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {

    private static final List<Component> COMPONENTS =
            List.of(Component.IMAGE_SPECIFICITY, Component.TEXT_SPECIFICITY, Component.COSINE);
    private static final int MANY = 60_000;

    @TempDir
    Path folder = Path.of("");

    @Property(tries = 150)
    void whatIsReadIsWhatWasWritten(@ForAll("rowLists") List<ScoreRow> rows) throws IOException {
        Path file = Files.createTempFile("scores", ".parquet");
        try {
            write(file, rows, Map.of(), true);
            ScoreFile read = ScoreFile.open(file);
            assertThat(read.rows()).isEqualTo(rows.size());
            assertThat(rows(read)).isEqualTo(rows);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<ScoreRow>> rowLists() {
        Arbitrary<Uid> uids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Uid::new);
        Arbitrary<String> texts = Arbitraries.of("", "00000/000000012", "größer \uD83D\uDC08\n\u0000", "b".repeat(300));
        Arbitrary<Float> floats = Arbitraries.oneOf(
                Arbitraries.floats(),
                Arbitraries.of(
                        Float.NaN,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        -0.0f,
                        0.0f,
                        Float.MIN_VALUE,
                        Float.MAX_VALUE));
        return Combinators.combine(
                        uids,
                        texts,
                        Arbitraries.of(ScoreStatus.class),
                        texts.injectNull(0.5),
                        texts.injectNull(0.5),
                        floats.array(float[].class).ofSize(COMPONENTS.size()),
                        floats)
                .as(ScoreRow::new)
                .list()
                .ofMaxSize(50);
    }

    @Test
    void everySpecialNumberKeepsItsBits() throws IOException {
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, -0.0f};
        ScoreRow row = ScoreRow.scored(new Uid(-1, 0), "a", special, Float.NEGATIVE_INFINITY);

        ScoreFile file = write("scores.parquet", List.of(row));

        file.forEach(cursor -> {
            assertThat(cursor.component(0)).isNaN();
            assertThat(cursor.component(1)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(Float.floatToRawIntBits(cursor.component(2))).isEqualTo(0x80000000);
            assertThat(cursor.score()).isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(cursor.uidHigh()).isEqualTo(-1);
            assertThat(cursor.uidLow()).isZero();
        });
        assertThat(rows(file)).containsExactly(row);
    }

    @Test
    void anAbsentReasonIsNotAnEmptyOne() throws IOException {
        ScoreRow without = ScoreRow.unscored(new Uid(1, 2), "a", ScoreStatus.DUPLICATE, null, null, 3);
        ScoreRow empty = ScoreRow.unscored(new Uid(1, 2), "a", ScoreStatus.FAILED, "", "", 3);

        List<ScoreRow> read = rows(write("scores.parquet", List.of(without, empty)));

        assertThat(read).containsExactly(without, empty);
        assertThat(read.get(0).reason()).isNull();
        assertThat(read.get(0).detail()).isNull();
        assertThat(read.get(1).reason()).isEmpty();
        assertThat(read.get(1).detail()).isEmpty();
    }

    @Test
    void aFileOfNoRowsIsWhole() throws IOException {
        ScoreFile file = write("scores.parquet", List.of());
        assertThat(file.rows()).isZero();
        assertThat(file.components()).isEqualTo(COMPONENTS);
        assertThat(rows(file)).isEmpty();
    }

    @Test
    void aFileOfNoComponentsHasItsScores() throws IOException {
        ScoreRow row = ScoreRow.scored(new Uid(1, 2), "a", new float[0], 0.5f);
        Path path = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, List.of(), Map.of(), false)) {
            writer.write(row);
            writer.commit();
        }
        assertThat(rows(ScoreFile.open(path))).containsExactly(row);
    }

    @Test
    void manyRowsGoThroughSeveralRowGroups() throws IOException {
        List<ScoreRow> rows = many();
        Path path = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, Map.of(), false, 1 << 20)) {
            for (ScoreRow row : rows) {
                writer.write(row);
            }
            assertThat(writer.rows()).isEqualTo(MANY);
            writer.commit();
        }
        assertThat(rowGroups(path)).isGreaterThan(2);

        ScoreFile file = ScoreFile.open(path);

        assertThat(file.rows()).isEqualTo(MANY);
        assertSameRows(rows(file), rows);
        // A second scan starts anew.
        assertSameRows(rows(file), rows);
    }

    @Test
    void selectedComponentsComeInTheOrderAskedFor() throws IOException {
        List<ScoreRow> rows = many().subList(0, 500);
        ScoreFile file = write("scores.parquet", rows).select(List.of(Component.COSINE, Component.IMAGE_SPECIFICITY));

        assertThat(file.components()).containsExactly(Component.COSINE, Component.IMAGE_SPECIFICITY);
        int[] next = {0};
        file.forEach(cursor -> {
            ScoreRow row = rows.get(next[0]++);
            assertThat(cursor.uid()).isEqualTo(row.uid());
            assertThat(cursor.status()).isEqualTo(row.status());
            assertThat(Float.valueOf(cursor.score())).isEqualTo(Float.valueOf(row.score()));
            assertThat(Float.valueOf(cursor.component(0))).isEqualTo(Float.valueOf(row.components()[2]));
            assertThat(Float.valueOf(cursor.component(1))).isEqualTo(Float.valueOf(row.components()[0]));
        });
        assertThat(next[0]).isEqualTo(rows.size());
    }

    @Test
    void aComponentMayBeSelectedTwice() throws IOException {
        List<ScoreRow> rows = many().subList(0, 500);
        ScoreFile file = write("scores.parquet", rows).select(List.of(Component.COSINE, Component.COSINE));
        int[] next = {0};
        file.forEach(cursor -> {
            ScoreRow row = rows.get(next[0]++);
            assertThat(Float.valueOf(cursor.component(0))).isEqualTo(Float.valueOf(row.components()[2]));
            assertThat(Float.valueOf(cursor.component(1))).isEqualTo(Float.valueOf(row.components()[2]));
        });
        assertThat(next[0]).isEqualTo(rows.size());
    }

    @Test
    void whatIsNotSelectedCannotBeAskedFor() throws IOException {
        ScoreFile file = write("scores.parquet", many().subList(0, 1)).select(List.of(Component.COSINE));
        file.forEach(cursor -> {
            assertThatThrownBy(cursor::key)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("\"key\"");
            assertThatThrownBy(cursor::reason)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("\"reason\"");
            assertThatThrownBy(cursor::detail)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("\"detail\"");
            assertThatThrownBy(cursor::row).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> cursor.component(1)).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void aMissingComponentIsNamedWithThoseThatThereAre() throws IOException {
        ScoreFile file = write("scores.parquet", List.of());
        assertThatThrownBy(() -> file.select(List.of(Component.COSINE, Component.CLUSTER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.path().toString())
                .hasMessageContaining("has no component \"" + Component.CLUSTER + "\"")
                .hasMessageContaining(COMPONENTS.toString());
    }

    @Test
    void metadataIsKept() throws IOException {
        Map<String, String> metadata = Map.of("hype.model", "größer", "a", "", "z", "line\nline");
        Path path = folder.resolve("scores.parquet");
        write(path, List.of(), metadata, false);

        ScoreFile file = ScoreFile.open(path);

        assertThat(file.metadata()).isEqualTo(metadata);
        assertThat(file.metadata().keySet()).containsExactly("a", "hype.model", "z");
        assertThat(file.select(List.of()).metadata()).isEqualTo(metadata);
    }

    @Test
    void theSameRowsGiveTheSameBytes() throws IOException {
        Path first = folder.resolve("first.parquet");
        Path second = folder.resolve("second.parquet");
        write(first, many(), Map.of("b", "1", "a", "2", "c", "3"), false);
        write(second, many(), Map.of("c", "3", "a", "2", "b", "1"), false);
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void aFileThatIsNotParquetIsRefused() throws IOException {
        Path path = Files.writeString(folder.resolve("scores.parquet"), "uid,score\n".repeat(100));
        assertThatThrownBy(() -> ScoreFile.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path + " is not a whole Parquet file");
    }

    @Test
    void anAbsentFileIsNamed() {
        Path path = folder.resolve("absent.parquet");
        assertThatThrownBy(() -> ScoreFile.open(path))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] bytes =
                Files.readAllBytes(write("scores.parquet", many().subList(0, 5)).path());
        Path cut = folder.resolve("cut.parquet");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ScoreFile.open(cut))
                    .as("cut to %d of %d bytes", length, bytes.length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(cut + " is not a whole Parquet file");
        }
    }

    @Test
    void aFileThatBecomesShorterIsReportedByTheScan() throws IOException {
        ScoreFile file = write("scores.parquet", many().subList(0, 500));
        Files.write(file.path(), Arrays.copyOf(Files.readAllBytes(file.path()), 1000));
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.path().toString());
    }

    @Test
    void damagedPagesAreReportedByTheScan() throws IOException {
        ScoreFile file = write("scores.parquet", many().subList(0, 500));
        byte[] bytes = Files.readAllBytes(file.path());
        Arrays.fill(bytes, 4, 2000, (byte) 0xff);
        Files.write(file.path(), bytes);
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.path().toString());
    }

    @Test
    void theConsumersOwnFailurePasses() throws IOException {
        ScoreFile file = write("scores.parquet", many().subList(0, 5));
        IllegalStateException failure = new IllegalStateException("enough");
        assertThatThrownBy(() -> file.forEach(cursor -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws IOException {
        Path path = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, Map.of(), false, 1 << 20)) {
            for (ScoreRow row : many()) {
                writer.write(row);
            }
            assertThat(path).doesNotExist();
            assertThat(entries()).hasSize(1);
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void closingTwiceDoesNothingAndAClosedWriterTakesNoRows() throws IOException {
        Path path = folder.resolve("scores.parquet");
        ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, Map.of(), false);
        writer.commit();
        writer.close();
        writer.close();
        assertThat(entries()).containsExactly(path);
        assertThatThrownBy(() -> writer.write(many().get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(path.toString());
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anExistingFileIsReplacedOnlyIfAskedFor() throws IOException {
        List<ScoreRow> rows = many().subList(0, 3);
        Path path = write("scores.parquet", rows).path();

        assertThatThrownBy(() -> ScoreFileWriter.create(path, COMPONENTS, Map.of(), false))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(path.toString());
        assertThat(rows(ScoreFile.open(path))).isEqualTo(rows);
        assertThat(entries()).containsExactly(path);

        write(path, List.of(), Map.of(), true);
        assertThat(ScoreFile.open(path).rows()).isZero();
        assertThat(entries()).containsExactly(path);
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplaced() throws IOException {
        Path path = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, Map.of(), false)) {
            AtomicFile.write(path, false, out -> out.write('x'));
            assertThatThrownBy(writer::commit).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(path).hasContent("x");
        assertThat(entries()).containsExactly(path);
    }

    @Test
    void aRowOfAnotherNumberOfComponentsIsRefusedAndTheFileGoesOn() throws IOException {
        ScoreRow good = many().get(0);
        ScoreRow bad = ScoreRow.scored(new Uid(1, 2), "bad", new float[2], 0);
        Path path = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, Map.of(), false)) {
            assertThatThrownBy(() -> writer.write(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad.uid() + " must have 3 components, got 2");
            writer.write(good);
            writer.commit();
        }
        assertThat(rows(ScoreFile.open(path))).containsExactly(good);
    }

    @Test
    void componentsThatClashAreRefusedAndLeaveNothing() throws IOException {
        Path path = folder.resolve("scores.parquet");
        assertThatThrownBy(() ->
                        ScoreFileWriter.create(path, List.of(Component.COSINE, Component.COSINE), Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("components must differ");
        assertThatThrownBy(() -> ScoreFileWriter.create(path, List.of(new Component("score")), Map.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("components must not be named as the columns");
        assertThat(entries()).isEmpty();
    }

    private ScoreFile write(String name, List<ScoreRow> rows) throws IOException {
        Path path = folder.resolve(name);
        write(path, rows, Map.of(), false);
        return ScoreFile.open(path);
    }

    private static void write(Path path, List<ScoreRow> rows, Map<String, String> metadata, boolean overwrite)
            throws IOException {
        try (ScoreFileWriter writer = ScoreFileWriter.create(path, COMPONENTS, metadata, overwrite)) {
            for (ScoreRow row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
    }

    private static List<ScoreRow> rows(ScoreFile file) throws IOException {
        List<ScoreRow> rows = new ArrayList<>();
        file.forEach(cursor -> rows.add(cursor.row()));
        return rows;
    }

    /** Names the first row that differs: a description of all would be of no help. */
    private static void assertSameRows(List<ScoreRow> actual, List<ScoreRow> expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("row %d", i).isEqualTo(expected.get(i));
        }
    }

    private static List<ScoreRow> many() {
        Random random = new Random(11);
        List<ScoreRow> rows = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            Uid uid = new Uid(random.nextLong(), random.nextLong());
            String key = "00000/" + i;
            if (i % 7 == 3) {
                rows.add(ScoreRow.unscored(uid, key, ScoreStatus.FAILED, "image_undecodable", "row " + i, 3));
            } else {
                float[] components = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
                rows.add(ScoreRow.scored(uid, key, components, random.nextFloat()));
            }
        }
        return rows;
    }

    private static int rowGroups(Path path) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), options)) {
            return reader.getRowGroups().size();
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
