package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools with their images in Parquet. */
class ParquetPoolTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static List<PoolSample> samples(Pool pool) throws IOException {
        List<PoolSample> samples = new ArrayList<>();
        for (Shard shard : pool.shards()) {
            try (ShardReader reader = shard.open()) {
                for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                    samples.add(sample);
                }
            }
        }
        return samples;
    }

    private static List<String> expected(int rows) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String image = i % 7 == 6 ? "missing_image" : "I" + i + "x".repeat(20);
            lines.add(i + " " + image + " " + (i % 5 == 4 ? "missing_caption" : "caption-" + i));
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, PARQUET_1_0, true",
        "UNCOMPRESSED, PARQUET_2_0, false",
        "SNAPPY, PARQUET_1_0, false",
        "SNAPPY, PARQUET_2_0, true",
        "GZIP, PARQUET_1_0, true",
        "ZSTD, PARQUET_2_0, true"
    })
    void everyRowIsASampleWhateverTheEncoding(CompressionCodecName codec, WriterVersion version, boolean dictionary)
            throws IOException {
        ImageTable.write(folder.resolve("train.parquet"), 300, codec, version, dictionary);

        Told told = Told.of(folder);

        assertThat(told.samples()).isEqualTo(expected(300));
        assertThat(told.damage()).isEmpty();
        List<PoolSample> samples = samples(Pool.open(folder));
        assertThat(samples.get(17).uid()).isEqualTo(Uid.parse(String.format("%032x", 17)));
        assertThat(samples.get(17).column("width")).hasValue(17);
        assertThat(samples.get(17).column("clip")).isEmpty();
        assertThat(samples.get(17).shard()).isEqualTo("train");
    }

    @Test
    void numbersOfEveryTypeAreColumns() throws IOException {
        try (ImageTable table = ImageTable.create(folder.resolve("a.parquet"), ImageTable.HUGGING_FACE)) {
            Group row = table.row();
            row.add("flag", true);
            row.add("width", -3);
            row.add("height", 1L << 40);
            row.add("clip", 0.25f);
            row.add("exact", 0.1);
            table.add(row);
        }

        PoolSample sample = samples(Pool.open(folder)).get(0);

        assertThat(sample.column("flag")).hasValue(1);
        assertThat(sample.column("width")).hasValue(-3);
        assertThat(sample.column("height")).hasValue(1L << 40);
        assertThat(sample.column("clip")).hasValue(0.25);
        assertThat(sample.column("exact")).hasValue(0.1);
        assertThat(sample.uid()).isEqualTo(Uid.ofName("a/0"));
    }

    @Test
    void columnsMayHaveOtherNamesAndUidsMayBeBytes() throws IOException {
        String schema =
                "message m { required binary jpg; required binary title (STRING); required fixed_len_byte_array(16) id; }";
        try (ImageTable table = ImageTable.create(folder.resolve("a.parquet"), schema)) {
            Group row = table.row();
            row.add("jpg", ImageTable.bytes("J"));
            row.add("title", "one");
            row.add(
                    "id",
                    Binary.fromConstantByteArray(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, (byte) 255}));
            table.add(row);
        }
        PoolOptions options = PoolOptions.defaults().withColumns(new ParquetColumns("jpg", "title", "id"));

        Pool pool = Pool.open(folder, options);

        assertThat(Told.of(pool).samples()).containsExactly("0 J one");
        assertThat(samples(pool).get(0).uid()).isEqualTo(new Uid(1, 255));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Pool.open(folder, PoolOptions.defaults().withColumns(new ParquetColumns("jpg", "words", "id"))))
                .withMessageContaining("words")
                .withMessageContaining("title");
    }

    @Test
    void anImageMayBeAFileBesideButNeverOneOutside() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("secret.png"), "S");
        Files.writeString(data.resolve("a.png"), "A");
        Files.createSymbolicLink(data.resolve("link.png"), folder.resolve("secret.png"));
        try (ImageTable table = ImageTable.create(data.resolve("t.parquet"), ImageTable.HUGGING_FACE)) {
            String absolute = folder.resolve("secret.png").toAbsolutePath().toString();
            for (String path : List.of("a.png", "../secret.png", absolute, "link.png", "gone.png")) {
                Group row = table.row();
                row.addGroup("image").add("path", path);
                row.add("text", "t");
                table.add(row);
            }
        }

        assertThat(Told.of(data).samples())
                .containsExactly(
                        "0 A t", "1 bad_metadata t", "2 bad_metadata t", "3 bad_metadata t", "4 missing_image t");
    }

    @Test
    void aUidThatIsNoneFailsItsSampleAlone() throws IOException {
        try (ImageTable table = ImageTable.create(folder.resolve("t.parquet"), ImageTable.HUGGING_FACE)) {
            for (String uid : List.of("not a uid", "00112233445566778899aabbccddeeff")) {
                Group row = table.row();
                row.addGroup("image").add("bytes", ImageTable.bytes("I"));
                row.add("text", "t");
                row.add("uid", uid);
                table.add(row);
            }
        }

        assertThat(Told.of(folder).samples()).containsExactly("0 bad_metadata bad_metadata", "1 I t");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 100, 1000, 3000, -1000, -100, -9, -8, -5, -4, -1})
    void aFileThatIsCutIsADamagedShardWithoutSamples(int cut) throws IOException {
        Path file = folder.resolve("t.parquet");
        ImageTable.write(file, 300, CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0, true);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, cut < 0 ? whole.length + cut : cut));

        Told told = Told.of(folder);

        assertThat(told.samples()).isEmpty();
        assertThat(told.damage()).contains("t.parquet").contains("not a whole Parquet file");
    }

    @Test
    void aBadPageLosesNoMoreThanTheRestOfItsRowGroupAndEveryLostRowIsCounted() throws IOException {
        Path file = folder.resolve("t.parquet");
        ImageTable.write(file, 300, CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0, false);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 200, (byte) 0x55);
        Files.write(file, bytes);

        Told told = Told.of(folder);

        List<String> whole = expected(300);
        assertThat(told.samples()).hasSize(300);
        assertThat(told.damage()).contains("t.parquet").contains("cannot be read");
        int lost = 0;
        for (int i = 0; i < 300; i++) {
            if (told.samples().get(i).equals(i + " unreadable unreadable")) {
                lost++;
            } else {
                assertThat(told.samples().get(i)).isEqualTo(whole.get(i));
            }
        }
        assertThat(lost).isBetween(1, 200);
    }

    @Test
    void tarsGoBeforeParquetWhichGoesBeforeImagesUnlessTheOptionSaysOtherwise() throws IOException {
        new Tar().add("a.png", "T").write(folder.resolve("a.tar"));
        ImageTable.write(folder.resolve("b.parquet"), 1, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true);
        Files.writeString(folder.resolve("c.png"), "C");
        PoolOptions options = PoolOptions.defaults();

        assertThat(Told.of(folder).samples()).containsExactly("a T missing_caption");
        assertThat(Told.of(Pool.open(folder, options.withFormat(PoolFormat.PARQUET)))
                        .samples())
                .isEqualTo(expected(1));
        assertThat(Told.of(Pool.open(folder, options.withFormat(PoolFormat.FOLDER)))
                        .samples())
                .containsExactly("c.png C missing_caption");
        Files.delete(folder.resolve("a.tar"));
        assertThat(Told.of(folder).samples()).isEqualTo(expected(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pool.open(folder, options.withFormat(PoolFormat.WEBDATASET)))
                .withMessageContaining("WEBDATASET")
                .withMessageContaining("*.tar");
    }

    @Test
    void metadataAloneIsRefusedWithWhatItIsGoodFor() throws IOException {
        String schema = "message m { required binary uid (STRING); required float clip; }";
        try (ImageTable table = ImageTable.create(folder.resolve("a.parquet"), schema)) {
            Group row = table.row();
            row.add("uid", "00112233445566778899aabbccddeeff");
            row.add("clip", 0.5f);
            table.add(row);
        }
        Files.writeString(folder.resolve("a.npz"), "npz", StandardCharsets.UTF_8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pool.open(folder))
                .withMessageContaining("metadata")
                .withMessageContaining("[uid, clip]")
                .withMessageContaining("--metadata");
    }
}
