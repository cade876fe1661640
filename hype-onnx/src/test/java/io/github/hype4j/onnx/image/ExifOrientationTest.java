package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That Pillow turns images in the same way is shown by {@link PillowEqualityTest}. */
class ExifOrientationTest {

    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** A B over C D over E F. */
    private static final DecodedImage IMAGE =
            DecodedImage.of(2, 3, PixelLayout.GREY, new byte[] {'A', 'B', 'C', 'D', 'E', 'F'});

    @ParameterizedTest
    @CsvSource({
        "1, 2, ABCDEF",
        "2, 2, BADCFE",
        "3, 2, FEDCBA",
        "4, 2, EFCDAB",
        "5, 3, ACEBDF",
        "6, 3, ECAFDB",
        "7, 3, FDBECA",
        "8, 3, BDFACE"
    })
    void eachNumberTurnsInItsWay(int number, int width, String samples) {
        DecodedImage turned = ExifOrientation.of(png(exif(SHORT, 1, number))).applyTo(IMAGE);

        assertThat(turned.width()).isEqualTo(width);
        assertThat(turned.height()).isEqualTo(6 / width);
        assertThat(turned.samples()).asString().isEqualTo(samples);
    }

    @Test
    void numberOf32BitsCounts() {
        assertThat(ExifOrientation.of(png(exif(LONG, 1, 3))).applyTo(IMAGE).samples())
                .asString()
                .isEqualTo("FEDCBA");
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 0", "3, 1, 9", "3, 2, 3", "1, 1, 3"})
    void anythingElseLeavesTheImageAsItIs(int type, int count, int value) {
        assertThat(ExifOrientation.of(png(exif(type, count, value))).applyTo(IMAGE))
                .isSameAs(IMAGE);
    }

    @Test
    void dataThatEndEarlyLeaveTheImageAsItIs() {
        byte[] exif = exif(SHORT, 1, 3);
        for (int length = 0; length < exif.length; length++) {
            assertThat(ExifOrientation.of(png(Arrays.copyOf(exif, length))).applyTo(IMAGE))
                    .as("cut at %d", length)
                    .isSameAs(IMAGE);
        }
    }

    @Test
    void fileThatEndsBeforeItsExifDataLeavesTheImageAsItIs() {
        for (String name : new String[] {"jpeg-exif3-41x27.jpg", "png-exif3-rgba-38x29.png", "webp-exif8-44x33.webp"}) {
            byte[] file = Fixtures.bytes(name);
            assertThat(ExifOrientation.of(Arrays.copyOf(file, 30)).applyTo(IMAGE))
                    .as(name)
                    .isSameAs(IMAGE);
        }
    }

    private static byte[] exif(int type, int count, int value) {
        ByteBuffer exif = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        exif.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) type).putInt(count).putInt(value);
        return exif.array();
    }

    private static byte[] png(byte[] exif) {
        ByteBuffer png = ByteBuffer.allocate(8 + 12 + exif.length);
        png.putLong(0x89504E470D0A1A0AL).putInt(exif.length).putInt(0x65584966).put(exif);
        return png.array();
    }
}
