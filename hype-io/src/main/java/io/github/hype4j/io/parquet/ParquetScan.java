package io.github.hype4j.io.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a Parquet file, as many as its footer tells of, whatever becomes of them: where a page is bad,
 * this row and the rest of its row group are lost, and told of as lost.
 *
 * <p>Held in memory are the compressed bytes of one row group's wanted columns, and one page of each inflated. For use by
 * one thread at a time.
 */
public final class ParquetScan implements AutoCloseable {

    private final LocalParquet file;
    private final ParquetFileReader reader;
    private final List<ColumnDescriptor> columns;
    private final List<ColumnDescriptor> distinct;
    private final MessageType projection;
    private final List<BlockMetaData> groups;
    private final ColumnReader[] readers;
    private final Map<ColumnDescriptor, Integer> places = new HashMap<>();

    private @Nullable PageReadStore pages;
    private int nextGroup;
    private long row = -1;
    private long endOfGroup;
    private boolean fresh;
    private @Nullable String lost;
    private @Nullable String damage;

    ParquetScan(ParquetTable table, List<ColumnDescriptor> columns) throws IOException {
        this.columns = List.copyOf(columns);
        this.distinct = columns.stream().distinct().toList();
        for (int i = 0; i < distinct.size(); i++) {
            places.put(distinct.get(i), i);
        }
        this.projection = projection(table.schema(), distinct);
        this.readers = new ColumnReader[distinct.size()];
        this.file = new LocalParquet(table.path());
        this.reader = ParquetTable.reader(file);
        try {
            MessageType schema = reader.getFileMetaData().getSchema();
            if (!schema.equals(table.schema()) || reader.getRecordCount() != table.rows()) {
                throw new IOException(table.path() + " has changed since the pool was opened");
            }
            reader.setRequestedSchema(projection);
            this.groups = reader.getRowGroups();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static MessageType projection(MessageType schema, List<ColumnDescriptor> columns) {
        List<Type> fields = new ArrayList<>();
        for (Type field : schema.getFields()) {
            // A struct is read whole or not at all: what else is in it costs little beside an image.
            if (columns.stream().anyMatch(column -> column.getPath()[0].equals(field.getName()))) {
                fields.add(field);
            }
        }
        return new MessageType(schema.getName(), fields);
    }

    /**
     * Goes to the next row.
     *
     * @return false at the end
     * @throws IOException if the storage fails; never for what the bytes say
     */
    public boolean next() throws IOException {
        row++;
        while (row == endOfGroup) {
            if (nextGroup == groups.size()) {
                row--; // at the end it stays, however often it is asked
                return false;
            }
            openGroup();
        }
        if (lost == null && !fresh) {
            consume();
        }
        fresh = false;
        return true;
    }

    private void openGroup() throws IOException {
        endOfGroup += groups.get(nextGroup).getRowCount();
        lost = null;
        fresh = true;
        closePages();
        try {
            pages = reader.readRowGroup(nextGroup++);
            ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                    pages,
                    new Ignored(projection.asGroupType()),
                    projection,
                    reader.getFileMetaData().getCreatedBy());
            for (int i = 0; i < readers.length; i++) {
                readers[i] = store.getColumnReader(distinct.get(i));
            }
        } catch (IOException | RuntimeException e) {
            lose(e);
        }
    }

    private void consume() throws IOException {
        try {
            for (ColumnReader column : readers) {
                column.consume();
            }
        } catch (RuntimeException e) {
            lose(e);
        }
    }

    private void lose(Exception e) throws IOException {
        file.throwFailure();
        lost = "row " + row + " and what follows it in its row group, up to row " + (endOfGroup - 1)
                + ", cannot be read: " + rootOf(e);
        damage = damage == null ? lost : damage + "; " + lost;
    }

    private static String rootOf(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /**
     * The number of the row.
     *
     * @return from 0
     */
    public long row() {
        return row;
    }

    /**
     * Why the row has no values. Values can still turn out to be bad when they are asked for: ask after them.
     *
     * @return one line for a person; empty if it has values
     */
    public Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    /**
     * What was lost so far.
     *
     * @return one line for a person; empty if nothing was
     */
    public Optional<String> damage() {
        return Optional.ofNullable(damage);
    }

    /**
     * Strings or bytes.
     *
     * @param index the place of the column in what was asked for
     * @return the value, valid until the next row; null for a null, and where the row is {@linkplain #lost() lost}
     * @throws IOException if the storage fails
     */
    public @Nullable Binary bytes(int index) throws IOException {
        ColumnReader column = present(index);
        try {
            return column == null ? null : column.getBinary();
        } catch (RuntimeException e) {
            lose(e);
            return null;
        }
    }

    /**
     * A number.
     *
     * @param index the place of the column in what was asked for
     * @return the value, a truth as 0 or 1; NaN for a null, and where the row is {@linkplain #lost() lost}
     * @throws IOException if the storage fails
     */
    public double number(int index) throws IOException {
        ColumnReader column = present(index);
        if (column == null) {
            return Double.NaN;
        }
        try {
            return switch (columns.get(index).getPrimitiveType().getPrimitiveTypeName()) {
                case BOOLEAN -> column.getBoolean() ? 1 : 0;
                case INT32 -> column.getInteger();
                case INT64 -> column.getLong();
                case FLOAT -> column.getFloat();
                default -> column.getDouble();
            };
        } catch (RuntimeException e) {
            lose(e);
            return Double.NaN;
        }
    }

    private @Nullable ColumnReader present(int index) {
        ColumnDescriptor column = columns.get(index);
        if (lost != null) {
            return null;
        }
        ColumnReader values = readers[places.getOrDefault(column, 0)];
        return values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel() ? values : null;
    }

    private void closePages() {
        if (pages != null) {
            pages.close();
            pages = null;
        }
    }

    @Override
    public void close() throws IOException {
        closePages();
        reader.close();
    }

    /** The converters that Parquet asks for; the columns are read directly, so that none is ever called. */
    private static final class Ignored extends GroupConverter {

        private static final PrimitiveConverter VALUE = new PrimitiveConverter() {};
        private final GroupType group;

        Ignored(GroupType group) {
            this.group = group;
        }

        @Override
        public Converter getConverter(int field) {
            Type type = group.getType(field);
            return type.isPrimitive() ? VALUE : new Ignored(type.asGroupType());
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
