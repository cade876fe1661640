package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Skipped where the system has no libturbojpeg. */
class TurboJpegTest {

    private static TurboJpeg turbo;

    @BeforeAll
    static void load() {
        try {
            turbo = TurboJpeg.load();
        } catch (EngineUnavailableException e) {
            abort("no libturbojpeg here: " + e.getMessage());
        }
    }

    @Test
    void libraryThatIsMissingIsToldApart() {
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> TurboJpeg.load("no-such-library"))
                .withMessageMatching("the library cannot be loaded: .*no-such-library.*");
    }

    static List<JpegFixtures.Fixture> fixtures() {
        // The library refuses sampling factors that it has no name for.
        return JpegFixtures.all().stream()
                .filter(fixture -> !fixture.file().matches("(441|410|mixed|luma)-.*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void pixelsAreThoseOfPillow(JpegFixtures.Fixture fixture) throws UnusualJpegException {
        fixture.assertPixelsOf(turbo);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void memoryThatWasInUseIsWrittenOver(JpegFixtures.Fixture fixture) throws UnusualJpegException {
        fixture.assertWritesOverUsedMemory(turbo);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void fileThatEndsEarlyIsLeftToAnother(JpegFixtures.Fixture fixture) {
        byte[] file = fixture.bytes();
        for (int length : new int[] {0, 2, file.length / 3, file.length / 2, file.length - 2}) {
            assertThatExceptionOfType(UnusualJpegException.class)
                    .isThrownBy(() -> turbo.decode(Arrays.copyOf(file, length), fixture.colour(), fixture.all()))
                    .withMessageMatching(".+");
        }
    }

    /** Coefficients that no encoder makes of an image leave the 16 bits of the library's vector instructions. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void damageThatNobodyNoticesGivesThePixelsOfJava(JpegFixtures.Fixture fixture) {
        Random random = new Random(fixture.file().hashCode());
        int start = indexOfScan(fixture.bytes()) + 14;
        for (int i = 0; i < 50; i++) {
            byte[] file = fixture.bytes();
            file[start + random.nextInt(file.length - start)] ^= (byte) (1 << random.nextInt(8));
            Optional<byte[]> pixels = decoded(turbo, file, fixture);
            Optional<byte[]> ofJava = decoded(new JavaJpeg(), file, fixture);
            if (pixels.isPresent() && ofJava.isPresent()) {
                assertThat(pixels.get()).as("change %d", i).isEqualTo(ofJava.get());
            }
        }
    }

    private static Optional<byte[]> decoded(JpegEngine engine, byte[] file, JpegFixtures.Fixture fixture) {
        try {
            return Optional.of(engine.decode(file, fixture.colour(), fixture.all()));
        } catch (UnusualJpegException e) {
            return Optional.empty();
        }
    }

    private static int indexOfScan(byte[] file) {
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xDA) {
                return i;
            }
        }
        throw new AssertionError("no scan");
    }

    @Test
    void headerAloneMakesNobodyAskForMemory() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("444-61x43.jpg");
        byte[] file = fixture.bytes();
        for (int i = 0; i < file.length; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xC0) {
                Arrays.fill(file, i + 5, i + 9, (byte) 0x34);
                break;
            }
        }

        assertThatExceptionOfType(UnusualJpegException.class)
                .isThrownBy(() -> turbo.decode(file, fixture.colour(), fixture.all()))
                .withMessage("too few data for the size");
    }
}
