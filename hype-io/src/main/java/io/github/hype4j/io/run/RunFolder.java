package io.github.hype4j.io.run;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code run.json}, which says what the run is made with, a score file a shard in {@code scores/}, and
 * where they are stored, an embedding file a shard in {@code embeddings/}.
 *
 * <p>Several processes may work in one folder at the same time, on one machine or on several that share it. Each writes
 * aside, in a hidden folder of its own, and moves whole files in; what a process leaves that is killed is removed by the
 * next one that opens the run. For use by one thread.
 */
public final class RunFolder implements AutoCloseable {

    private static final String MANIFEST = "run.json";
    private static final String EMBEDDINGS = "embeddings";
    private static final String SCORES_SUFFIX = ".parquet";
    private static final String EMBEDDINGS_SUFFIX = ".npz";

    private final Path folder;
    private final String identity;
    private final TemporaryFolder work;

    private RunFolder(Path folder, RunIdentity identity, TemporaryFolder work) {
        this.folder = folder;
        this.identity = identity.sha256();
        this.work = work;
    }

    /**
     * Starts a run or goes on with one.
     *
     * @param folder the folder; made if it does not exist
     * @param identity what the run is made with
     * @param start what becomes of a run that is there already
     * @return the run, to be closed
     * @throws FileAlreadyExistsException if there is a run, and {@code start} is {@link RunStart#NEW}
     * @throws IllegalArgumentException if the run there was made otherwise, naming each difference with both values; or it
     *     is to be overwritten while another process works in it
     * @throws IOException if a file cannot be read or written
     */
    public static RunFolder open(Path folder, RunIdentity identity, RunStart start) throws IOException {
        Files.createDirectories(folder);
        boolean othersAtWork = TemporaryFolder.removeAbandoned(folder);
        Path manifest = folder.resolve(MANIFEST);
        if (start == RunStart.NEW && Files.exists(manifest)) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "holds a run already: --resume goes on with it, --overwrite deletes it");
        }
        if (start == RunStart.OVERWRITE) {
            if (othersAtWork) {
                throw new IllegalArgumentException(
                        "the run in " + folder + " cannot be overwritten: another process is at work in it");
            }
            delete(folder);
        }
        TemporaryFolder work = TemporaryFolder.in(folder);
        try {
            RunManifest.writeOrRequire(manifest, identity);
            Files.createDirectories(folder.resolve(ScoreFiles.FOLDER));
            return new RunFolder(folder, identity, work);
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        // The manifest goes last: what is left of a deletion that was cut short is still known to be of this run.
        for (Path file : files(folder.resolve(ScoreFiles.FOLDER), SCORES_SUFFIX)) {
            Files.delete(file);
        }
        for (Path file : files(folder.resolve(EMBEDDINGS), EMBEDDINGS_SUFFIX)) {
            Files.delete(file);
        }
        Files.deleteIfExists(folder.resolve(MANIFEST));
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * By what footers name the run.
     *
     * @return {@link RunIdentity#sha256()}
     */
    public String identity() {
        return identity;
    }

    /**
     * The score file of a shard, whether it is there or not.
     *
     * @param shard the shard's name
     * @return its path
     */
    public Path scores(String shard) {
        return folder.resolve(ScoreFiles.FOLDER).resolve(shard + SCORES_SUFFIX);
    }

    /**
     * The embedding file of a shard, whether it is there or not.
     *
     * @param shard the shard's name
     * @return its path
     */
    public Path embeddings(String shard) {
        return folder.resolve(EMBEDDINGS).resolve(shard + EMBEDDINGS_SUFFIX);
    }

    /** All score files, by name. */
    List<Path> scoreFiles() throws IOException {
        return files(folder.resolve(ScoreFiles.FOLDER), SCORES_SUFFIX);
    }

    /** The name of the shard that a score file is of. */
    static String shardOf(Path scores) {
        String name = scores.getFileName().toString();
        return name.substring(0, name.length() - SCORES_SUFFIX.length());
    }

    /**
     * Where a file of the run is written before it is {@linkplain #moveIn moved in}.
     *
     * @param target where it shall lie
     * @return a path that no other process uses
     */
    public Path aside(Path target) {
        return work.path().resolve(target.getFileName());
    }

    /**
     * Moves a whole file in, in place of the one that may be there.
     *
     * @param target where it shall lie; it must have been committed {@linkplain #aside aside}
     * @throws IOException if it cannot be moved
     */
    public void moveIn(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        AtomicFile.moveIn(aside(target), target);
    }

    /**
     * What the score file of a shard says of it.
     *
     * @param shard the shard's name
     * @return empty if there is no such file
     * @throws IllegalArgumentException if the file is of another run
     * @throws IOException if the file is cut or its books do not agree with its rows
     */
    Optional<FinishedShard> finished(String shard) throws IOException {
        Path file = scores(shard);
        return Files.exists(file) ? Optional.of(FinishedShard.of(ScoreFile.open(file), identity)) : Optional.empty();
    }

    /** Removes what was written aside and not moved in. */
    @Override
    public void close() throws IOException {
        work.close();
    }
}
