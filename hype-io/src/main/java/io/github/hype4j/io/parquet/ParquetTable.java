package io.github.hype4j.io.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A Parquet file of any columns, its footer read. Immutable.
 *
 * @param path the file
 * @param schema its columns
 * @param rows how many rows its footer tells of
 */
public record ParquetTable(Path path, MessageType schema, long rows) {

    /**
     * Reads a footer.
     *
     * @param path the file
     * @return the table
     * @throws NotParquetException if the bytes are not those of a whole Parquet file; the message says why
     * @throws IOException if the storage fails
     */
    public static ParquetTable open(Path path) throws IOException {
        try (ParquetFileReader reader = reader(new LocalParquet(path))) {
            return new ParquetTable(path, reader.getFileMetaData().getSchema(), reader.getRecordCount());
        }
    }

    static ParquetFileReader reader(LocalParquet file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .usePageChecksumVerification()
                .build();
        try {
            return ParquetFileReader.open(file, options);
        } catch (IOException | RuntimeException e) {
            file.throwFailure();
            throw new NotParquetException("is not a whole Parquet file: " + e.getMessage(), e);
        }
    }

    /**
     * A column of strings or bytes that occurs at most once a row.
     *
     * @param path the names from the outermost group to the column
     * @return the column; empty if there is none, or it is of another type
     */
    public Optional<ColumnDescriptor> bytes(String... path) {
        if (!schema.containsPath(path)) {
            return Optional.empty();
        }
        ColumnDescriptor column = schema.getColumnDescription(path);
        PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        boolean isBytes = type == PrimitiveTypeName.BINARY || type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        return isBytes && column.getMaxRepetitionLevel() == 0 ? Optional.of(column) : Optional.empty();
    }

    /**
     * The flat columns of numbers: bool, int32, int64, float and double.
     *
     * @return the columns, in the order of the file
     */
    public List<ColumnDescriptor> numbers() {
        List<ColumnDescriptor> numbers = new ArrayList<>();
        for (ColumnDescriptor column : schema.getColumns()) {
            if (column.getPath().length == 1 && column.getMaxRepetitionLevel() == 0 && isNumber(column)) {
                numbers.add(column);
            }
        }
        return numbers;
    }

    private static boolean isNumber(ColumnDescriptor column) {
        if (column.getPrimitiveType().getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation) {
            return false;
        }
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    /**
     * Starts to go through the rows.
     *
     * @param columns what is read; a column twice is read once
     * @return a scan before the first row, to be closed
     * @throws NotParquetException if the file has changed and is no Parquet file of these columns any more
     * @throws IOException if the storage fails
     */
    public ParquetScan scan(List<ColumnDescriptor> columns) throws IOException {
        return new ParquetScan(this, columns);
    }

    /**
     * The names of the outermost columns, for a message.
     *
     * @return the names, in the order of the file
     */
    public List<String> names() {
        return schema.getFields().stream().map(field -> field.getName()).toList();
    }
}
