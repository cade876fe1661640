package io.github.hype4j.io.pool;

import java.nio.file.Path;
import java.util.List;

/**
 * Metadata in Parquet files that are joined to the samples of a pool by uid.
 *
 * @param path a file, or a folder whose {@code .parquet} files are taken
 * @param columns the columns of numbers that the samples get
 * @param captions whether a sample that has no caption of its own takes the one in the metadata
 */
public record MetadataSource(Path path, List<String> columns, boolean captions) {

    /**
     * Copies the names, each once.
     *
     * @param path a file or a folder
     * @param columns the columns of numbers
     * @param captions whether captions are taken
     */
    public MetadataSource {
        columns = columns.stream().distinct().toList();
    }
}
