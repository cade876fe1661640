package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes Parquet files by Parquet's own writer. */
final class ImageTable implements AutoCloseable {

    /** As HuggingFace's datasets have it, with numbers of every type. */
    static final String HUGGING_FACE = """
            message schema {
              optional group image { optional binary bytes; optional binary path (STRING); }
              optional binary text (STRING);
              optional binary uid (STRING);
              optional boolean flag;
              optional int32 width;
              optional int64 height;
              optional float clip;
              optional double exact;
            }""";

    private final MessageType schema;
    private final ParquetWriter<Group> writer;

    private ImageTable(MessageType schema, ParquetWriter<Group> writer) {
        this.schema = schema;
        this.writer = writer;
    }

    static ImageTable create(Path file, String schema) throws IOException {
        return create(file, schema, CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0, true);
    }

    static ImageTable create(
            Path file, String schema, CompressionCodecName codec, WriterVersion version, boolean dictionary)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(schema);
        return new ImageTable(
                type,
                ExampleParquetWriter.builder(new LocalOutputFile(file))
                        .withConf(new PlainParquetConfiguration())
                        .withType(type)
                        .withCompressionCodec(codec)
                        .withCodecFactory(new WritingCodecs())
                        .withWriterVersion(version)
                        .withDictionaryEncoding(dictionary)
                        .withRowGroupSize(2_000L)
                        .withMinRowCountForPageSizeCheck(1)
                        .withPageSize(300)
                        .withPageRowCountLimit(5)
                        .build());
    }

    Group row() {
        return new SimpleGroupFactory(schema).newGroup();
    }

    ImageTable add(Group row) throws IOException {
        writer.write(row);
        return this;
    }

    static Binary bytes(String content) {
        return Binary.fromConstantByteArray(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Rows as of HuggingFace's, of which every seventh has no image and every fifth no caption. */
    static void write(Path file, int rows, CompressionCodecName codec, WriterVersion version, boolean dictionary)
            throws IOException {
        try (ImageTable table = create(file, HUGGING_FACE, codec, version, dictionary)) {
            for (int i = 0; i < rows; i++) {
                Group row = table.row();
                Group image = row.addGroup("image");
                if (i % 7 != 6) {
                    image.add("bytes", bytes("I" + i + "x".repeat(20)));
                }
                if (i % 5 != 4) {
                    row.add("text", "caption-" + i);
                }
                row.add("uid", String.format("%032x", i));
                row.add("width", i);
                table.add(row);
            }
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
