package io.github.hype4j.io.embeddings;

import io.github.hype4j.numpy.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The embeddings of a pool: one {@code .npz} file or a folder of them, in the order of their names. Read as often as wanted,
 * in memory for one batch. For use by one thread.
 *
 * <p>{@link #forEach} gives the embeddings alone. {@link #shards} gives them with what is known of each sample: of
 * {@code NAME.npz} what stands in {@code NAME.parquet} beside it, as in DataComp, or in the folder of a run in the score file
 * of the same name.
 */
public final class EmbeddingPool {

    private static final String SUFFIX = ".npz";
    private static final String TABLE_SUFFIX = ".parquet";
    private static final String OF_A_RUN = "embeddings";
    private static final String SCORES_OF_A_RUN = "scores";

    private final List<Path> files;
    private final EmbeddingNames names;
    private final boolean isSingleFile;
    private final Set<String> damage = new LinkedHashSet<>();

    private EmbeddingPool(List<Path> files, EmbeddingNames names, boolean isSingleFile) {
        this.files = files;
        this.isSingleFile = isSingleFile;
        this.names = names;
    }

    /** Takes what is read. */
    @FunctionalInterface
    public interface BatchConsumer {
        /**
         * Takes one batch.
         *
         * @param file the file that it comes from
         * @param batch the rows
         * @throws IOException if it cannot be dealt with
         */
        void accept(Path file, EmbeddingBatch batch) throws IOException;
    }

    /**
     * Opens a pool.
     *
     * @param path a {@code .npz} file, a folder of them, or the folder of a run, which has them in {@code embeddings}
     * @param names what the arrays are called in each
     * @return the pool; nothing but names is read yet
     * @throws NoSuchFileException if there is nothing there
     * @throws IllegalArgumentException if the folder has no {@code .npz} file
     * @throws IOException if the folder cannot be read
     */
    public static EmbeddingPool open(Path path, EmbeddingNames names) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there are no embeddings there");
        }
        if (!Files.isDirectory(path)) {
            return new EmbeddingPool(List.of(path), names, true);
        }
        List<Path> files = list(path);
        if (files.isEmpty() && Files.isDirectory(path.resolve(OF_A_RUN))) {
            files = list(path.resolve(OF_A_RUN));
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException(path + " has no embeddings: neither it nor its folder " + OF_A_RUN
                    + " holds a " + SUFFIX + " file");
        }
        return new EmbeddingPool(files, names, false);
    }

    private static List<Path> list(Path folder) throws IOException {
        return list(folder, SUFFIX);
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // Names that begin with a dot are files being written.
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The names of the arrays.
     *
     * @return what the pool was opened with
     */
    public EmbeddingNames names() {
        return names;
    }

    /**
     * Looks whether the arrays are called as the pool was opened with, in the first file that can be read.
     *
     * @throws IllegalArgumentException if an array is not there; the message names those that are
     */
    public void requireArrays() {
        for (Path file : files) {
            try (NpzFile npz = NpzFile.open(file)) {
                requireArray(file, npz, names.image());
                if (names.text() != null) {
                    requireArray(file, npz, names.text());
                }
                return;
            } catch (IOException e) {
                continue; // told when it is read
            }
        }
    }

    private static void requireArray(Path file, NpzFile npz, String name) {
        if (!npz.names().contains(name)) {
            throw new IllegalArgumentException(file + " has no array \"" + name + "\"; it has " + npz.names());
        }
    }

    /**
     * The embeddings with what is known of each sample. A Parquet file whose {@code .npz} is not there is a shard too, so that
     * its samples are not lost silently, unless the pool is a single file.
     *
     * @return at least one, by name
     * @throws IOException if a folder cannot be read
     */
    public List<EmbeddingShard> shards() throws IOException {
        Map<String, Path> npz = new TreeMap<>();
        files.forEach(file -> npz.put(stem(file, SUFFIX), file));
        Path folder = files.get(0).toAbsolutePath().getParent();
        Map<String, Path> tables = new TreeMap<>();
        if (folder != null) {
            Path scores = folder.resolveSibling(SCORES_OF_A_RUN);
            boolean isOfARun = folder.endsWith(OF_A_RUN) && Files.isDirectory(scores);
            for (Path table : list(isOfARun ? scores : folder, TABLE_SUFFIX)) {
                tables.put(stem(table, TABLE_SUFFIX), table);
            }
        }
        Set<String> all = new TreeSet<>(npz.keySet());
        if (!isSingleFile) {
            all.addAll(tables.keySet());
        }
        return all.stream()
                .map(name -> new EmbeddingShard(name, npz.get(name), tables.get(name)))
                .toList();
    }

    private static String stem(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /**
     * The files.
     *
     * @return at least one, in the order in which they are read
     */
    public List<Path> files() {
        return files;
    }

    /**
     * Reads all rows, in order. A file that cannot be read, is cut, or lacks an array is left out and told by
     * {@link #damage()}; the others are read nevertheless.
     *
     * @param batchSize how many rows a batch has at most, at least 1; a batch ends with its file
     * @param consumer takes the batches
     * @throws IOException if the consumer throws it
     * @throws IllegalArgumentException if {@code batchSize} is below 1
     */
    public void forEach(int batchSize, BatchConsumer consumer) throws IOException {
        for (Path path : files) {
            EmbeddingFile file;
            try {
                file = EmbeddingFile.open(path, names);
            } catch (IOException | IllegalArgumentException e) {
                damage.add(e.getMessage() == null ? path + " cannot be read: " + e : e.getMessage());
                continue;
            }
            try (file) {
                for (EmbeddingBatch batch = file.next(batchSize); batch != null; batch = file.next(batchSize)) {
                    consumer.accept(path, batch);
                }
            }
        }
    }

    /**
     * What could not be read so far.
     *
     * @return one line a file, naming it
     */
    public Set<String> damage() {
        return Collections.unmodifiableSet(damage);
    }
}
