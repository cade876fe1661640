package io.github.hype4j.io.scores;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The converters that Parquet's column readers ask for; the columns are read directly, so that none is ever called. */
final class IgnoredConverter extends GroupConverter {

    private static final IgnoredConverter GROUP = new IgnoredConverter();
    private static final PrimitiveConverter VALUE = new PrimitiveConverter() {};

    private IgnoredConverter() {}

    static GroupConverter group() {
        return GROUP;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
        return VALUE;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
