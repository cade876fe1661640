package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool of image-text pairs in files, as shards in a fixed order. Safe for use by several threads.
 *
 * <p>A pool with {@linkplain PoolOptions#withMetadata metadata} holds temporary files until it is closed; any other holds
 * nothing, and need not be closed.
 *
 * <p>What a pool is is found out by looking, in this order, unless the options name a {@link PoolFormat}:
 *
 * <ul>
 *   <li>a {@code .tar} file, or a folder with such files in it (not in its sub-folders), is a <b>WebDataset</b>, a shard a
 *       tar, in the order of the file names;
 *   <li>a {@code .parquet} file, or a folder with such files in it, that has a {@linkplain ParquetColumns#image() column of
 *       images} is a <b>Parquet pool</b>, a shard a file, a sample a row, in the order of the file names. Files without such
 *       a column are passed over; one that cannot be read is a damaged shard;
 *   <li>any other folder with images, or captions, in it or in its sub-folders is a <b>folder pool</b>, with captions in
 *       {@code .txt} files, and metadata in {@code .json} files, beside the images; in the order of the paths. Hidden files
 *       and folders are passed over.
 * </ul>
 */
public final class Pool implements AutoCloseable {

    private final List<Shard> shards;
    private final @Nullable MetadataJoin join;

    /**
     * A pool of any shards.
     *
     * @param shards the shards, at least one
     * @throws IllegalArgumentException if there is none
     */
    public Pool(List<Shard> shards) {
        this(shards, null);
    }

    private Pool(List<Shard> shards, @Nullable MetadataJoin join) {
        this.shards = List.copyOf(shards);
        this.join = join;
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("shards must be at least one");
        }
    }

    /**
     * Opens a pool with {@linkplain PoolOptions#defaults() default options}.
     *
     * @param path a folder, a tar file or a Parquet file
     * @return the pool
     * @throws NoSuchFileException if there is nothing
     * @throws IOException if the folder cannot be listed or a footer cannot be read
     * @throws IllegalArgumentException if it holds neither shards nor images nor captions, or only metadata in Parquet, or has
     *     not the columns or the format that the options name; the message says what there is
     */
    public static Pool open(Path path) throws IOException {
        return open(path, PoolOptions.defaults());
    }

    /**
     * Opens a pool.
     *
     * @param path a folder, a tar file or a Parquet file
     * @param options how it is read
     * @return the pool
     * @throws NoSuchFileException if there is nothing
     * @throws IOException if the folder cannot be listed or a footer cannot be read
     * @throws IllegalArgumentException if it holds neither shards nor images nor captions, or only metadata in Parquet, or has
     *     not the columns or the format that the options name; the message says what there is
     */
    public static Pool open(Path path, PoolOptions options) throws IOException {
        List<Shard> shards = new PoolFinder(path, options).shards();
        MetadataSource source = options.metadata();
        if (source == null) {
            return new Pool(shards);
        }
        MetadataJoin join = MetadataJoin.open(source, options, shards);
        return new Pool(
                shards.stream()
                        .<Shard>map(shard -> new JoinedShard(shard, null, join, options))
                        .toList(),
                join);
    }

    /**
     * The shards, in order.
     *
     * @return at least one, unmodifiable
     */
    public List<Shard> shards() {
        return shards;
    }

    /**
     * How the join of metadata went so far.
     *
     * @return the counts; empty if the options ask for no metadata
     */
    public Optional<MetadataBooks> metadata() {
        return Optional.ofNullable(join).map(MetadataJoin::books);
    }

    /**
     * Deletes the temporary files; the shards can be read no more if there are any. Closing twice does nothing.
     *
     * @throws IOException if a file cannot be deleted
     */
    @Override
    public void close() throws IOException {
        if (join != null) {
            join.close();
        }
    }
}
