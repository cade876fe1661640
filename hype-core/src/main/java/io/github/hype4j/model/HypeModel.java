package io.github.hype4j.model;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.specificity.ReferenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A hyperbolic image-text model: two encoders, the space that they embed into, and the reference set against which
 * specificity is measured. Closing it closes the encoders. Immutable and safe for use by several threads.
 *
 * <p>A model whose {@link #embeddingSpace()} is {@link EmbeddingSpace#EUCLIDEAN}, a CLIP, has no curvature and no reference
 * set: it is there for its cosine.
 */
public final class HypeModel implements AutoCloseable {

    private static final int DEFAULT_BATCH = 64;

    private final Encoder<byte[]> imageEncoder;
    private final Encoder<String> textEncoder;
    private final Lorentz space;
    private final double minRadius;
    private final EmbeddingSpace embeddingSpace;
    private final @Nullable ReferenceSet reference;
    private final @Nullable ReferenceStatistics statistics;
    private final ModelProvenance provenance;

    private HypeModel(Builder builder) {
        this.imageEncoder = required("imageEncoder", builder.imageEncoder);
        this.textEncoder = required("textEncoder", builder.textEncoder);
        this.space = Lorentz.ofCurvature(builder.curvature);
        this.minRadius = builder.minRadius;
        this.embeddingSpace = builder.embeddingSpace;
        this.reference = builder.reference;
        this.statistics = builder.statistics;
        this.provenance = builder.provenance;
        if (!(minRadius > 0 && minRadius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minRadius must be above 0 and finite, got " + minRadius);
        }
        if (imageEncoder.dimension() != textEncoder.dimension()) {
            throw new IllegalArgumentException("the image encoder has dimension " + imageEncoder.dimension()
                    + " but the text encoder has dimension " + textEncoder.dimension());
        }
        if (reference != null) {
            if (!embeddingSpace.isHyperbolic()) {
                throw new IllegalArgumentException("reference must not be set where embeddingSpace is \""
                        + embeddingSpace.label() + "\": specificity is measured in hyperbolic space");
            }
            checkReference(reference);
        } else if (statistics != null) {
            throw new IllegalArgumentException("referenceStatistics are set, but no reference set that they are of");
        }
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is not set");
        }
        return value;
    }

    private void checkReference(ReferenceSet set) {
        if (!set.space().equals(space)) {
            throw new IllegalArgumentException("reference has curvature "
                    + set.space().curvature() + " but the model has curvature " + space.curvature());
        }
        if (set.dimension() != dimension()) {
            throw new IllegalArgumentException(
                    "reference has dimension " + set.dimension() + " but the model has dimension " + dimension());
        }
    }

    /**
     * Loads a model bundle by whichever provider on the class path recognises it.
     *
     * @param path a bundle: a folder or a file
     * @return the model, to be closed by the caller
     * @throws NoSuchFileException if the path does not exist
     * @throws IOException if a file of the bundle cannot be read
     * @throws IllegalArgumentException if no provider recognises the bundle, or its description is wrong
     */
    public static HypeModel load(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no model there");
        }
        List<HypeModelProvider> providers = ServiceLoader.load(HypeModelProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (HypeModelProvider provider : providers) {
            if (provider.recognises(path)) {
                return provider.load(path);
            }
        }
        String names = providers.stream().map(HypeModelProvider::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(path + " is not a model bundle that any provider on the class path reads ("
                + (names.isEmpty() ? "there is none: add hype-onnx" : names) + ")");
    }

    /**
     * Starts a model put together in code.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The encoder of images, given as encoded files.
     *
     * @return the encoder
     */
    public Encoder<byte[]> imageEncoder() {
        return imageEncoder;
    }

    /**
     * The encoder of captions.
     *
     * @return the encoder
     */
    public Encoder<String> textEncoder() {
        return textEncoder;
    }

    /**
     * The space that both encoders embed into.
     *
     * @return the space; without meaning for a Euclidean model
     */
    public Lorentz space() {
        return space;
    }

    /**
     * The length of an embedding.
     *
     * @return the dimension
     */
    public int dimension() {
        return imageEncoder.dimension();
    }

    /**
     * How many pairs are best encoded at once.
     *
     * @return what the image encoder prefers, 64 if it says nothing; at least 1
     */
    public int preferredBatchSize() {
        return imageEncoder instanceof StagedEncoder<byte[]> staged ? staged.preferredBatchSize() : DEFAULT_BATCH;
    }

    /**
     * How many batches are best encoded at the same time.
     *
     * @return what the encoder that asks for more asks for; 1 if neither says anything
     */
    public int batchesAtOnce() {
        return Math.max(batchesAtOnce(imageEncoder), batchesAtOnce(textEncoder));
    }

    private static int batchesAtOnce(Encoder<?> encoder) {
        return encoder instanceof StagedEncoder<?> staged ? staged.batchesAtOnce() : 1;
    }

    /**
     * {@code K} of the entailment cones.
     *
     * @return the minimal radius, above 0; without meaning for a Euclidean model
     */
    public double minRadius() {
        return minRadius;
    }

    /**
     * What the encoders' rows are.
     *
     * @return tangent vectors, points, or vectors without curvature
     */
    public EmbeddingSpace embeddingSpace() {
        return embeddingSpace;
    }

    /**
     * The reference set that comes with the model.
     *
     * @return the set, empty if there is none
     */
    public Optional<ReferenceSet> reference() {
        return Optional.ofNullable(reference);
    }

    /**
     * The statistics of the components over the pairs of the reference set, for scores that are
     * {@linkplain io.github.hype4j.score.ScoreForm standardized}.
     *
     * @return the statistics, empty if there are none
     */
    public Optional<ReferenceStatistics> referenceStatistics() {
        return Optional.ofNullable(statistics);
    }

    /**
     * Where the model comes from.
     *
     * @return name, hashes, licence
     */
    public ModelProvenance provenance() {
        return provenance;
    }

    /** Closes both encoders, the second also if closing the first fails; of two failures the second is suppressed. */
    @Override
    public void close() {
        try (textEncoder;
                imageEncoder) {
            // Nothing to do but to close them, the last one first.
        }
    }

    @Override
    public String toString() {
        return "HypeModel[" + provenance.name() + ", dimension=" + dimension()
                + (embeddingSpace.isHyperbolic() ? ", curvature=" + space.curvature() : ", euclidean") + "]";
    }

    /** Collects the parts of a model. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable Encoder<byte[]> imageEncoder;
        private @Nullable Encoder<String> textEncoder;
        private double curvature = 1.0;
        private double minRadius = 0.1;
        private EmbeddingSpace embeddingSpace = EmbeddingSpace.TANGENT;
        private @Nullable ReferenceSet reference;
        private @Nullable ReferenceStatistics statistics;
        private ModelProvenance provenance = ModelProvenance.named("unnamed");

        private Builder() {}

        /**
         * Sets the encoder of images; required.
         *
         * @param encoder the encoder, closed with the model
         * @return this builder
         */
        public Builder imageEncoder(Encoder<byte[]> encoder) {
            this.imageEncoder = encoder;
            return this;
        }

        /**
         * Sets the encoder of captions; required.
         *
         * @param encoder the encoder, closed with the model
         * @return this builder
         */
        public Builder textEncoder(Encoder<String> encoder) {
            this.textEncoder = encoder;
            return this;
        }

        /**
         * Sets the curvature; 1 if not set. Not looked at for a Euclidean model.
         *
         * @param c the absolute value of the curvature, in [1e-12, 1e12]
         * @return this builder
         */
        public Builder curvature(double c) {
            this.curvature = c;
            return this;
        }

        /**
         * Sets {@code K} of the entailment cones; 0.1 if not set.
         *
         * @param radius the minimal radius, above 0
         * @return this builder
         */
        public Builder minRadius(double radius) {
            this.minRadius = radius;
            return this;
        }

        /**
         * Sets what the encoders' rows are; tangent vectors if not set.
         *
         * @param rows tangent vectors, points, or vectors without curvature
         * @return this builder
         */
        public Builder embeddingSpace(EmbeddingSpace rows) {
            this.embeddingSpace = rows;
            return this;
        }

        /**
         * Sets the reference set; none if not set.
         *
         * @param set the set, in the model's space
         * @return this builder
         */
        public Builder reference(@Nullable ReferenceSet set) {
            this.reference = set;
            return this;
        }

        /**
         * Sets the statistics of the components over the pairs of the reference set; none if not set.
         *
         * @param components mean and deviation of each
         * @return this builder
         */
        public Builder referenceStatistics(@Nullable ReferenceStatistics components) {
            this.statistics = components;
            return this;
        }

        /**
         * Sets where the model comes from.
         *
         * @param origin name, hashes, licence
         * @return this builder
         */
        public Builder provenance(ModelProvenance origin) {
            this.provenance = origin;
            return this;
        }

        /**
         * Makes the model.
         *
         * @return the model
         * @throws IllegalArgumentException if an encoder is missing, a value is out of range, or the parts do not fit
         */
        public HypeModel build() {
            return new HypeModel(this);
        }
    }
}
