package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.onnx.image.ImagePreparation.Interpolation;
import org.junit.jupiter.api.Test;

class ResampleWeightsCacheTest {

    private final ResampleWeightsCache cache = ResampleWeightsCache.of(8, Interpolation.BICUBIC);

    @Test
    void sameSizeGivesTheSameWeights() {
        ResampleWeights weights = cache.get(100, 20, 3);

        assertThat(cache.get(100, 20, 3)).isSameAs(weights);
        assertThat(weights.weights())
                .isEqualTo(
                        ResampleWeights.of(100, 20, 3, 8, Interpolation.BICUBIC).weights());
        assertThat(cache.get(100, 20, 4).first()).isNotEqualTo(weights.first());
        assertThat(cache.get(101, 20, 3).weights()).isNotEqualTo(weights.weights());
    }

    @Test
    void sizeThatWasNotSeenForLongIsForgotten() {
        ResampleWeights first = cache.get(100, 20, 0);
        ResampleWeights second = cache.get(101, 20, 0);
        for (int inSize = 102; inSize < 164; inSize++) {
            cache.get(inSize, 20, 0);
            assertThat(cache.get(100, 20, 0)).isSameAs(first);
        }

        cache.get(164, 20, 0);

        assertThat(cache.get(100, 20, 0)).isSameAs(first);
        assertThat(cache.get(101, 20, 0)).isNotSameAs(second);
    }

    @Test
    void weightsOfHugeImagesAreNotKept() {
        ResampleWeights weights = cache.get(1_000_000, 8, 0);

        assertThat(cache.get(1_000_000, 8, 0)).isNotSameAs(weights);
    }
}
