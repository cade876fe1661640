package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    /** The expected values are Python's {@code int(64 * long / short)} and {@code int(round((length - 64) / 2.0))}. */
    @ParameterizedTest
    @CsvSource({
        "64, 64, 64, 64, 0, 0",
        "65, 64, 65, 64, 0, 0",
        "64, 67, 64, 67, 0, 2",
        "69, 64, 69, 64, 2, 0",
        "300, 7, 2742, 64, 1339, 0",
        "5, 260, 64, 3328, 0, 1632",
        "97, 61, 101, 64, 18, 0",
        "1, 178956970, 64, 11453246080, 0, 5726623008"
    })
    void sizeIsCutAndOffsetRoundsHalfToEven(int width, int height, long outWidth, long outHeight, long left, long top) {
        assertThat(Placement.of(width, height, ImagePreparation.clip(64)))
                .isEqualTo(new Placement(outWidth, outHeight, left, top));
    }

    @Property
    void squareLiesInsideTheResizedImage(
            @ForAll @IntRange(min = 1, max = 70_000) int width,
            @ForAll @IntRange(min = 1, max = 70_000) int height,
            @ForAll @IntRange(min = 1, max = 4096) int size) {
        Placement placement = Placement.of(width, height, ImagePreparation.clip(size));

        assertThat(Math.min(placement.width(), placement.height())).isEqualTo(size);
        assertThat(placement.left()).isBetween(0L, placement.width() - size);
        assertThat(placement.top()).isBetween(0L, placement.height() - size);
    }
}
