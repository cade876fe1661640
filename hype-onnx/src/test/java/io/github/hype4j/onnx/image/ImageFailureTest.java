package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an image is told apart, and nothing but a {@link SampleFailureException} ever comes of bad bytes. */
class ImageFailureTest {

    private static final ImagePreparer PREPARER = ImagePreparer.of(ImagePreparation.clip(16));

    static List<String> files() {
        return Fixtures.files();
    }

    @Test
    void noBytesAreAnEmptyImage() {
        assertThat(failure(new byte[0]).reason()).isEqualTo(FailureReason.EMPTY_IMAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "'<html><body>404</body></html>', 'starts with \"<html><body>404</body></\"'",
        "'\n<!DOCTYPE html>\n<p>', 'starts with \"<!DOCTYPE html>\"'",
        "'{\"error\": 404}', 'starts with \"{\"error\": 404}\"'",
        "'%PDF-1.7', 'starts with \"%PDF-1.7\"'"
    })
    void otherFilesAreUnsupportedAndDescribed(String content, String description) {
        SampleFailure failure = failure(content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(failure.reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
        assertThat(failure.detail()).endsWith(description);
    }

    @Test
    void unknownBytesAreUnsupportedAndShown() {
        byte[] avif = {0, 0, 0, 28, 'f', 't', 'y', 'p', 'a', 'v', 'i', 'f', 0, 0};

        assertThat(failure(new byte[] {0, 1, (byte) 0xFE}).detail()).endsWith("starts with bytes 00 01 fe");
        assertThat(failure(avif).detail()).endsWith("an ISO media file of brand \"avif\"");
        assertThat(failure(avif).reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
    }

    /** Whether all of the pixels or none: what is cut off is never made up. */
    @ParameterizedTest
    @MethodSource("files")
    void fileThatEndsEarlyIsTruncatedUnlessNoPixelIsMissing(String name) throws SampleFailureException {
        byte[] file = Fixtures.bytes(name);
        byte[][] whole = PREPARER.square(file);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 40; i++) {
            int length = i < 10 ? file.length - 1 - i : 16 + random.nextInt(file.length - 16);
            byte[] cut = Arrays.copyOf(file, length);
            Optional<SampleFailure> failure = failureOf(cut);
            if (failure.isPresent()) {
                assertThat(failure.get().reason())
                        .as("%s cut at %d: %s", name, length, failure)
                        .isEqualTo(FailureReason.TRUNCATED_IMAGE);
            } else {
                assertThat(PREPARER.square(cut))
                        .as("%s cut at %d", name, length)
                        .isDeepEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpeg-420-97x61.jpg",
                "jpeg-progressive-120x90.jpg",
                "png-rgb-90x60.png",
                "webp-lossy-99x70.webp",
                "gif-palette-70x90.gif",
                "bmp-rgb-53x41.bmp",
                "tiff-rgb-lzw-57x43.tif"
            })
    void halfAFileIsTruncated(String name) {
        byte[] file = Fixtures.bytes(name);

        assertThat(failure(Arrays.copyOf(file, file.length / 2)).reason()).isEqualTo(FailureReason.TRUNCATED_IMAGE);
    }

    /** Tag, value and what is said: the other kinds are not those that Pillow reads alike. */
    @ParameterizedTest
    @CsvSource({
        "259, 7, compression 7",
        "262, 6, photometric interpretation 6",
        "262, 0, photometric interpretation 0",
        "258, 16, samples of 16 bits",
        "277, 2, 2 samples of 8 bits"
    })
    void kindsOfTiffThatPillowMayReadOtherwiseAreUnsupported(int tag, int value, String what) {
        byte[] file = Fixtures.bytes("tiff-big-endian-40x30.tif");
        ByteBuffer data = ByteBuffer.wrap(file);
        for (int at = data.getInt(4) + 2; at < file.length - 4; at += 12) {
            if (data.getShort(at) == tag) {
                data.putShort(at + 8, (short) value);
            }
        }
        SampleFailure failure = failure(file);

        assertThat(failure.reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
        assertThat(failure.detail()).startsWith("TIFF with ").contains(what);
    }

    @Test
    void jpegWithoutItsEndMarkerIsTruncated() {
        byte[] file = Fixtures.bytes("jpeg-444-64x64.jpg");

        assertThat(failure(Arrays.copyOf(file, file.length - 2)).reason()).isEqualTo(FailureReason.TRUNCATED_IMAGE);
    }

    /** In a heap of a gigabyte, an allocation for any of these would fail; the time limit is for a decoder that tries. */
    @ParameterizedTest
    @Timeout(5)
    @CsvSource({
        "65000, 65000, IMAGE_TOO_LARGE",
        "2147483647, 2147483647, IMAGE_TOO_LARGE",
        "178956971, 1, IMAGE_TOO_LARGE",
        "13377, 13377, TRUNCATED_IMAGE",
        "0, 5, CORRUPT_IMAGE"
    })
    void sizeIsJudgedByThePngHeader(long width, long height, FailureReason reason) {
        assertThat(failure(pngOfSize((int) width, (int) height)).reason()).isEqualTo(reason);
    }

    @Test
    @Timeout(5)
    void sizeIsJudgedByTheHeaderOfEveryOtherFormat() {
        byte[] jpeg = Fixtures.bytes("jpeg-grey-50x71.jpg");
        int frame = indexOf(jpeg, (byte) 0xFF, (byte) 0xC0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xF0);
        byte[] gif = Fixtures.bytes("gif-palette-70x90.gif");
        Arrays.fill(gif, 6, 10, (byte) 0xF0);
        byte[] bmp = Fixtures.bytes("bmp-rgb-53x41.bmp");
        bmp[20] = 1;
        bmp[24] = 1;
        bmp[21] = 1;
        byte[] webp = Fixtures.bytes("webp-lossy-99x70.webp");
        Arrays.fill(webp, 26, 30, (byte) 0xFF);

        assertThat(failure(jpeg).reason()).isEqualTo(FailureReason.IMAGE_TOO_LARGE);
        assertThat(failure(gif).reason()).isEqualTo(FailureReason.IMAGE_TOO_LARGE);
        assertThat(failure(bmp).reason()).isEqualTo(FailureReason.IMAGE_TOO_LARGE);
        assertThat(failure(webp).reason()).isEqualTo(FailureReason.IMAGE_TOO_LARGE);
        assertThat(failure(jpeg).detail()).isEqualTo("JPEG of 61680 x 61680 is above the limit of 178956970 pixels");
    }

    @Test
    void kindsThatAreNotReadAreUnsupported() {
        byte[] arithmetic = Fixtures.bytes("jpeg-420-97x61.jpg");
        arithmetic[indexOf(arithmetic, (byte) 0xFF, (byte) 0xC0) + 1] = (byte) 0xC9;
        byte[] deep = Fixtures.bytes("jpeg-420-97x61.jpg");
        deep[indexOf(deep, (byte) 0xFF, (byte) 0xC0) + 4] = 12;

        assertThat(failure(arithmetic).reason()).isEqualTo(FailureReason.UNSUPPORTED_IMAGE);
        assertThat(failure(arithmetic).detail()).contains("FFC9");
        assertThat(failure(deep).detail()).isEqualTo("JPEG with 12 bits a sample");
    }

    @Test
    void damageIsCorruptWithTheDecodersOwnWords() {
        byte[] png = Fixtures.bytes("png-rgb-90x60.png");
        Arrays.fill(png, png.length / 2, png.length / 2 + 50, (byte) 0x55);
        byte[] palette = Fixtures.bytes("png-palette-64x64.png");
        palette[45] ^= 1;
        byte[] gif = Fixtures.bytes("gif-not-interlaced-31x31.gif");
        Arrays.fill(gif, gif.length - 100, gif.length - 80, (byte) 0xFF);

        assertThat(failure(png).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
        assertThat(failure(png).detail()).startsWith("PNG: ");
        assertThat(failure(palette).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
        assertThat(failure(gif).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
    }

    @Test
    void animationWithoutAFrameThatFitsIsCorrupt() {
        byte[] still = Fixtures.bytes("webp-alpha-lossy-80x60.webp");
        still[20] |= 2;
        byte[] leaving = Fixtures.bytes("webp-animated-rgb-lossy-40x30.webp");
        int frame = indexOf(leaving, (byte) 'A', (byte) 'N', (byte) 'M', (byte) 'F') + 8;
        leaving[frame] = 30;
        byte[] other = Fixtures.bytes("webp-animated-rgb-lossy-40x30.webp");
        other[frame + 6]--;

        assertThat(failure(still).detail()).isEqualTo("WEBP with no frame");
        assertThat(failure(leaving).detail()).isEqualTo("WEBP with a frame that leaves its canvas");
        assertThat(failure(other).detail()).isEqualTo("WEBP with a frame that is not of its stated size");
        assertThat(failure(other).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
    }

    @Test
    void damagedAlphaPlaneIsNoLackOfMemory() {
        byte[] webp = Fixtures.bytes("webp-alpha-lossy-80x60.webp");
        webp[38] = 48;

        assertThat(failure(webp).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
    }

    /** Any exception but a sample's failure would end this test. */
    @ParameterizedTest
    @MethodSource("files")
    void damageNeverEndsInAnotherException(String name) {
        byte[] file = Fixtures.bytes(name);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 40; i++) {
            byte[] damaged = file.clone();
            for (int at = random.nextInt(4); at < 4; at++) {
                damaged[random.nextInt(Math.min(file.length, 400))] = (byte) random.nextInt();
            }
            failureOf(damaged).ifPresent(failure -> assertThat(failure.detail()).isNotBlank());
        }
    }

    private static SampleFailure failure(byte[] file) {
        SampleFailureException thrown = catchThrowableOfType(SampleFailureException.class, () -> PREPARER.square(file));
        assertThat(thrown).as("the image is refused").isNotNull();
        return thrown.failure();
    }

    private static Optional<SampleFailure> failureOf(byte[] file) {
        try {
            assertThat(PREPARER.square(file)).hasDimensions(3, 16 * 16);
            return Optional.empty();
        } catch (SampleFailureException e) {
            return Optional.of(e.failure());
        }
    }

    private static byte[] pngOfSize(int width, int height) {
        byte[] png = Fixtures.bytes("png-1x1.png");
        ByteBuffer fields = ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        fields.putInt(29, (int) sum.getValue());
        return png;
    }

    private static int indexOf(byte[] bytes, byte... part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("no such bytes");
    }
}
