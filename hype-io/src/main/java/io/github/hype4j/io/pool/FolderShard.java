package io.github.hype4j.io.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a folder pool.
 *
 * @param name the number of the piece in eight digits
 * @param bytes the sizes of its files when the pool was opened
 * @param samples its samples, in order
 * @param options how it is read
 */
record FolderShard(String name, long bytes, List<SampleFiles> samples, PoolOptions options) implements Shard {

    private static final int SAMPLES = 10_000;

    /**
     * The files of a sample.
     *
     * @param key the path of the image, or of the caption that has none, relative to the pool, with slashes
     * @param image the image
     * @param caption the caption beside it
     * @param metadata the metadata beside it
     */
    record SampleFiles(
            String key,
            @Nullable Path image,
            @Nullable Path caption,
            @Nullable Path metadata) {

        List<Path> paths() {
            return Stream.of(image, caption, metadata)
                    .filter(Objects::nonNull)
                    .map(Path.class::cast)
                    .toList();
        }
    }

    static List<Shard> piecesOf(Path folder, PoolOptions options) throws IOException {
        List<SampleFiles> samples = samplesOf(folder);
        List<Shard> pieces = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += SAMPLES) {
            List<SampleFiles> piece = List.copyOf(samples.subList(from, Math.min(samples.size(), from + SAMPLES)));
            long bytes = 0;
            for (SampleFiles sample : piece) {
                for (Path path : sample.paths()) {
                    bytes += Files.size(path);
                }
            }
            pieces.add(new FolderShard(String.format(Locale.ROOT, "%08d", pieces.size()), bytes, piece, options));
        }
        return pieces;
    }

    private static List<SampleFiles> samplesOf(Path folder) throws IOException {
        Map<String, Path> files = filesOf(folder);
        Map<String, SampleFiles> samples = new TreeMap<>();
        Set<String> stemsOfImages = new HashSet<>();
        files.forEach((name, path) -> {
            if (SampleParts.IMAGE_EXTENSIONS.contains(extension(name))) {
                Path caption = beside(files, stem(name), SampleParts.CAPTION_EXTENSION);
                Path metadata = beside(files, stem(name), SampleParts.METADATA_EXTENSION);
                samples.put(name, new SampleFiles(name, path, caption, metadata));
                stemsOfImages.add(stem(name));
            }
        });
        files.forEach((name, path) -> {
            if (extension(name).equals(SampleParts.CAPTION_EXTENSION) && !stemsOfImages.contains(stem(name))) {
                Path metadata = beside(files, stem(name), SampleParts.METADATA_EXTENSION);
                samples.put(name, new SampleFiles(name, null, path, metadata));
            }
        });
        return List.copyOf(samples.values());
    }

    /** Regular files by their relative path with slashes; hidden ones are passed over. */
    private static Map<String, Path> filesOf(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(path -> {
                String name = folder.relativize(path)
                        .toString()
                        .replace(folder.getFileSystem().getSeparator(), "/");
                if (!name.startsWith(".") && !name.contains("/.")) {
                    files.put(name, path);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    private static @Nullable Path beside(Map<String, Path> files, String stem, String extension) {
        Path lower = files.get(stem + "." + extension);
        return lower == null ? besideInAnyCase(files, stem, extension) : lower;
    }

    private static @Nullable Path besideInAnyCase(Map<String, Path> files, String stem, String extension) {
        // Three or four letters have few cases.
        for (int cases = 1; cases < 1 << extension.length(); cases++) {
            StringBuilder name = new StringBuilder(stem).append('.');
            for (int i = 0; i < extension.length(); i++) {
                char letter = extension.charAt(i);
                name.append((cases >> i & 1) == 0 ? letter : Character.toUpperCase(letter));
            }
            Path path = files.get(name.toString());
            if (path != null) {
                return path;
            }
        }
        return null;
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
    }

    static String extension(String name) {
        return SampleParts.lowerCase(name.substring(name.lastIndexOf('.') + 1));
    }

    @Override
    public ShardReader open() {
        return new FolderShardReader(this);
    }

    @Override
    public ShardFingerprint fingerprint() throws IOException {
        MessageDigest digest = ShardFingerprint.newDigest();
        long sizes = 0;
        for (SampleFiles sample : samples) {
            ShardFingerprint.add(digest, sample.key());
            for (Path path : sample.paths()) {
                long size = sizeOf(path);
                ShardFingerprint.add(digest, path.getFileName() + " " + size);
                sizes += Math.max(0, size);
            }
        }
        return ShardFingerprint.of(name, sizes, digest);
    }

    /** The size of a file, -1 if it has gone: its sample fails then, as it does on reading. */
    private static long sizeOf(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return -1;
        }
    }
}
