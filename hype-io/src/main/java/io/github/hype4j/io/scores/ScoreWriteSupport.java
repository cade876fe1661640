package io.github.hype4j.io.scores;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Hands rows to Parquet, in the order of {@link ScoreSchema}'s columns. */
final class ScoreWriteSupport extends WriteSupport<ScoreRow> {

    private final MessageType schema;
    private final Map<String, String> metadata;
    private final Map<String, String> atEnd;
    private @Nullable RecordConsumer consumer;

    /**
     * @param metadata pairs for the footer
     * @param atEnd more of them, looked at when the last row has been written
     */
    ScoreWriteSupport(MessageType schema, Map<String, String> metadata, Map<String, String> atEnd) {
        this.schema = schema;
        this.metadata = new TreeMap<>(metadata);
        this.atEnd = atEnd;
    }

    @Override
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(ScoreRow row) {
        RecordConsumer out = consumer;
        if (out == null) {
            throw new IllegalStateException("Parquet prepares before it writes");
        }
        out.startMessage();
        int column = 0;
        binary(out, column++, uid(row));
        text(out, column++, row.key());
        for (float component : row.components()) {
            number(out, column++, component);
        }
        number(out, column++, row.score());
        text(out, column++, row.status().label());
        text(out, column++, row.reason());
        text(out, column, row.detail());
        out.endMessage();
    }

    @Override
    public FinalizedWriteContext finalizeWrite() {
        return new FinalizedWriteContext(atEnd);
    }

    private static Binary uid(ScoreRow row) {
        return Binary.fromConstantByteArray(row.uid().toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void text(RecordConsumer out, int column, @Nullable String value) {
        if (value != null) {
            binary(out, column, Binary.fromString(value));
        }
    }

    private void binary(RecordConsumer out, int column, Binary value) {
        String name = schema.getFieldName(column);
        out.startField(name, column);
        out.addBinary(value);
        out.endField(name, column);
    }

    private void number(RecordConsumer out, int column, float value) {
        String name = schema.getFieldName(column);
        out.startField(name, column);
        out.addFloat(value);
        out.endField(name, column);
    }

    /** Parquet's builder, for this kind of row. */
    static final class Builder extends ParquetWriter.Builder<ScoreRow, Builder> {

        private final ScoreWriteSupport rows;

        Builder(OutputFile file, ScoreWriteSupport rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<ScoreRow> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<ScoreRow> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }
}
