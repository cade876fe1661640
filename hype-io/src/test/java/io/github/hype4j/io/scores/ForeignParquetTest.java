package io.github.hype4j.io.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.io.parquet.Codecs;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of uids and numbers that other tools wrote: the columns are those of the rows, whatever the encoding. */
final class ForeignParquetTest {

    private static final MessageType METADATA = MessageTypeParser.parseMessageType("message metadata {"
            + " optional binary uid (STRING); optional binary text (STRING); optional float clip; required double ratio;"
            + " optional int64 original_width; required int32 frames; optional boolean ok;"
            + " optional group face_bboxes (LIST) { repeated group list { optional double element; } } }");

    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PARQUET_1_0, true, false",
        "PARQUET_1_0, false, false",
        "PARQUET_2_0, true, false",
        "PARQUET_2_0, false, false",
        "PARQUET_1_0, false, true",
        "PARQUET_2_0, true, true"
    })
    void columnsAreThoseOfTheRows(WriterVersion version, boolean withDictionary, boolean areSplit) throws IOException {
        write(version, withDictionary, areSplit, Uid.ofName("last").toString());

        ScoreFiles scores = ScoreFiles.open(folder.resolve("metadata.parquet"));

        assertThat(scores.components())
                .extracting(Component::name)
                .containsExactly("clip", "ratio", "original_width", "frames");
        List<String> rows = new ArrayList<>();
        scores.forEach(row -> rows.add(row.uid() + " " + row.component(0) + " " + row.component(1) + " "
                + row.component(2) + " " + row.component(3) + " " + row.status()));
        List<String> columns = new ArrayList<>();
        for (ScorePart part : scores.parts()) {
            scores.scan(part, true, batch -> {
                for (int i = 0; i < batch.columns().size(); i++) {
                    columns.add(new Uid(
                                    batch.columns().uidHigh()[i],
                                    batch.columns().uidLow()[i]) + " "
                            + batch.columns().column(0)[i] + " "
                            + batch.columns().column(1)[i] + " "
                            + batch.columns().column(2)[i] + " "
                            + batch.columns().column(3)[i] + " "
                            + batch.status(i));
                }
            });
        }
        assertThat(rows).hasSize(ROWS).anyMatch(row -> row.contains("NaN"));
        assertThat(columns).isEqualTo(rows);
    }

    @Test
    void aUidThatIsNoneIsNamed() throws IOException {
        write(WriterVersion.PARQUET_1_0, false, false, "not a uid");

        ScoreFiles scores = ScoreFiles.open(folder.resolve("metadata.parquet"));

        assertThatThrownBy(() -> scores.scan(scores.parts().get(0), true, batch -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("metadata.parquet")
                .hasMessageContaining("not a uid");
    }

    private void write(WriterVersion version, boolean withDictionary, boolean areSplit, String lastUid)
            throws IOException {
        Random random = new Random(5);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        new LocalOutputFile(folder.resolve("metadata.parquet")))
                .withType(METADATA)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new Codecs())
                .withWriterVersion(version)
                .withDictionaryEncoding(withDictionary)
                .withByteStreamSplitEncoding(areSplit)
                .withPageSize(10_000)
                .withDictionaryPageSize(100_000)
                .build()) {
            for (int i = 0; i < ROWS; i++) {
                SimpleGroup row = new SimpleGroup(METADATA);
                row.add("uid", i == ROWS - 1 ? lastUid : Uid.ofName("uid" + i).toString());
                row.add("text", "a caption " + random.nextInt());
                if (random.nextInt(20) > 0) {
                    row.add("clip", random.nextInt(1000) / 1024f);
                }
                row.add("ratio", random.nextDouble());
                if (i > ROWS / 2) {
                    row.add("original_width", (long) random.nextInt(5000));
                }
                row.add("frames", i < ROWS / 3 ? 1 : -random.nextInt());
                writer.write(row);
            }
        }
    }
}
