package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools and metadata in Parquet, through the command and the example model. */
class PoolInputsTest {

    private static final String CLIP = "clip_l14_similarity_score";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static ParquetWriter<Group> writer(Path file, MessageType schema) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .build();
    }

    @Test
    void aColumnOfTheMetadataTakesThePlaceOfTheCosine() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required binary uid (STRING); required float " + CLIP + "; }");
        Map<String, Float> values = new HashMap<>();
        try (ParquetWriter<Group> writer = writer(folder.resolve("metadata.parquet"), schema)) {
            for (String uid : new TreeSet<>(Labels.byUid().keySet())) {
                float value = values.size() / 4096f;
                values.put(uid, value);
                writer.write(new SimpleGroupFactory(schema)
                        .newGroup()
                        .append("uid", uid)
                        .append(CLIP, value));
            }
        }

        Cli run = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                Cli.MODEL,
                "--metadata",
                folder.resolve("metadata.parquet"),
                "--weight",
                CLIP + "=1",
                "--weight",
                "cosine=0",
                "--keep-fraction",
                0.4,
                "--output",
                folder.resolve("out"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Metadata: 0 samples had no row");
        assertThat(folder.resolve("out/summary.json")).content().contains(CLIP).doesNotContain("\"cosine\"");
        ScoreFiles scores = ScoreFiles.open(folder.resolve("out")).select(List.of(Component.column(CLIP)));
        scores.forEach(row -> {
            if (row.status() == ScoreStatus.SCORED) {
                assertThat(row.component(0)).isEqualTo(values.get(row.uid().toString()));
            }
        });
    }

    @Test
    void imagesInParquetAreAPool() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required group image { optional binary bytes; optional binary path (STRING); }"
                        + " required binary text (STRING); }");
        byte[] image = PoolFiles.clean(1).firstImage();
        Path pool = Files.createDirectories(folder.resolve("pool"));
        try (ParquetWriter<Group> writer = writer(pool.resolve("train-00000.parquet"), schema)) {
            for (int i = 0; i < 5; i++) {
                Group row = new SimpleGroupFactory(schema).newGroup().append("text", "a red circle " + i);
                row.addGroup("image").add("bytes", Binary.fromConstantByteArray(image));
                writer.write(row);
            }
        }

        Cli run =
                Cli.run("score", pool, "--model", Cli.MODEL, "--output", folder.resolve("out"), "--format", "parquet");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("5");
        assertThat(ScoreFiles.open(folder.resolve("out")).rows()).isEqualTo(5);
    }

    @Test
    void metadataAloneIsABadConfiguration() throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message m { required binary uid (STRING); }");
        Path pool = Files.createDirectories(folder.resolve("pool"));
        try (ParquetWriter<Group> writer = writer(pool.resolve("a.parquet"), schema)) {
            writer.write(new SimpleGroupFactory(schema).newGroup().append("uid", "0".repeat(32)));
        }

        Cli run = Cli.run("score", pool, "--model", Cli.MODEL, "--output", folder.resolve("out"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("metadata alone").contains("--metadata");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
