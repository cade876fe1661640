package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata in Parquet give samples columns, captions and uids. */
class MetadataJoinTest {

    private static final String METADATA =
            "message m { optional binary uid (STRING); optional binary text (STRING); optional float clip; optional int32 n; }";
    private static final String IMG2DATASET =
            "message m { required binary key (STRING); optional binary caption (STRING); optional binary uid (STRING);"
                    + " optional int32 width; }";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static String uid(int i) {
        return String.format("%08x", i * 0x9e3779b9) + String.format("%024x", i);
    }

    private static void metadata(ImageTable table, @Nullable String uid, @Nullable String text, double clip)
            throws IOException {
        Group row = table.row();
        if (uid != null) {
            row.add("uid", uid);
        }
        if (text != null) {
            row.add("text", text);
        }
        row.add("clip", (float) clip);
        table.add(row);
    }

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

    private void shard(int... samples) throws IOException {
        Tar tar = new Tar();
        for (int i : samples) {
            tar.add(i + ".json", "{\"uid\": \"" + uid(i) + "\"}").add(i + ".png", "P" + i);
        }
        tar.write(Files.createDirectories(folder.resolve("shards")).resolve("00000000.tar"));
    }

    @Test
    void columnsAndCaptionsAreJoinedByUidAndTheBooksTellOfWhatDidNotMatch() throws IOException {
        shard(1, 2, 3);
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        try (ImageTable table = ImageTable.create(metadata.resolve("a.parquet"), METADATA)) {
            metadata(table, uid(2), "two", 0.5);
            metadata(table, null, "nobody", 0.1);
            metadata(table, "no uid", "nobody", 0.1);
        }
        try (ImageTable table = ImageTable.create(metadata.resolve("b.parquet"), METADATA)) {
            metadata(table, uid(1), null, 0.25);
            metadata(table, uid(2), "two again", 0.75);
        }
        PoolOptions options =
                PoolOptions.defaults().withMetadata(new MetadataSource(metadata, List.of("clip", "n", "other"), true));

        try (Pool pool = Pool.open(folder.resolve("shards"), options)) {
            List<PoolSample> samples = samples(pool);

            assertThat(samples)
                    .extracting(sample -> sample.column("clip").orElse(-1))
                    .containsExactly(0.25, 0.5, -1.0);
            assertThat(samples.get(0).column("n")).isEmpty();
            assertThat(samples).extracting(Told::caption).containsExactly("missing_caption", "two", "missing_caption");
            assertThat(pool.metadata()).contains(new MetadataBooks(3, 1, 2, 1));
        }
    }

    @Test
    void anIndexThatDoesNotFitInMemoryFindsTheSame() throws IOException {
        Path file = folder.resolve("m.parquet");
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(7));
        try (ImageTable table = ImageTable.create(file, METADATA)) {
            for (int i : numbers) {
                metadata(table, uid(i), "text " + i, i);
            }
            for (int i = 0; i < 500; i++) {
                metadata(table, uid(17), "again", -1);
            }
        }
        MetadataSource source = new MetadataSource(file, List.of("clip"), true);

