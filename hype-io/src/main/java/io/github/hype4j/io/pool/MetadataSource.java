package io.github.hype4j.io.pool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Metadata in Parquet files that are joined to the samples of a pool by uid.
 *
 * @param path a file, or a folder whose {@code .parquet} files are taken
 * @param columns the columns of numbers that the samples get, by the names under which they get them
 * @param renamed for those whose column in the files has another name, that name
 * @param captions whether a sample that has no caption of its own takes the one in the metadata
 */
public record MetadataSource(Path path, List<String> columns, Map<String, String> renamed, boolean captions) {

    /**
     * Copies the names, each once.
     *
     * @param path a file or a folder
     * @param columns the columns of numbers
     * @param renamed the names in the files of columns that the samples get under another
     * @param captions whether captions are taken
     * @throws IllegalArgumentException if a name that is not among the columns is renamed
     */
    public MetadataSource {
        columns = columns.stream().distinct().toList();
        renamed = Map.copyOf(renamed);
        for (String name : renamed.keySet()) {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException("renamed: \"" + name + "\" is not among the columns " + columns);
            }
        }
    }

    /**
     * Metadata whose columns keep their names.
     *
     * @param path a file or a folder
     * @param columns the columns of numbers
     * @param captions whether captions are taken
     */
    public MetadataSource(Path path, List<String> columns, boolean captions) {
        this(path, columns, Map.of(), captions);
    }

    /**
     * These metadata with one column taken under another name: so the scores of one run can be a term in another's.
     *
     * @param name the name that the samples get, such as {@code clip_cosine}; need not be among the columns yet
     * @param column the name in the files, such as {@code cosine}
     * @return the new metadata
     */
    public MetadataSource withRenamed(String name, String column) {
        Map<String, String> more = new HashMap<>(renamed);
        more.put(name, column);
        return new MetadataSource(
                path, Stream.concat(columns.stream(), Stream.of(name)).toList(), more, captions);
    }

    /** The names that the samples get of a column in the files; none if it is not wanted. */
    List<String> namesOf(String column) {
        return columns.stream()
                .filter(name -> renamed.getOrDefault(name, name).equals(column))
                .toList();
    }
}
