package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.subset.MappedSubset;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose tars hold no uids: those of the Parquet beside them, or of metadata, name a sample from scoring to training. */
class ReshardMetadataTest {

    private static final int SHARDS = 2;
    private static final int PER_SHARD = 12;
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message m { required binary key (STRING); required binary uid (STRING); required binary caption (STRING); }");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void makePool() {
        byte[] image = PoolFiles.clean(1).firstImage();
        for (int shard = 0; shard < SHARDS; shard++) {
            PoolFiles files = new PoolFiles();
            for (int i = 0; i < PER_SHARD; i++) {
                files.pair(key(i), image, caption(shard, i));
            }
            files.write(pool().resolve(name(shard) + ".tar"));
        }
    }

    private static String name(int shard) {
        return String.format("%08d", shard);
    }

    private static String key(int i) {
        return String.format("%09d", i);
    }

    private static String caption(int shard, int i) {
        return "a circle, number " + i + " of shard " + shard;
    }

    private static Uid uid(int shard, int i) {
        int number = shard * PER_SHARD + i;
        return new Uid((number + 1) * 0x9E3779B97F4A7C15L, number);
    }

    private Path pool() {
        return folder.resolve("pool");
    }

    /** A file a shard, with a row a sample; the last sample comes first. */
    private void writeUids(Path where) throws IOException {
        Files.createDirectories(where);
        for (int shard = 0; shard < SHARDS; shard++) {
            try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                            new LocalOutputFile(where.resolve(name(shard) + ".parquet")))
                    .withConf(new PlainParquetConfiguration())
                    .withType(SCHEMA)
                    .build()) {
                for (int i = PER_SHARD - 1; i >= 0; i--) {
                    writer.write(new SimpleGroupFactory(SCHEMA)
                            .newGroup()
                            .append("key", key(i))
                            .append("uid", uid(shard, i).toString())
                            .append("caption", "not this one"));
                }
            }
        }
    }

    private Cli run(String command, Path input, Object... more) {
        List<Object> words = new ArrayList<>(List.of(command, input));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    /** Scores the pool, selects half of it, and makes training shards of that, all with the same options of the pool. */
    private Cli scoreSelectAndReshard(Object... poolOptions) {
        List<Object> score = new ArrayList<>(List.of("--model", Cli.MODEL, "--output", folder.resolve("run")));
        score.addAll(List.of(poolOptions));
        assertThat(run("score", pool(), score.toArray()).exitCode()).isZero();
        assertThat(run(
                                "select",
                                folder.resolve("run"),
                                "--keep-top",
                                SHARDS * PER_SHARD / 2,
                                "--output",
                                folder.resolve("out"))
                        .exitCode())
                .isZero();
        return reshard(poolOptions);
    }

    private Cli reshard(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("--subset", folder.resolve("out/subset.npy"), "--output", folder.resolve("training")));
        words.addAll(List.of(more));
        return run("reshard", pool(), words.toArray());
    }

    /** The captions in the training shards, by the name of the sample. */
    private Map<String, String> captions() throws IOException {
        Map<String, String> captions = new TreeMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(Files.newInputStream(folder.resolve("training/00000000.tar")))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith(".txt")) {
                    captions.put(entry.getName().replace("-0.txt", ""), new String(tar.readAllBytes()));
                }
            }
        }
        return captions;
    }

    /** What the training shards must hold: the subset, under the uids of the Parquet. */
    private Map<String, String> expected() throws IOException {
        MappedSubset subset = MappedSubset.open(folder.resolve("out/subset.npy"));
        assertThat(subset.size()).isEqualTo(SHARDS * PER_SHARD / 2);
        Map<String, String> expected = new TreeMap<>();
        for (int shard = 0; shard < SHARDS; shard++) {
            for (int i = 0; i < PER_SHARD; i++) {
                if (subset.indexOf(uid(shard, i)) >= 0) {
                    expected.put(uid(shard, i).toString(), caption(shard, i));
                }
            }
        }
        return expected;
    }

    @Test
    void theUidsOfTheParquetBesideTheTarsAreThoseOfTheTrainingShards() throws IOException {
        writeUids(pool());

        Cli run = scoreSelectAndReshard();

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.out()).contains("the books balance");
        assertThat(captions()).hasSize(SHARDS * PER_SHARD / 2).isEqualTo(expected());
    }

    @Test
    void theUidsOfTheMetadataOfTheShardsNameAreThoseOfTheTrainingShards() throws IOException {
        writeUids(folder.resolve("metadata"));

        Cli run = scoreSelectAndReshard("--metadata", folder.resolve("metadata"));

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(captions()).hasSize(SHARDS * PER_SHARD / 2).isEqualTo(expected());
    }

    @Test
    void withoutTheMetadataThatScoringHadNothingIsFoundAndToldOf() throws IOException {
        writeUids(folder.resolve("metadata"));
        assertThat(scoreSelectAndReshard("--metadata", folder.resolve("metadata"))
                        .exitCode())
                .isZero();

        Cli run = reshard("--overwrite");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(run.out()).containsPattern("not found in the pool +" + SHARDS * PER_SHARD / 2 + "\n");
    }

    @Test
    void aParquetThatWasCutSinceScoringIsToldOfAndItsSamplesAreNotFound() throws IOException {
        writeUids(pool());
        assertThat(scoreSelectAndReshard().exitCode()).isZero();
        Path parquet = pool().resolve("00000001.parquet");
        byte[] bytes = Files.readAllBytes(parquet);
        Files.write(parquet, Arrays.copyOf(bytes, bytes.length / 2));

        Cli resumed = reshard("--resume");
        Cli run = reshard("--overwrite");

        assertThat(resumed.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(resumed.err()).contains("another pool, another subset, or with other limits");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNBALANCED);
        assertThat(run.out()).contains("damaged input: metadata ", "00000001.parquet", "not found: ");
        assertThat(captions().keySet()).isSubsetOf(expected().keySet());
    }
}
