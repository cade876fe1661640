package io.github.hype4j.onnx.bundle;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.numpy.NpyFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A model bundle as a folder of files. Bundles in a zip, a jar or on the class path are unpacked into a temporary folder,
 * which closing removes; closing leaves a bundle that is a folder alone.
 */
public final class Bundle implements AutoCloseable {

    /** What stands behind a graph's name in the name of the file that has the weights of a large one. */
    private static final String WEIGHTS = ".data";

    private final Path folder;
    private final String origin;
    private final boolean temporary;
    private final BundleDescription description;

    private Bundle(Path folder, String origin, boolean temporary) throws IOException {
        this.folder = folder;
        this.origin = origin;
        this.temporary = temporary;
        this.description = BundleDescription.parse(read(BundleDescription.FILE), name(BundleDescription.FILE));
    }

    /**
     * Whether a path looks like a bundle: a folder with {@code hype-model.json}, or a zip or jar file that holds one.
     *
     * @param path any path
     * @return true if {@link #open} should be tried
     */
    public static boolean isBundle(Path path) {
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(BundleDescription.FILE));
        }
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return Files.isRegularFile(path) && (name.endsWith(".zip") || name.endsWith(".jar"));
    }

    /**
     * Opens a bundle.
     *
     * @param path a folder, or a zip or jar file with a bundle in it, at the top or in one folder
     * @return the bundle
     * @throws NoSuchFileException if the path or a file of the bundle does not exist
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it is not a bundle, or its description is wrong
     */
    public static Bundle open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no model bundle there");
        }
        if (Files.isDirectory(path)) {
            if (!Files.isRegularFile(path.resolve(BundleDescription.FILE))) {
                throw new IllegalArgumentException(
                        path + " is not a model bundle: it has no " + BundleDescription.FILE);
            }
            return new Bundle(path, path.toString(), false);
        }
        return unpacked(path.toString(), folder -> unzip(path, folder));
    }

    /**
     * Reads what a bundle says of itself, and nothing else of it.
     *
     * @param path a folder, or a zip or jar file, as for {@link #open}
     * @return the description
     * @throws NoSuchFileException if the path does not exist
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it is not a bundle, or its description is wrong
     */
    public static BundleDescription describe(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            try (Bundle bundle = open(path)) {
                return bundle.description();
            }
        }
        try (ZipFile file = new ZipFile(path.toFile());
                InputStream in = file.getInputStream(descriptionOf(path, file))) {
            return BundleDescription.parse(in.readAllBytes(), path + "/" + BundleDescription.FILE);
        }
    }

    /**
     * Opens a bundle on the class path.
     *
     * @param loader where to look
     * @param prefix the folder of the bundle, such as {@code io/github/hype4j/mini}
     * @return the bundle
     * @throws IOException if it is not there or cannot be read
     * @throws IllegalArgumentException if its description is wrong
     */
    public static Bundle openResource(ClassLoader loader, String prefix) throws IOException {
        return unpacked("classpath:" + prefix, folder -> {
            copyResource(loader, prefix, BundleDescription.FILE, folder);
            String origin = "classpath:" + prefix + "/" + BundleDescription.FILE;
            byte[] json = Files.readAllBytes(folder.resolve(BundleDescription.FILE));
            BundleDescription description = BundleDescription.parse(json, origin);
            for (String file : files(description)) {
                copyResource(loader, prefix, file, folder);
            }
            for (String graph :
                    List.of(description.image().file(), description.text().file())) {
                if (loader.getResource(prefix + "/" + graph + WEIGHTS) != null) {
                    copyResource(loader, prefix, graph + WEIGHTS, folder);
                }
            }
        });
    }

    private static Bundle unpacked(String origin, Unpacking unpacking) throws IOException {
        Path folder = Files.createTempDirectory("hype-model-");
        try {
            unpacking.into(folder);
            return new Bundle(folder, origin, true);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static void copyResource(ClassLoader loader, String prefix, String file, Path folder) throws IOException {
        try (InputStream in = loader.getResourceAsStream(prefix + "/" + file)) {
            if (in == null) {
                throw new NoSuchFileException(prefix + "/" + file, null, "not on the class path");
            }
            Path target = inside(folder, file);
            Files.createDirectories(target.getParent());
            Files.copy(in, target);
        }
    }

    private static void unzip(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries =
                    file.stream().filter(entry -> !entry.isDirectory()).toList();
            String description = descriptionOf(zip, file).getName();
            String prefix = description.substring(0, description.length() - BundleDescription.FILE.length());
            for (ZipEntry entry : entries) {
                if (entry.getName().startsWith(prefix)) {
                    Path target = inside(folder, entry.getName().substring(prefix.length()));
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }

    /** The description that lies the least deep. */
    private static ZipEntry descriptionOf(Path zip, ZipFile file) {
        return file.stream()
                .filter(entry -> !entry.isDirectory())
                .filter(entry -> entry.getName().equals(BundleDescription.FILE)
                        || entry.getName().endsWith("/" + BundleDescription.FILE))
                .min(Comparator.comparingInt(entry -> entry.getName().length()))
                .orElseThrow(() -> new IllegalArgumentException(
                        zip + " is not a model bundle: it has no " + BundleDescription.FILE));
    }

    /** A file of the bundle; names that lead out of it are refused. */
    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
            throw new IllegalArgumentException("the bundle names the file \"" + name + "\", which is outside of it");
        }
        return file;
    }

    /**
     * What {@code hype-model.json} says.
     *
     * @return the description
     */
    public BundleDescription description() {
        return description;
    }

    /**
     * Whether the bundle has a file.
     *
     * @param file its name, relative to the bundle
     * @return true if there is such a file
     * @throws IllegalArgumentException if the name leads out of the bundle
     */
    public boolean contains(String file) {
        return Files.isRegularFile(inside(folder, file));
    }

    /**
     * The path of a file of the bundle.
     *
     * @param file its name, relative to the bundle
     * @return the path of an existing file
     * @throws NoSuchFileException if there is no such file
     * @throws IllegalArgumentException if the name leads out of the bundle
     */
    public Path path(String file) throws NoSuchFileException {
        if (!contains(file)) {
            throw new NoSuchFileException(name(file), null, "the model bundle lacks this file");
        }
        return inside(folder, file);
    }

    /**
     * Reads a file of the bundle.
     *
     * @param file its name, relative to the bundle
     * @return its bytes
     * @throws IOException if there is no such file or it cannot be read
     */
    public byte[] read(String file) throws IOException {
        return Files.readAllBytes(path(file));
    }

    /**
     * Reads a matrix of the bundle.
     *
     * @param file its name, relative to the bundle
     * @return its rows
     * @throws IOException if there is no such file or it cannot be read
     * @throws IllegalArgumentException if it is not a matrix of floats
     */
    public Embeddings readMatrix(String file) throws IOException {
        return NpyFile.readMatrix(read(file), name(file));
    }

    /**
     * A file's name for messages.
     *
     * @param file a name, relative to the bundle
     * @return the name with the bundle's own before it
     */
    public String name(String file) {
        return origin + "/" + file;
    }

    /**
     * A hash over the model: description, graphs, the weights of a graph that lie beside it ({@code image_encoder.onnx.data}),
     * and tokenizer.
     *
     * @return SHA-256 in hexadecimal
     * @throws IOException if a file cannot be read
     */
    public String modelSha256() throws IOException {
        List<String> files = new ArrayList<>(List.of(BundleDescription.FILE));
        for (String graph :
                List.of(description.image().file(), description.text().file())) {
            files.add(graph);
            if (contains(graph + WEIGHTS)) {
                files.add(graph + WEIGHTS);
            }
        }
        files.add(description.tokenizer());
        return sha256(files.toArray(String[]::new));
    }

    /**
     * A hash over the reference set.
     *
     * @return SHA-256 in hexadecimal, empty if there is no reference set
     * @throws IOException if a file cannot be read
     */
    public String referenceSha256() throws IOException {
        if (description.reference().isEmpty()) {
            return "";
        }
        return sha256(
                description.reference().get().images(),
                description.reference().get().texts());
    }

    private String sha256(String... files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String file : files) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(path(file)), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static List<String> files(BundleDescription description) {
        Stream<String> always =
                Stream.of(description.image().file(), description.text().file(), description.tokenizer());
        Stream<String> reference =
                description.reference().stream().flatMap(set -> Stream.of(set.images(), set.texts()));
        return Stream.concat(always, reference).toList();
    }

    /** Removes the temporary folder, if there is one. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @FunctionalInterface
    private interface Unpacking {
        void into(Path folder) throws IOException;
    }
}
