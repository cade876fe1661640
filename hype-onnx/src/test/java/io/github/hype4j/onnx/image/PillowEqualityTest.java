package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.model.SampleFailureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture, prepared in every way of the table, equals what Pillow and torchvision gave, bit for bit. */
class PillowEqualityTest {

    private static final Map<String, ImagePreparation> PREPARATIONS = Fixtures.preparations();

    static List<Fixtures.Expectation> expectations() {
        return Fixtures.expectations();
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void pixelsAndTensorEqualTheReference(Fixtures.Expectation expected) throws SampleFailureException {
        ImagePreparer preparer = ImagePreparer.of(preparation(expected.preparation()));
        byte[] file = Fixtures.bytes(expected.file());

        assertThat(sha256(Fixtures.interleaved(preparer.square(file))))
                .as("pixels")
                .isEqualTo(expected.crop());
        assertThat(sha256(tensor(preparer, file))).as("tensor").isEqualTo(expected.tensor());
    }

    @Test
    void tableCoversAllFormatsInSeveralPreparations() {
        assertThat(Fixtures.files()).hasSizeGreaterThanOrEqualTo(200);
        for (Map.Entry<String, ImagePreparation> entry : PREPARATIONS.entrySet()) {
            assertThat(expectations().stream().filter(e -> e.preparation().equals(entry.getKey())))
                    .as(entry.getKey())
                    .hasSize(
                            entry.getValue().orientation() == ImagePreparation.Orientation.EXIF
                                    ? filesWithExif()
                                    : Fixtures.files().size());
        }
        assertThat(Fixtures.files().stream().map(file -> file.substring(0, file.indexOf('-'))))
                .contains("jpeg", "png", "webp", "gif", "bmp");
    }

    private static int filesWithExif() {
        return (int)
                Fixtures.files().stream().filter(file -> file.contains("exif")).count();
    }

    private static ImagePreparation preparation(String name) {
        ImagePreparation preparation = PREPARATIONS.get(name);
        assertThat(preparation).as(name).isNotNull();
        return preparation;
    }

    private static byte[] tensor(ImagePreparer preparer, byte[] file) throws SampleFailureException {
        ByteBuffer bytes = ByteBuffer.allocate(preparer.preparation().tensorLength() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        preparer.prepare(file, bytes.asFloatBuffer(), 0);
        return bytes.array();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
