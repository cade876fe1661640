package io.github.hype4j.io.scores;

import io.github.hype4j.score.Component;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The scores of a pool: one score file or many, as one table whose rows stand in the order of the file names.
 *
 * <p>All files must be of one run: the same components, and the same value of {@value #RUN} in their footers. Immutable and
 * safe for use by several threads.
 */
public final class ScoreFiles {

    /** The key in a footer under which the run that made the file is known. */
    public static final String RUN = "hype.run";

    /** The folder of the score files in the folder of a run. */
    public static final String FOLDER = "scores";

    private static final String SUFFIX = ".parquet";

    /** What a footer says of its own file alone. */
    private static final List<String> OF_ONE_FILE = List.of("hype.shard.", "hype.books.");

    /** Enough for the opening of a file to be nothing, few enough for the threads to end at about the same time. */
    private static final long ROWS_OF_A_PART = 500_000;

    private final Path path;
    private final List<ScoreFile> files;
    private final Map<String, String> metadata;

    private ScoreFiles(Path path, List<ScoreFile> files, Map<String, String> metadata) {
        this.path = path;
        this.files = files;
        this.metadata = metadata;
    }

    /**
     * Opens scores.
     *
     * @param path a score file, a folder with such files, or the folder of a run, which holds them in {@value #FOLDER}
     * @return the scores, all columns selected
     * @throws NoSuchFileException if there is nothing
     * @throws IllegalArgumentException if the folder holds no score file, a file is not one, or they are of several runs;
     *     the message names the file
     * @throws IOException if a file cannot be read; the message names it
     */
    public static ScoreFiles open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return of(path, List.of(ScoreFile.open(path)));
        }
        Path inRun = path.resolve(FOLDER);
        Path folder = Files.isDirectory(inRun) ? inRun : path;
        List<Path> paths = filesIn(folder);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no score files (" + SUFFIX + ")");
        }
        return of(path, openAll(paths));
    }

    /**
     * A footer costs the parsing of it, and where the storage is far, a wait: several threads share both. Of several files
     * that cannot be opened the first is told of, whichever thread was faster.
     */
    private static List<ScoreFile> openAll(List<Path> paths) throws IOException {
        ScoreFile[] files = new ScoreFile[paths.size()];
        Exception[] failures = new Exception[paths.size()];
        Parallelism.common().run(files.length, i -> {
            try {
                files[i] = openListed(paths.get(i));
            } catch (IOException | RuntimeException e) {
                failures[i] = e;
            }
        });
        for (Exception failure : failures) {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
        }
        return List.of(files);
    }

    private static ScoreFile openListed(Path file) throws IOException {
        try {
            return ScoreFile.open(file);
        } catch (NoSuchFileException e) {
            throw new IOException("score file " + file + " has gone since its folder was listed", e);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ScoreFiles::isScoreFile).sorted().toList();
        }
    }

    private static boolean isScoreFile(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(path);
    }

    private static ScoreFiles of(Path path, List<ScoreFile> files) {
        ScoreFile first = files.get(0);
        for (ScoreFile file : files) {
            if (!file.components().equals(first.components())) {
                throw new IllegalArgumentException("score file " + file.path() + " has the components "
                        + file.components() + ", but " + first.path() + " has " + first.components());
            }
            if (!run(file).equals(run(first))) {
                throw new IllegalArgumentException("score files " + first.path() + " and " + file.path()
                        + " are of two runs: their models, references or options differ");
            }
        }
        Map<String, String> metadata = new TreeMap<>(first.metadata());
        metadata.keySet().removeIf(key -> OF_ONE_FILE.stream().anyMatch(key::startsWith));
        return new ScoreFiles(path, List.copyOf(files), metadata);
    }

    private static String run(ScoreFile file) {
        return file.metadata().getOrDefault(RUN, "");
    }

    /**
     * The same scores with only some columns: uid, status, score and the components named here.
     *
     * @param wanted the components, in the order in which the cursor shall give them
     * @return a view of the files
     * @throws IllegalArgumentException if the files have no such component; the message names a file and its components
     * @see ScoreFile#select
     */
    public ScoreFiles select(List<Component> wanted) {
        return new ScoreFiles(
                path, files.stream().map(file -> file.select(wanted)).toList(), metadata);
    }

    /**
     * Where the scores lie.
     *
     * @return the path given to {@link #open}
     */
    public Path path() {
        return path;
    }

    /**
     * The files, each with the columns that are selected.
     *
     * @return at least one, in the order of their names
     */
    public List<ScoreFile> files() {
        return files;
    }

    /**
     * The components that a scan gives.
     *
     * @return the components, in the order of the columns or of {@link #select}
     */
    public List<Component> components() {
        return files.get(0).components();
    }

    /**
     * What the footers say of the run: the key-value pairs of the first file but those that speak of a shard or its books.
     *
     * @return an unmodifiable map, sorted by key
     */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * The number of rows of all files, as their footers have it.
     *
     * @return the count, 0 or more
     */
    public long rows() {
        return files.stream().mapToLong(ScoreFile::rows).sum();
    }

    /**
     * The rows in parts that can be read side by side: neighbouring row groups of one file.
     *
     * @return the parts, in the order of the rows
     */
    public List<ScorePart> parts() {
        List<ScorePart> parts = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            long[] groups = files.get(file).rowGroups();
            int first = 0;
            long rows = 0;
            for (int group = 0; group < groups.length; group++) {
                rows += groups[group];
                if (rows >= ROWS_OF_A_PART || group == groups.length - 1) {
                    parts.add(new ScorePart(file, first, group + 1 - first));
                    first = group + 1;
                    rows = 0;
                }
            }
        }
        return parts;
    }

    /**
     * Goes through the rows of a part, many at a time. Safe for use by several threads.
     *
     * @param part one of the {@link #parts}
     * @param withUids whether uids are to be read
     * @param visitor called with one and the same batch, which is valid only within the call
     * @throws IOException if the file cannot be read or holds a value that makes no sense; the message names it
     */
    public void scan(ScorePart part, boolean withUids, ScoreBatch.Visitor visitor) throws IOException {
        files.get(part.file()).scan(part.firstGroup(), part.groups(), withUids, visitor);
    }

    /**
     * Goes through all rows, file by file, in their order.
     *
     * @param consumer called for each row with a cursor that is valid only within the call
     * @throws IOException if a file cannot be read to its end or holds a value that makes no sense; the message names it
     */
    public void forEach(Consumer<ScoreCursor> consumer) throws IOException {
        for (ScoreFile file : files) {
            file.forEach(consumer);
        }
    }
}
