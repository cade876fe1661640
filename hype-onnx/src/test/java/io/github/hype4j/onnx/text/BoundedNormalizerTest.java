package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BoundedNormalizerTest {

    @Property
    void isTheNormalFormOfUsualText(@ForAll("captions") String caption, @ForAll Normalizer.Form form) {
        assertThat(BoundedNormalizer.normalize(caption, form)).isEqualTo(Normalizer.normalize(caption, form));
    }

    @Test
    void isTheNormalFormOfTheLongestRunThatIsTakenAsOne() {
        String text = "a" + "\u0301".repeat(BoundedNormalizer.LONGEST_RUN - 1) + "\u0316b";
        assertThat(BoundedNormalizer.normalize(text, Normalizer.Form.NFC))
                .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC))
                .startsWith("\u00E1\u0316\u0301");
    }

    @Test
    void takesLongerRunsInPieces() {
        String text = "a" + "\u0301".repeat(BoundedNormalizer.LONGEST_RUN) + "\u0316";
        assertThat(BoundedNormalizer.normalize(text, Normalizer.Form.NFC))
                .hasSize(text.length() - 1)
                .endsWith("\u0316");
    }

    @Test
    void finishesOnAMillionMarksOutOfOrder() {
        String text = "a" + "\u0301".repeat(500_000) + "\u0316".repeat(500_000);
        assertThat(BoundedNormalizer.normalize(text, Normalizer.Form.NFC))
                .startsWith("\u00E1")
                .hasSize(1_000_000);
    }

    @Provide
    Arbitrary<String> captions() {
        return Captions.any();
    }
}
