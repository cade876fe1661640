package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaJpegTest {

    private static final JavaJpeg JAVA = new JavaJpeg();

    static List<JpegFixtures.Fixture> fixtures() {
        return JpegFixtures.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void pixelsAreThoseOfPillow(JpegFixtures.Fixture fixture) throws UnusualJpegException {
        fixture.assertPixelsOf(JAVA);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void memoryThatWasInUseIsWrittenOver(JpegFixtures.Fixture fixture) throws UnusualJpegException {
        fixture.assertWritesOverUsedMemory(JAVA);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void regionHasThePixelsOfTheWholeImage(JpegFixtures.Fixture fixture) throws UnusualJpegException {
        byte[] whole = JAVA.decode(fixture.bytes(), fixture.colour(), fixture.all());
        Random random = new Random(fixture.file().hashCode());
        for (int i = 0; i < 8; i++) {
            int left = random.nextInt(fixture.width());
            int top = random.nextInt(fixture.height());
            int right = left + 1 + random.nextInt(fixture.width() - left);
            int bottom = top + 1 + random.nextInt(fixture.height() - top);
            Region region = new Region(left, top, right, bottom);
            byte[] part = JAVA.decode(fixture.bytes(), fixture.colour(), region);

            assertThat(part).hasSameSizeAs(whole);
            int bands = fixture.colour().components();
            for (int y = top; y < bottom; y++) {
                int from = (y * fixture.width() + left) * bands;
                int to = (y * fixture.width() + right) * bands;
                assertThat(Arrays.equals(part, from, to, whole, from, to))
                        .as("%s, row %d", region, y)
                        .isTrue();
            }
        }
    }

    @Test
    void fixturesCoverKindsAndSamplings() {
        assertThat(JpegFixtures.all()).hasSizeGreaterThan(90);
        assertThat(JpegFixtures.all().stream().map(JpegFixtures.Fixture::colour))
                .contains(JpegColour.values());
        assertThat(JpegFixtures.all().stream().map(fixture -> fixture.file().replaceAll("-.*", "")))
                .contains("444", "422", "440", "420", "411", "441", "410", "mixed", "luma");
    }

    /** Pillow refuses these, and an ending that was made up would hide that. */
    @ParameterizedTest
    @ValueSource(strings = {"420-61x43.jpg", "420-progressive-45x37.jpg", "420-scan-each-55x39.jpg", "grey-53x29.jpg"})
    void fileThatEndsEarlyIsLeftToAnother(String name) {
        JpegFixtures.Fixture fixture = JpegFixtures.of(name);
        byte[] file = fixture.bytes();
        for (int length = 0; length < file.length; length++) {
            assertIsLeft(Arrays.copyOf(file, length), fixture);
        }
    }

    @Test
    void bytesBehindTheEndDoNotMatter() throws UnusualJpegException {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-61x43.jpg");
        byte[] longer = Arrays.copyOf(fixture.bytes(), fixture.bytes().length + 1000);

        byte[] pixels = JAVA.decode(longer, fixture.colour(), fixture.all());

        assertThat(JpegFixtures.sha256(pixels)).isEqualTo(fixture.pixels());
    }

    @Test
    void fillBytesBeforeMarkersDoNotMatter() throws UnusualJpegException {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-61x43.jpg");
        byte[] file = fixture.bytes();
        byte[] filled = Arrays.copyOf(file, file.length + 3);
        Arrays.fill(filled, file.length - 2, filled.length - 1, (byte) 0xFF);
        filled[filled.length - 1] = (byte) 0xD9;

        byte[] pixels = JAVA.decode(filled, fixture.colour(), fixture.all());

        assertThat(JpegFixtures.sha256(pixels)).isEqualTo(fixture.pixels());
    }

    @Test
    void otherProcessesAreLeftToAnother() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-61x43.jpg");
        int frame = indexOfMarker(fixture.bytes(), 0xC0);
        for (int process : new int[] {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}) {
            assertIsLeft(with(fixture.bytes(), frame + 1, process), fixture);
        }
        assertIsLeft(with(fixture.bytes(), frame + 4, 12), fixture);
    }

    @Test
    void restartMarkersOutOfOrderAreLeftToAnother() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-restart-3B-70x50.jpg");
        byte[] file = fixture.bytes();
        int marker = indexOfMarker(file, 0xD1);

        assertIsLeft(with(file, marker + 1, 0xD2), fixture);
        assertIsLeft(without(file, marker, 2), fixture);
    }

    @Test
    void surplusDataAreLeftToAnother() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-61x43.jpg");
        byte[] file = fixture.bytes();
        byte[] longer = Arrays.copyOf(file, file.length + 4);
        longer[longer.length - 2] = (byte) 0xFF;
        longer[longer.length - 1] = (byte) 0xD9;
        longer[file.length - 2] = 0;
        longer[file.length - 1] = 0;

        assertIsLeft(longer, fixture);
    }

    /** libjpeg smooths such an image, by rules that changed between its versions. */
    @Test
    void progressiveFileWithoutItsLastScanIsLeftToAnother() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("420-progressive-45x37.jpg");
        byte[] file = fixture.bytes();
        int lastScan = lastIndexOfMarker(file, 0xDA);
        byte[] cut = Arrays.copyOf(file, lastScan + 2);
        cut[lastScan + 1] = (byte) 0xD9;

        assertIsLeft(cut, fixture);
    }

    @Test
    void headerAloneMakesNobodyAskForMemory() {
        JpegFixtures.Fixture fixture = JpegFixtures.of("444-progressive-45x37.jpg");
        byte[] file = fixture.bytes();
        int frame = indexOfMarker(file, 0xC2);
        Arrays.fill(file, frame + 5, frame + 9, (byte) 0x34);

        assertThatExceptionOfType(UnusualJpegException.class)
                .isThrownBy(() -> JAVA.decode(file, fixture.colour(), Region.all(0x3434, 0x3434)))
                .withMessage("too few data for the size");
    }

    private static void assertIsLeft(byte[] file, JpegFixtures.Fixture fixture) {
        assertThatExceptionOfType(UnusualJpegException.class)
                .isThrownBy(() -> JAVA.decode(file, fixture.colour(), fixture.all()));
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] without(byte[] file, int at, int count) {
        byte[] rest = Arrays.copyOf(file, file.length - count);
        System.arraycopy(file, at + count, rest, at, rest.length - at);
        return rest;
    }

    private static int indexOfMarker(byte[] file, int code) {
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) code) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }

    private static int lastIndexOfMarker(byte[] file, int code) {
        int found = -1;
        for (int i = 0; i < file.length - 1; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) code) {
                found = i;
            }
        }
        assertThat(found).isNotNegative();
        return found;
    }
}
