package io.github.hype4j.io.pool;

import io.github.hype4j.io.parquet.NotParquetException;
import io.github.hype4j.io.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what a path holds, in the order of {@link PoolFormat}, and lists its shards. */
final class PoolFinder {

    private static final Logger LOG = LoggerFactory.getLogger(PoolFinder.class);

    private final Path path;
    private final PoolOptions options;

    PoolFinder(Path path, PoolOptions options) {
        this.path = path;
        this.options = options;
    }

    List<Shard> shards() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no pool there");
        }
        PoolFormat format = options.format();
        return format == null ? look() : shards(format);
    }

    private List<Shard> look() throws IOException {
        List<Path> tars = files(TarShard.SUFFIX);
        List<Path> tables = files(ParquetShard.SUFFIX);
        if (!tars.isEmpty()) {
            if (Files.isDirectory(path)) {
                LOG.info("{} is a WebDataset of {} shards; other files are passed over", path, tars.size());
            }
            return tars(tars);
        }
        List<Path> withImages = withImages(tables);
        if (!withImages.isEmpty()) {
            LOG.info(
                    "{} is a pool of {} Parquet files with images; {} without, and other files, are passed over",
                    path,
                    withImages.size(),
                    tables.size() - withImages.size());
            return tables(withImages);
        }
        List<Shard> pieces = Files.isDirectory(path) ? FolderShard.piecesOf(path, options) : List.of();
        if (!pieces.isEmpty()) {
            LOG.info("{} is a folder of images", path);
            return pieces;
        }
        throw nothing(tables);
    }

    private List<Shard> shards(PoolFormat format) throws IOException {
        List<Shard> shards = switch (format) {
            case WEBDATASET -> tars(files(TarShard.SUFFIX));
            case PARQUET -> explicitTables(files(ParquetShard.SUFFIX));
            case FOLDER -> Files.isDirectory(path) ? FolderShard.piecesOf(path, options) : List.of();
        };
        if (shards.isEmpty()) {
            throw new IllegalArgumentException(path + " is not a pool of the format " + format + ": it has no "
                    + switch (format) {
                        case WEBDATASET -> "file *.tar";
                        case PARQUET -> "file *.parquet";
                        case FOLDER -> "images and no captions (txt)";
                    });
        }
        return shards;
    }

    private List<Shard> tars(List<Path> files) throws IOException {
        List<Shard> shards = new ArrayList<>();
        for (Path file : files) {
            Shard shard = TarShard.of(file, options);
            Path beside = file.resolveSibling(shard.name() + ParquetShard.SUFFIX);
            shards.add(Files.isRegularFile(beside) ? new JoinedShard(shard, beside, null, options) : shard);
        }
        return shards;
    }

    private List<Shard> explicitTables(List<Path> files) throws IOException {
        for (Path file : files) {
            try {
                ParquetShard.check(ParquetTable.open(file), options.columns());
            } catch (NotParquetException e) {
                LOG.warn("{} {}", file, e.getMessage());
            }
        }
        return tables(files);
    }

    private List<Shard> tables(List<Path> files) throws IOException {
        List<Shard> shards = new ArrayList<>();
        for (Path file : files) {
            shards.add(ParquetShard.of(file, options));
        }
        return shards;
    }

    /** The files with a column of images; with them those that cannot be read, which may not vanish from the books. */
    private List<Path> withImages(List<Path> files) throws IOException {
        List<Path> found = new ArrayList<>();
        boolean anyImage = false;
        boolean anyOther = false;
        for (Path file : files) {
            try {
                ParquetTable table = ParquetTable.open(file);
                if (ParquetShard.image(table, options.columns()).isEmpty()) {
                    anyOther = true;
                    continue;
                }
                ParquetShard.check(table, options.columns());
                anyImage = true;
            } catch (NotParquetException e) {
                LOG.warn("{} {}", file, e.getMessage());
            }
            found.add(file);
        }
        // Where all that can be read is metadata, the rest will be metadata too.
        return anyImage || !anyOther ? found : List.of();
    }

    private IllegalArgumentException nothing(List<Path> tables) throws IOException {
        if (!tables.isEmpty()) {
            String columns = "";
            for (Path table : tables) {
                try {
                    columns = " (its columns are " + ParquetTable.open(table).names() + ")";
                    break;
                } catch (NotParquetException e) {
                    // Told of in the log when it was looked at.
                    continue;
                }
            }
            return new IllegalArgumentException(path + " holds metadata alone: Parquet files without a column \""
                    + options.columns().image() + "\" of images" + columns
                    + ". There is nothing to encode in it. Join it to shards or images by --metadata, or name the column"
                    + " of images by --image-column");
        }
        if (!Files.isDirectory(path)) {
            return new IllegalArgumentException(
                    path + " is not a pool: it is neither a folder nor a .tar file nor a .parquet file");
        }
        return new IllegalArgumentException(
                path + " is not a pool: it has neither .tar shards nor .parquet files with images nor images ("
                        + String.join(", ", SampleParts.IMAGE_EXTENSIONS) + ") nor captions (txt)");
    }

    private List<Path> files(String suffix) throws IOException {
        return files(path, suffix);
    }

    /** The path itself, or the files in it, that end so and are not hidden; in the order of their names. */
    static List<Path> files(Path path, String suffix) throws IOException {
        if (!Files.isDirectory(path)) {
            return is(path, suffix) ? List.of(path) : List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> is(file, suffix)).sorted().toList();
        }
    }

    private static boolean is(Path path, String suffix) {
        Path name = path.getFileName();
        return name != null
                && name.toString().endsWith(suffix)
                && !name.toString().startsWith(".")
                && Files.isRegularFile(path);
    }
}
