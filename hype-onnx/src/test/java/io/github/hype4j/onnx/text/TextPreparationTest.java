package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPreparationTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 77, 4096})
    void takesContextsOfAllowedLength(int length) {
        assertThat(TextPreparation.of(length, 0, "clip"))
                .isEqualTo(new TextPreparation(length, 0, CaptionCleaning.CLIP));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 4097, Integer.MAX_VALUE})
    void refusesOtherLengths(int length) {
        assertThatThrownBy(() -> TextPreparation.of(length, 0, "none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contextLength must be 2 to 4096, got " + length);
    }

    @Test
    void refusesANegativePadding() {
        assertThatThrownBy(() -> TextPreparation.of(77, -1, "none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("padId must be at least 0, got -1");
    }
}
