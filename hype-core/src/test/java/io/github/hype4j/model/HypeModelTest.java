package io.github.hype4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.specificity.ReferenceSet;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HypeModelTest {

    private static HypeModel.Builder builder() {
        return HypeModel.builder().imageEncoder(LinearEncoder.ofImages(3)).textEncoder(LinearEncoder.ofTexts(3));
    }

    @Test
    void partsAreWhatTheBuilderWasGiven() {
        LorentzPoints points = Lorentz.ofCurvature(2).points(Embeddings.of(new float[6], 3));
        ReferenceSet reference = new ReferenceSet(points, points);
        HypeModel model = builder()
                .curvature(2)
                .minRadius(0.3)
                .embeddingSpace(EmbeddingSpace.HYPERBOLOID)
                .reference(reference)
                .provenance(ModelProvenance.named("mine"))
                .build();

        assertThat(model.space()).isEqualTo(Lorentz.ofCurvature(2));
        assertThat(model.minRadius()).isEqualTo(0.3);
        assertThat(model.dimension()).isEqualTo(3);
        assertThat(model.embeddingSpace()).isEqualTo(EmbeddingSpace.HYPERBOLOID);
        assertThat(model.reference()).containsSame(reference);
        assertThat(model.provenance().name()).isEqualTo("mine");
        assertThat(model).hasToString("HypeModel[mine, dimension=3, curvature=2.0]");
    }

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        HypeModel model = builder().build();
        assertThat(model.space().curvature()).isEqualTo(1);
        assertThat(model.minRadius()).isEqualTo(0.1);
        assertThat(model.embeddingSpace()).isEqualTo(EmbeddingSpace.TANGENT);
        assertThat(model.reference()).isEmpty();
        assertThat(model.provenance()).isEqualTo(new ModelProvenance("unnamed", "", "", "", ""));
    }

    @Test
    void whatIsMissingOrDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeModel.builder()
                        .textEncoder(LinearEncoder.ofTexts(3))
                        .build())
                .withMessage("imageEncoder is not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeModel.builder()
                        .imageEncoder(LinearEncoder.ofImages(3))
                        .build())
                .withMessage("textEncoder is not set");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder().textEncoder(LinearEncoder.ofTexts(4)).build())
                .withMessage("the image encoder has dimension 3 but the text encoder has dimension 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().curvature(-1).build())
                .withMessage("curvature must be in [1e-12, 1e12], got -1.0");
        for (double radius : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().minRadius(radius).build())
                    .withMessage("minRadius must be above 0 and finite, got " + radius);
        }
        LorentzPoints longer = Lorentz.ofCurvature(1).points(Embeddings.of(new float[4], 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().reference(new ReferenceSet(longer, longer)).build())
                .withMessage("reference has dimension 4 but the model has dimension 3");
        LorentzPoints elsewhere = Lorentz.ofCurvature(2).points(Embeddings.of(new float[3], 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .reference(new ReferenceSet(elsewhere, elsewhere))
                        .build())
                .withMessage("reference has curvature 2.0 but the model has curvature 1.0");
    }

    @Test
    void closingClosesBothEncoders() {
        LinearEncoder<byte[]> images = LinearEncoder.ofImages(3);
        LinearEncoder<String> texts = LinearEncoder.ofTexts(3);
        try (HypeModel model =
                HypeModel.builder().imageEncoder(images).textEncoder(texts).build()) {
            assertThat(model.dimension()).isEqualTo(3);
        }
        assertThat(images.isClosed()).isTrue();
        assertThat(texts.isClosed()).isTrue();
    }

    @Test
    void closingClosesTheSecondEncoderThoughTheFirstFailsAndKeepsBothFailures() {
        List<String> closed = new ArrayList<>();
        HypeModel model = HypeModel.builder()
                .imageEncoder(new FailingToClose<>("images", closed))
                .textEncoder(new FailingToClose<>("texts", closed))
                .build();

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(model::close)
                .withMessage("images")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("images", "texts");
    }

    private record FailingToClose<T>(String name, List<String> closed) implements Encoder<T> {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public EncodedBatch encode(List<T> batch) {
            return EncodedBatch.of(Embeddings.of(new float[batch.size()], 1));
        }

        @Override
        public void close() {
            closed.add(name);
            throw new EncoderException(name);
        }
    }

    @Test
    void aModelThatIsNotThereIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("model");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> HypeModel.load(missing))
                .withMessageContaining(missing.toString())
                .withMessageContaining("no model there");
    }

    @Test
    void aModelThatNoProviderReadsIsRefusedWithAHint(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HypeModel.load(folder))
                .withMessage(folder + " is not a model bundle that any provider on the class path reads"
                        + " (there is none: add hype-onnx)");
    }

    @Test
    void aModelIsLoadedByTheProviderThatRecognisesIt(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(HypeModelProvider.class.getName()), MarkedFolderProvider.class.getName());
        Path bundle = Files.createDirectory(folder.resolve("bundle"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader withProvider =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(withProvider);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HypeModel.load(bundle))
                    .withMessageEndingWith("that any provider on the class path reads (marked)");
            Files.createFile(bundle.resolve("mark"));
            try (HypeModel model = HypeModel.load(bundle)) {
                assertThat(model.provenance().name()).isEqualTo("bundle");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void failuresOfABatchHaveAPlaceInIt() {
        Embeddings two = Embeddings.of(new float[2], 1);
        SampleFailure failure = new SampleFailure(FailureReason.CORRUPT_IMAGE, "bad marker");
        EncodedBatch batch = new EncodedBatch(two, Map.of(1, failure));

        assertThat(batch.failure(0)).isEmpty();
        assertThat(batch.failure(1)).contains(failure);
        assertThat(failure).hasToString("corrupt_image: bad marker");
        assertThat(new SampleFailure(FailureReason.EMPTY_IMAGE, "")).hasToString("empty_image");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> new EncodedBatch(two, Map.of(2, failure)));
    }

    @Test
    void onlyAbsentPartsAreMissing() {
        assertThat(FailureReason.values())
                .filteredOn(FailureReason::isMissingPart)
                .containsExactly(FailureReason.MISSING_IMAGE, FailureReason.MISSING_CAPTION);
        assertThat(new SampleFailureException(FailureReason.UNREADABLE, "cut off").failure())
                .isEqualTo(new SampleFailure(FailureReason.UNREADABLE, "cut off"));
    }

    @Test
    void embeddingSpacesLiftTheirRowsAndAreFoundByName() {
        Lorentz space = Lorentz.ofCurvature(1);
        Embeddings rows = Embeddings.ofRows(new float[] {1, 0});

        assertThat(EmbeddingSpace.TANGENT.lift(space, rows).rootDistances()[0]).isCloseTo(1, within(1e-6));
        assertThat(EmbeddingSpace.HYPERBOLOID.lift(space, rows).spaceComponents())
                .isSameAs(rows);
        for (EmbeddingSpace embedding : EmbeddingSpace.values()) {
            assertThat(EmbeddingSpace.ofLabel(embedding.label())).isEqualTo(embedding);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingSpace.ofLabel("Tangent"))
                .withMessage("embeddingSpace must be \"tangent\", \"hyperboloid\" or \"euclidean\", got \"Tangent\"");
    }
}
