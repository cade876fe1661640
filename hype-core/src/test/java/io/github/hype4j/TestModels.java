package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.LinearEncoder;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.specificity.ReferenceSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Models of test doubles, with a reference set of their own. */
final class TestModels {

    static final int DIMENSION = 5;
    static final Lorentz SPACE = Lorentz.ofCurvature(1.5);
    static final ModelProvenance ORIGIN = new ModelProvenance("linear", "abc", "def", "Apache-2.0", "test");

    private TestModels() {}

    static HypeModel linear() {
        return linear(LinearEncoder.ofImages(DIMENSION), LinearEncoder.ofTexts(DIMENSION));
    }

    static HypeModel linear(Encoder<byte[]> images, Encoder<String> texts) {
        return HypeModel.builder()
                .imageEncoder(images)
                .textEncoder(texts)
                .curvature(SPACE.curvature())
                .reference(reference())
                .provenance(ORIGIN)
                .build();
    }

    static HypeModel withoutReference() {
        return HypeModel.builder()
                .imageEncoder(LinearEncoder.ofImages(DIMENSION))
                .textEncoder(LinearEncoder.ofTexts(DIMENSION))
                .curvature(SPACE.curvature())
                .build();
    }

    static ReferenceSet reference() {
        List<TestPair> pool = TestPair.pool(99, 12);
        return new ReferenceSet(SPACE.expMap0(images(pool)), SPACE.expMap0(texts(pool)));
    }

    /** What the image encoder gives for a pool. */
    static Embeddings images(List<TestPair> pool) {
        LinearEncoder<byte[]> encoder = LinearEncoder.ofImages(DIMENSION);
        return encoder.encode(pool.stream()
                        .map(pair -> Objects.requireNonNull(pair.picture()).getBytes(StandardCharsets.UTF_8))
                        .toList())
                .rows();
    }

    /** What the text encoder gives for a pool. */
    static Embeddings texts(List<TestPair> pool) {
        LinearEncoder<String> encoder = LinearEncoder.ofTexts(DIMENSION);
        return encoder.encode(pool.stream()
                        .map(pair -> Objects.requireNonNull(pair.words()))
                        .toList())
                .rows();
    }
}
