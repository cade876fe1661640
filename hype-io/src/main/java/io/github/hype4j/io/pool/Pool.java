package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool of image-text pairs in files, as shards in a fixed order. Immutable and safe for use by several threads.
 *
 * <p>What a pool is is found out by looking:
 *
 * <ul>
 *   <li>a {@code .tar} file, or a folder with such files in it (not in its sub-folders), is a <b>WebDataset</b>, a shard a
 *       tar, in the order of the file names;
 *   <li>any other folder with images, or captions, in it or in its sub-folders is a <b>folder pool</b>, with captions in
 *       {@code .txt} files, and metadata in {@code .json} files, beside the images; in the order of the paths. Hidden files
 *       and folders are passed over.
 * </ul>
 *
 * @param shards the shards, at least one
 */
public record Pool(List<Shard> shards) {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    /**
     * Copies the shards.
     *
     * @param shards the shards, at least one
     * @throws IllegalArgumentException if there is none
     */
    public Pool {
        shards = List.copyOf(shards);
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("shards must be at least one");
        }
    }

    /**
     * Opens a pool with {@linkplain PoolOptions#defaults() default options}.
     *
     * @param path a folder or a tar file
     * @return the pool
     * @throws NoSuchFileException if there is nothing
     * @throws IOException if the folder cannot be listed
     * @throws IllegalArgumentException if it holds neither shards nor images nor captions
     */
    public static Pool open(Path path) throws IOException {
        return open(path, PoolOptions.defaults());
    }

    /**
     * Opens a pool.
     *
     * @param path a folder or a tar file
     * @param options how it is read
     * @return the pool
     * @throws NoSuchFileException if there is nothing
     * @throws IOException if the folder cannot be listed
     * @throws IllegalArgumentException if it holds neither shards nor images nor captions
     */
    public static Pool open(Path path, PoolOptions options) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no pool there");
        }
        if (Files.isDirectory(path)) {
            return openFolder(path, options);
        }
        if (isTar(path)) {
            return new Pool(List.of(TarShard.of(path, options)));
        }
        throw new IllegalArgumentException(path + " is not a pool: it is neither a folder nor a .tar file");
    }

    private static Pool openFolder(Path folder, PoolOptions options) throws IOException {
        List<Path> tars;
        try (Stream<Path> files = Files.list(folder)) {
            tars = files.filter(Pool::isTar).sorted().toList();
        }
        if (!tars.isEmpty()) {
            LOG.info("{} is a WebDataset of {} shards; files that are not .tar are passed over", folder, tars.size());
            Shard[] shards = new Shard[tars.size()];
            for (int i = 0; i < shards.length; i++) {
                shards[i] = TarShard.of(tars.get(i), options);
            }
            return new Pool(List.of(shards));
        }
        List<Shard> pieces = FolderShard.piecesOf(folder, options);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException(folder + " is not a pool: it has neither .tar shards nor images ("
                    + String.join(", ", SampleParts.IMAGE_EXTENSIONS) + ") nor captions (txt)");
        }
        return new Pool(pieces);
    }

    private static boolean isTar(Path path) {
        Path name = path.getFileName();
        return name != null
                && name.toString().endsWith(TarShard.SUFFIX)
                && !name.toString().startsWith(".")
                && Files.isRegularFile(path);
    }
}
