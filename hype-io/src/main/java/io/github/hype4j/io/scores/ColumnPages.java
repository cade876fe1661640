package io.github.hype4j.io.scores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.jspecify.annotations.Nullable;

/**
 * A flat column of a row group, read many rows at a time into an array. Plain and dictionary pages are decoded in bulk; any
 * other encoding value by value through Parquet's own readers. For use by one thread.
 */
abstract class ColumnPages {

    private final ColumnDescriptor descriptor;
    private @Nullable PageReader pages;
    /** How many rows of the page are still to be read. */
    private int left;

    private int @Nullable [] pageLevels;
    private int level;
    private @Nullable HybridRuns levels;
    private @Nullable HybridRuns places;
    private int[] scratch = new int[0];

    ColumnPages(ColumnDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Goes before the first row of a row group. */
    final void open(PageReadStore rowGroup) {
        pages = rowGroup.getPageReader(descriptor);
        left = 0;
        DictionaryPage dictionary = pages.readDictionaryPage();
        if (dictionary != null) {
            openDictionary(buffer(dictionary.getBytes()), dictionary.getDictionarySize());
        }
    }

    /** Reads the next rows into the first places of the target. */
    final void read(int rows) {
        int at = 0;
        while (at < rows) {
            if (left == 0) {
                nextPage();
            }
            int now = Math.min(left, rows - at);
            readOfPage(at, now);
            left -= now;
            at += now;
        }
    }

    private void readOfPage(int at, int rows) {
        if (levels == null && pageLevels == null) {
            readPresent(at, rows);
            return;
        }
        int[] present = scratch(rows);
        if (levels != null) {
            levels.read(present, 0, rows);
        } else {
            System.arraycopy(pageLevels, level, present, 0, rows);
            level += rows;
        }
        int max = descriptor.getMaxDefinitionLevel();
        int values = 0;
        for (int i = 0; i < rows; i++) {
            values += present[i] == max ? 1 : 0;
        }
        if (values == rows) {
            readPresent(at, rows);
            return;
        }
        boolean[] isPresent = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            isPresent[i] = present[i] == max;
        }
        readPresent(at, values);
        // From the end, so that no value is overwritten before it has been moved.
        for (int i = rows - 1; i >= 0; i--) {
            if (isPresent[i]) {
                move(at + --values, at + i);
            } else {
                setNull(at + i);
            }
        }
    }

    private void readPresent(int at, int values) {
        if (places == null) {
            readValues(at, values);
            return;
        }
        int[] codes = scratch(values);
        places.read(codes, 0, values);
        lookUp(codes, at, values);
    }

    private int[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new int[size];
        }
        return scratch;
    }

    private void nextPage() {
        PageReader source = Objects.requireNonNull(pages, "a row group must be opened first");
        DataPage page = source.readPage();
        while (page != null && page.getValueCount() == 0) {
            page = source.readPage();
        }
        if (page == null) {
            throw new IllegalArgumentException("the column \"" + name() + "\" ends before its row group does");
        }
        left = page.getValueCount();
        levels = null;
        pageLevels = null;
        if (page instanceof DataPageV1 first) {
            open(first);
        } else if (page instanceof DataPageV2 second) {
            if (descriptor.getMaxDefinitionLevel() > 0) {
                levels = new HybridRuns(buffer(second.getDefinitionLevels()), levelWidth());
            }
            openValues(second.getDataEncoding(), buffer(second.getData()));
        } else {
            throw new IllegalArgumentException("a page of the kind " + page.getClass());
        }
    }

    private void open(DataPageV1 page) {
        ByteBuffer bytes = buffer(page.getBytes());
        if (descriptor.getMaxDefinitionLevel() > 0) {
            if (page.getDlEncoding() == Encoding.RLE) {
                int length = bytes.getInt();
                levels = new HybridRuns(bytes.duplicate().limit(bytes.position() + length), levelWidth());
                bytes.position(bytes.position() + length);
            } else {
                bytes = readOldLevels(page, bytes);
            }
        }
        openValues(page.getValueEncoding(), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Levels as very old writers packed them. */
    private ByteBuffer readOldLevels(DataPageV1 page, ByteBuffer bytes) {
        ByteBufferInputStream in = ByteBufferInputStream.wrap(bytes);
        ValuesReader reader = page.getDlEncoding().getValuesReader(descriptor, ValuesType.DEFINITION_LEVEL);
        try {
            reader.initFromPage(page.getValueCount(), in);
            pageLevels = new int[page.getValueCount()];
            Arrays.setAll(pageLevels, i -> reader.readInteger());
            level = 0;
            return in.slice(in.available());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void openValues(Encoding encoding, ByteBuffer bytes) {
        places = null;
        if (encoding == Encoding.PLAIN) {
            openPlain(bytes);
        } else if (encoding.usesDictionary()) {
            places = new HybridRuns(bytes, bytes.hasRemaining() ? bytes.get() & 0xff : 0);
        } else {
            ValuesReader reader = encoding.getValuesReader(descriptor, ValuesType.VALUES);
            try {
                reader.initFromPage(left, ByteBufferInputStream.wrap(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            openOther(reader);
        }
    }

    private int levelWidth() {
        return 32 - Integer.numberOfLeadingZeros(descriptor.getMaxDefinitionLevel());
    }

    private static ByteBuffer buffer(BytesInput bytes) {
        try {
            return bytes.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final String name() {
        return descriptor.getPath()[0];
    }

    final ColumnDescriptor descriptor() {
        return descriptor;
    }

    /** Takes the values to which the places of later pages refer: plain, and as many as said. */
    abstract void openDictionary(ByteBuffer plain, int size);

    /** Goes before the first value of a plain page. */
    abstract void openPlain(ByteBuffer plain);

    /** Goes before the first value of a page of any other encoding. */
    abstract void openOther(ValuesReader reader);

    /** Reads the next values of the page, none of which is null. */
    abstract void readValues(int at, int values);

    /** Takes values from the dictionary. */
    abstract void lookUp(int[] codes, int at, int values);

    /** Copies a value within the target. */
    abstract void move(int from, int to);

    /** Says that a place of the target has no value. */
    abstract void setNull(int at);
}
