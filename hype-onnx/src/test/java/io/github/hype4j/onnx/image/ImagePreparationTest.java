package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.onnx.image.ImagePreparation.Convert;
import io.github.hype4j.onnx.image.ImagePreparation.Crop;
import io.github.hype4j.onnx.image.ImagePreparation.Interpolation;
import io.github.hype4j.onnx.image.ImagePreparation.Orientation;
import io.github.hype4j.onnx.image.ImagePreparation.Resize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePreparationTest {

    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    @ParameterizedTest
    @EnumSource
    void resizeReadsItsOwnWord(Resize resize) {
        assertThat(Resize.parse(resize.word())).isEqualTo(resize);
    }

    @ParameterizedTest
    @EnumSource
    void interpolationReadsItsOwnWord(Interpolation interpolation) {
        assertThat(Interpolation.parse(interpolation.word())).isEqualTo(interpolation);
    }

    @ParameterizedTest
    @EnumSource
    void cropReadsItsOwnWord(Crop crop) {
        assertThat(Crop.parse(crop.word())).isEqualTo(crop);
    }

    @ParameterizedTest
    @EnumSource
    void orientationReadsItsOwnWord(Orientation orientation) {
        assertThat(Orientation.parse(orientation.word())).isEqualTo(orientation);
    }

    @ParameterizedTest
    @EnumSource
    void convertReadsItsOwnWord(Convert convert) {
        assertThat(Convert.parse(convert.word())).isEqualTo(convert);
    }

    @Test
    void orientationAndOrderOfStepsAreClipsUnlessChanged() {
        ImagePreparation clip = ImagePreparation.clip(224);

        assertThat(clip.orientation()).isEqualTo(Orientation.IGNORE);
        assertThat(clip.convert()).isEqualTo(Convert.LAST);
        assertThat(clip.withOrientation(Orientation.EXIF).withConvert(Convert.FIRST))
                .isEqualTo(new ImagePreparation(
                        224,
                        Resize.SHORTEST_EDGE,
                        Interpolation.BICUBIC,
                        Crop.CENTER,
                        clip.mean(),
                        clip.std(),
                        Orientation.EXIF,
                        Convert.FIRST));
    }

    @Test
    void unknownWordsAreRefusedWithFieldValueAndChoices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resize.parse("shortest_edge"))
                .withMessage("resize must be one of \"shortest-edge\", \"stretch\", got \"shortest_edge\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interpolation.parse("Bicubic"))
                .withMessage("interpolation must be one of \"bilinear\", \"bicubic\", got \"Bicubic\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Crop.parse(""))
                .withMessage("crop must be one of \"center\", \"none\", got \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Orientation.parse("EXIF"))
                .withMessage("orientation must be one of \"ignore\", \"exif\", got \"EXIF\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Convert.parse("rgb"))
                .withMessage("convert must be one of \"first\", \"last\", got \"rgb\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4097})
    void sizeOutsideItsRangeIsRefused(int size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImagePreparation.clip(size))
                .withMessage("size must be from 1 to 4096, got " + size);
    }

    @Test
    void missingChannelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stretched(List.of(0.5), HALF))
                .withMessageContaining("mean must have 3 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stretched(HALF, List.of(1.0, 1.0, 1.0, 1.0)))
                .withMessageContaining("std must have 3 values");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.2, Double.NaN, Double.POSITIVE_INFINITY, 1e-50})
    void deviationThatIsNotAboveZeroIsRefused(double std) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stretched(HALF, List.of(0.5, std, 0.5)))
                .withMessageContaining("std must be from 1.0E-6")
                .withMessageContaining(String.valueOf(std));
    }

    @Test
    void meanThatIsNotFiniteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stretched(List.of(Double.NaN, 0.0, 0.0), HALF))
                .withMessageContaining("mean must be from");
    }

    @Test
    void imageThatNothingMakesSquareIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ImagePreparation(64, Resize.SHORTEST_EDGE, Interpolation.BICUBIC, Crop.NONE, HALF, HALF))
                .withMessageContaining("crop \"none\"")
                .withMessageContaining("shortest-edge");
    }

    @Test
    void listsAreCopied() {
        List<Double> mean = new ArrayList<>(HALF);
        ImagePreparation preparation = stretched(mean, HALF);

        mean.set(0, 9.0);

        assertThat(preparation.mean()).isEqualTo(HALF);
        assertThat(preparation).isEqualTo(stretched(HALF, HALF));
    }

    @Test
    void tensorHasThreePlanes() {
        assertThat(ImagePreparation.clip(224).tensorLength()).isEqualTo(150_528);
        assertThat(ImagePreparation.clip(ImagePreparation.MAX_SIZE).tensorLength())
                .isEqualTo(50_331_648);
    }

    private static ImagePreparation stretched(List<Double> mean, List<Double> std) {
        return new ImagePreparation(8, Resize.STRETCH, Interpolation.BILINEAR, Crop.NONE, mean, std);
    }
}
