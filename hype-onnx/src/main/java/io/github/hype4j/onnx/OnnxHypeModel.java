package io.github.hype4j.onnx;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.encoder.ImageEncoder;
import io.github.hype4j.onnx.encoder.TextEncoder;
import io.github.hype4j.specificity.ReferenceSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Loads {@linkplain Bundle model bundles} whose encoders are ONNX graphs.
 *
 * <pre>{@code
 * try (HypeModel model = OnnxHypeModel.load(Path.of("hype-vit-l14"))) { ... }
 * }</pre>
 *
 * <p>Everything is checked when the model is loaded: a graph whose inputs, outputs or dimensions disagree with the
 * description is refused with both in the message. Nothing is downloaded. Unless they are set already, loading sets the
 * system properties {@code ai.djl.offline}, {@code ai.djl.onnx.disable_alternative} and {@code OPT_OUT_TRACKING} to true,
 * since DJL would otherwise look for other engines and report its use.
 *
 * <p>When Java shuts down, ONNX Runtime closes itself by a hook of its own, also under a graph that is running, and the
 * process crashes: runs must have ended, or been stopped, before a program exits. Closing the model waits for them.
 */
public final class OnnxHypeModel {

    private OnnxHypeModel() {}

    /**
     * Loads a bundle with {@linkplain OnnxOptions#defaults() default options}.
     *
     * @param bundle a folder, or a zip or jar file
     * @return the model, to be closed by the caller
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if the bundle is wrong, naming file, field and value
     */
    public static HypeModel load(Path bundle) throws IOException {
        return load(bundle, OnnxOptions.defaults());
    }

    /**
     * Loads a bundle.
     *
     * @param bundle a folder, or a zip or jar file
     * @param options device, threads, batch size
     * @return the model, to be closed by the caller
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if the bundle is wrong, naming file, field and value, or the device is not there
     */
    public static HypeModel load(Path bundle, OnnxOptions options) throws IOException {
        try (Bundle files = Bundle.open(bundle)) {
            return load(files, options);
        }
    }

    /**
     * Loads a bundle that lies on the class path.
     *
     * @param loader where to look
     * @param prefix the folder of the bundle, with slashes
     * @param options device, threads, batch size
     * @return the model, to be closed by the caller
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if the bundle is wrong, naming file, field and value, or the device is not there
     */
    public static HypeModel loadResource(ClassLoader loader, String prefix, OnnxOptions options) throws IOException {
        try (Bundle files = Bundle.openResource(loader, prefix)) {
            return load(files, options);
        }
    }

    /**
     * Loads a bundle for embeddings that are there already: its space, its reference set with the statistics, its
     * provenance. The graphs and the tokenizer are read for the hash alone, and not checked; ONNX Runtime is not started.
     *
     * @param bundle a folder, or a zip or jar file
     * @return the model, whose encoders throw {@link IllegalStateException} if they are asked to encode
     * @throws IOException if a file is missing or cannot be read
     * @throws IllegalArgumentException if description or reference set are wrong, naming file, field and value
     */
    public static HypeModel loadWithoutEncoders(Path bundle) throws IOException {
        try (Bundle files = Bundle.open(bundle)) {
            int dimension = files.description().dimension();
            return withoutEncoders(files)
                    .imageEncoder(new UnstartedEncoder<>(dimension))
                    .textEncoder(new UnstartedEncoder<>(dimension))
                    .build();
        }
    }

    private static HypeModel load(Bundle bundle, OnnxOptions options) throws IOException {
        HypeModel.Builder model = withoutEncoders(bundle);
        Encoder<byte[]> images = ImageEncoder.load(bundle, options);
        try {
            Encoder<String> texts = TextEncoder.load(bundle, options);
            try {
                return model.imageEncoder(images).textEncoder(texts).build();
            } catch (RuntimeException e) {
                texts.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            images.close();
            throw e;
        }
    }

    private static HypeModel.Builder withoutEncoders(Bundle bundle) throws IOException {
        BundleDescription description = bundle.description();
        HypeModel.Builder model = HypeModel.builder();
        if (description.embeddingSpace().isHyperbolic()) {
            model.curvature(description.curvature()).minRadius(description.minRadius());
        }
        return model.embeddingSpace(description.embeddingSpace())
                .reference(reference(bundle).orElse(null))
                .referenceStatistics(description
                        .reference()
                        .flatMap(BundleDescription.ReferenceFiles::statistics)
                        .orElse(null))
                .provenance(provenance(bundle));
    }

    private static ModelProvenance provenance(Bundle bundle) throws IOException {
        BundleDescription description = bundle.description();
        return new ModelProvenance(
                description.name(),
                bundle.modelSha256(),
                bundle.referenceSha256(),
                description.license(),
                description.source());
    }

    private static Optional<ReferenceSet> reference(Bundle bundle) throws IOException {
        BundleDescription description = bundle.description();
        if (description.reference().isEmpty()) {
            return Optional.empty();
        }
        BundleDescription.ReferenceFiles files = description.reference().get();
        Lorentz space = Lorentz.ofCurvature(description.curvature());
        Embeddings images = matrix(bundle, files.images());
        Embeddings texts = matrix(bundle, files.texts());
        return Optional.of(new ReferenceSet(
                description.embeddingSpace().lift(space, images),
                description.embeddingSpace().lift(space, texts)));
    }

    private static Embeddings matrix(Bundle bundle, String file) throws IOException {
        Embeddings rows = bundle.readMatrix(file);
        int dimension = bundle.description().dimension();
        if (rows.dimension() != dimension) {
            throw new IllegalArgumentException(bundle.name(file) + " has shape [" + rows.rows() + ", "
                    + rows.dimension() + "] but " + BundleDescription.FILE + " says dimension " + dimension);
        }
        return rows;
    }
}
