package io.github.hype4j.onnx.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.numpy.NpyFile;
import io.github.hype4j.score.ReferenceStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a reference set into a bundle that is a folder. */
public final class ReferenceWriter {

    private static final String IMAGES = "reference_image.npy";
    private static final String TEXTS = "reference_text.npy";

    private ReferenceWriter() {}

    /**
     * Writes both sides as {@code reference_image.npy} and {@code reference_text.npy}, and names them in the description
     * together with the statistics; all other fields of the description stay as they are. Each file is written aside and moved in; the description comes
     * last.
     *
     * @param bundle a bundle's folder
     * @param images the reference images as the encoder gives them, one a row
     * @param texts the reference texts as the encoder gives them, one a row
     * @param statistics of the components over the pairs of the set
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the folder is no bundle, a side is empty, or the dimension is not the model's
     */
    public static void write(Path bundle, Embeddings images, Embeddings texts, ReferenceStatistics statistics)
            throws IOException {
        if (!Files.isDirectory(bundle)) {
            throw new IllegalArgumentException(
                    bundle + " must be a folder to take a reference set; unpack the bundle first");
        }
        try (Bundle existing = Bundle.open(bundle)) {
            int dimension = existing.description().dimension();
            check("images", images, dimension);
            check("texts", texts, dimension);
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode description = (ObjectNode) mapper.readTree(existing.read(BundleDescription.FILE));
            ObjectNode reference = description.withObject("/reference");
            reference.put("image", IMAGES).put("text", TEXTS);
            ObjectNode written = reference.putObject("statistics");
            statistics
                    .asMap()
                    .forEach((component, values) -> written.putObject(component.name())
                            .put("mean", values.mean())
                            .put("std", values.std()));
            replace(bundle.resolve(IMAGES), NpyFile.toBytes(images));
            replace(bundle.resolve(TEXTS), NpyFile.toBytes(texts));
            replace(
                    bundle.resolve(BundleDescription.FILE),
                    mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(description));
        }
    }

    private static void check(String side, Embeddings rows, int dimension) {
        if (rows.rows() == 0 || rows.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "reference " + side + " must have at least one row of dimension " + dimension + ", got " + rows);
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path aside = target.resolveSibling("." + target.getFileName() + ".tmp");
        try {
            Files.write(aside, content);
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
