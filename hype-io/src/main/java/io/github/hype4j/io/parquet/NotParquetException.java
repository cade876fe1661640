package io.github.hype4j.io.parquet;

import java.io.IOException;

/** The bytes of a file are not those of a whole Parquet file; another attempt will find the same. */
public final class NotParquetException extends IOException {

    private static final long serialVersionUID = 1L;

    NotParquetException(String message, Throwable cause) {
        super(message, cause);
    }
}