        // 500 records of one uid are more than is sorted in memory, so that the parting goes down to its last byte.
        try (MetadataIndex index = MetadataIndex.build(List.of(file), source, PoolOptions.defaults(), 400)) {
            for (int i = 0; i < 3000; i++) {
                MetadataRow row = index.find(Uid.parse(uid(i)));
                assertThat(row).isNotNull();
                assertThat(row.numbers()).containsEntry("clip", (double) i);
                assertThat(row.caption()).isEqualTo(Part.of("text " + i));
            }
            assertThat(index.find(Uid.parse(uid(3000)))).isNull();
            assertThat(index.books(0)).isEqualTo(new MetadataBooks(3500, 500, 0, 0));
        }
    }

    @Test
    void theParquetBesideATarIsJoinedByKey() throws IOException {
        Path tar = new Tar().add("000.png", "A").add("001.png", "B").write(folder.resolve("0.tar"));
        try (ImageTable table = ImageTable.create(folder.resolve("0.parquet"), IMG2DATASET)) {
            for (String key : List.of("001", "002", "000")) {
                Group row = table.row();
                row.add("key", key);
                row.add("caption", "caption " + key);
                row.add("width", Integer.parseInt(key) + 10);
                row.add("uid", uid(Integer.parseInt(key)));
                table.add(row);
            }
        }

        List<PoolSample> samples = samples(Pool.open(tar));

        assertThat(samples)
                .extracting(sample -> sample.column("width").orElse(-1))
                .containsExactly(10.0, 11.0);
        assertThat(samples).extracting(PoolSample::uid).containsExactly(Uid.parse(uid(0)), Uid.parse(uid(1)));
        assertThat(Told.of(folder).samples()).containsExactly("000 A missing_caption", "001 B missing_caption");
        assertThat(Told.of(Pool.open(folder, PoolOptions.defaults().withCaptionFromMetadata(true)))
                        .samples())
                .containsExactly("000 A caption 000", "001 B caption 001");
    }

    @Test
    void aBrokenParquetBesideATarIsToldOfAndTheSamplesAreThere() throws IOException {
        new Tar().add("a.png", "A").write(folder.resolve("0.tar"));
        Files.writeString(folder.resolve("0.parquet"), "PAR1 is not enough");

        Told told = Told.of(folder);

        assertThat(told.samples()).containsExactly("a A missing_caption");
        assertThat(told.damage()).contains("0.parquet").contains("not a whole Parquet file");
    }

    @Test
    void metadataOfTheShardsNameAreUsedDirectly() throws IOException {
        shard(1, 2);
        Path metadata = Files.createDirectories(folder.resolve("metadata"));
        try (ImageTable table = ImageTable.create(metadata.resolve("00000000.parquet"), METADATA)) {
            metadata(table, uid(2), "two", 0.5);
        }
        PoolOptions options = PoolOptions.defaults().withMetadata(new MetadataSource(metadata, List.of("clip"), false));

        try (Pool pool = Pool.open(folder.resolve("shards"), options)) {
            assertThat(samples(pool))
                    .extracting(sample -> sample.column("clip").orElse(-1))
                    .containsExactly(-1.0, 0.5);
            assertThat(pool.metadata()).contains(new MetadataBooks(0, 0, 0, 1));
        }
    }

    @Test
    void aColumnCanBeTakenUnderAnotherNameFromFilesOfShardsAndFromAnIndex() throws IOException {
        shard(1, 2);
        for (String file : List.of("00000000.parquet", "any.parquet")) {
            Path metadata = Files.createDirectories(folder.resolve("metadata of " + file));
            try (ImageTable table = ImageTable.create(metadata.resolve(file), METADATA)) {
                metadata(table, uid(1), "one", 0.25);
                metadata(table, uid(2), "two", 0.5);
            }
            MetadataSource source =
                    new MetadataSource(metadata, List.of("clip"), false).withRenamed("similarity", "clip");

            try (Pool pool =
                    Pool.open(folder.resolve("shards"), PoolOptions.defaults().withMetadata(source))) {
                for (String name : List.of("clip", "similarity")) {
                    assertThat(samples(pool))
                            .extracting(sample -> sample.column(name).orElse(-1))
                            .containsExactly(0.25, 0.5);
                }
            }
        }
    }

    @Test
    void onlyColumnsThatAreTakenCanBeRenamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetadataSource(folder, List.of("a"), Map.of("b", "c"), false))
                .withMessage("renamed: \"b\" is not among the columns [a]");
    }

    @Test
    void metadataThatAreCutOrHaveNoUidsAreRefusedByName() throws IOException {
        shard(1);
        Path file = folder.resolve("m.parquet");
        try (ImageTable table = ImageTable.create(file, METADATA)) {
            metadata(table, uid(1), "one", 0.5);
        }
        PoolOptions options = PoolOptions.defaults().withMetadata(new MetadataSource(file, List.of(), false));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pool.open(
                        folder.resolve("shards"), options.withColumns(new ParquetColumns("image", "text", "id"))))
                .withMessageContaining("m.parquet")
                .withMessageContaining("\"id\"");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Pool.open(folder.resolve("shards"), options))
                .withMessageContaining("m.parquet")
                .withMessageContaining("not a whole Parquet file");
    }
}
