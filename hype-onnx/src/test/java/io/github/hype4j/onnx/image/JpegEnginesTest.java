package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.jpeg.EngineUnavailableException;
import io.github.hype4j.onnx.jpeg.JpegFixtures;
import io.github.hype4j.onnx.jpeg.TurboJpeg;
import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegEnginesTest {

    /** Files that every version of libjpeg decodes alike. */
    @SuppressWarnings("unused")
    private static final List<JpegFixtures.Fixture> COMMON = JpegFixtures.all().stream()
            .filter(fixture -> fixture.file().matches("(420|422|444|rgb|grey|cmyk|ycck)-.*"))
            .toList();

    @ParameterizedTest
    @FieldSource("COMMON")
    void everyDecoderGivesThePixelsOfPillow(JpegFixtures.Fixture fixture) throws SampleFailureException, EOFException {
        for (String name : available()) {
            DecodedImage image = JpegDecoder.decode(fixture.bytes(), NeededPixels.ALL, JpegEngines.of(name));

            assertThat(JpegFixtures.sha256(image.samples())).as(name).isEqualTo(fixture.pixels());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"420-61x43.jpg", "420-progressive-45x37.jpg", "grey-53x29.jpg", "ycck-40x35.jpg"})
    void everyDecoderRefusesAFileThatEndsEarly(String name) {
        byte[] file = JpegFixtures.of(name).bytes();
        byte[] half = Arrays.copyOf(file, file.length * 2 / 3);
        for (String engine : available()) {
            assertThat(catchThrowableOfType(
                                    SampleFailureException.class,
                                    () -> JpegDecoder.decode(half, NeededPixels.ALL, JpegEngines.of(engine)))
                            .failure()
                            .reason())
                    .as(engine)
                    .isEqualTo(FailureReason.TRUNCATED_IMAGE);
        }
    }

    @ParameterizedTest
    @CsvSource({"java, java", "platform, platform"})
    void propertyChooses(String wanted, String name) {
        assertThat(JpegEngines.of(wanted).name()).isEqualTo(name);
    }

    @Test
    void libraryGoesFirstWhereItIsExact() {
        assumeTrue(hasLibrary(), "no libturbojpeg here");

        assertThat(JpegEngines.of("auto").name()).isEqualTo("turbojpeg");
        assertThat(JpegEngines.of("turbojpeg").name()).isEqualTo("turbojpeg");
    }

    @Test
    void javaGoesFirstWhereThereIsNoLibrary() {
        assumeTrue(!hasLibrary(), "libturbojpeg is here");

        assertThat(JpegEngines.of("auto").name()).isEqualTo("java");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JpegEngines.of("turbojpeg"))
                .withMessageStartingWith("system property hype.jpeg is turbojpeg, but the library cannot be loaded: ");
    }

    @Test
    void otherValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JpegEngines.of("mozjpeg"))
                .withMessage(
                        "system property hype.jpeg must be one of auto, java, turbojpeg, platform, got \"mozjpeg\"");
    }

    @Test
    void preparerTellsWhichDecoderRuns() {
        assertThat(ImagePreparer.jpegDecoder()).isIn("java", "turbojpeg", "platform");
        assertThat(ImagePreparer.jpegDecoder()).isEqualTo(JpegEngines.inUse().name());
    }

    private static List<String> available() {
        return hasLibrary() ? List.of("java", "platform", "turbojpeg") : List.of("java", "platform");
    }

    private static boolean hasLibrary() {
        try {
            TurboJpeg.load();
            return true;
        } catch (EngineUnavailableException e) {
            return false;
        }
    }
}
