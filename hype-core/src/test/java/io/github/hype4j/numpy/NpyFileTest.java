package io.github.hype4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.lorentz.Embeddings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes are those of what numpy 1.24 saves. */
class NpyFileTest {

    /** numpy.save of array([[1, -2, 0.5], [0, 3e-8, 65504]], '&lt;f2'). */
    private static final byte[] HALF = npy(
            "{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }",
            new byte[] {0x00, 0x3C, 0x00, (byte) 0xC0, 0x00, 0x38, 0, 0, 1, 0, (byte) 0xFF, 0x7B});

    @TempDir
    Path folder = Path.of("");

    static byte[] npy(String fields, byte[] data) {
        byte[] magic = Base64.getDecoder().decode("k05VTVBZAQB2AA==");
        byte[] header = (fields + " ".repeat(117 - fields.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Arrays.copyOf(magic, 128 + data.length);
        System.arraycopy(header, 0, file, 10, header.length);
        System.arraycopy(data, 0, file, 128, data.length);
        return file;
    }

    @Test
    void halvesAreReadAsFloats() {
        Embeddings matrix = NpyFile.readMatrix(HALF, "half.npy");

        assertThat(matrix.row(0)).containsExactly(1f, -2f, 0.5f);
        assertThat(matrix.row(1)).containsExactly(0f, 0x1p-24f, 65504f);
    }

    @Test
    void doublesAreRounded() {
        byte[] data = HexFormat.of().parseHex("9a9999999999b93f");
        assertThat(NpyFile.readMatrix(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }", data), "x")
                        .values())
                .containsExactly(0.1f);
    }

    @Test
    void theBytesAreNumpys() throws IOException, NoSuchAlgorithmException {
        assertThat(sha256(NpyFile.toBytes(Embeddings.ofRows(new float[] {1.5f, 2}, new float[] {3, 4}))))
                .isEqualTo("20b7724a403b17e8da151e3857265da9ed1cc3b53565f001c9b07e64b76d14e8");
        assertThat(sha256(NpyFile.toBytes(0, 1, 2, 3, 4, 5, 6)))
                .isEqualTo("e7125f5103aad999bececb6db1008afb4273fc11b9ac80b9d6b7481ee920694d");
        assertThat(sha256(integers(NpyHeader.of(NpyType.UINT8, 2), 1, 255)))
                .isEqualTo("4f83a54fdc8aec78198d7baf586ecfbc897d465dca7d79efafd8d5d2f305646e");
        assertThat(sha256(integers(NpyHeader.of(NpyType.UINT16, 2, 3, 4), new long[24])))
                .isEqualTo("c46239696bef40f15c665f566470257d5a55265108fd993d8e748570e332a88e");
        assertThat(sha256(floats(NpyHeader.of(NpyType.FLOAT64), 3.5f)))
                .isEqualTo("542eeccf4fcc8c4a08be40a2fadc1410f4cacef22d3a07712adc8f8e66d4e454");
        assertThat(floats(NpyHeader.of(NpyType.FLOAT16, 2, 3), 1, -2, 0.5f, 0, 3e-8f, 65504))
                .isEqualTo(HALF);
    }

    @Test
    void integersOfEverySizeComeBack() throws IOException {
        for (NpyType type : NpyType.values()) {
            if (!type.isInteger()) {
                continue;
            }
            int bits = 8 * type.bytes();
            long largest = type.isSigned() ? -1L >>> 65 - bits : -1L >>> 64 - bits;
            long[] values = {0, 1, largest, type.isSigned() ? -largest - 1 : largest - 1};
            Path file = Files.write(folder.resolve(type + ".npy"), integers(NpyHeader.of(type, 4), values));

            assertThat(NpyFile.readIntegers(file)).as("%s", type).containsExactly(values);
            if (bits < 64) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> integers(NpyHeader.of(type, 1), largest + 1))
                        .withMessageContaining(Long.toString(largest));
            }
        }
    }

    @Test
    void uidsComeBack() throws IOException {
        long[] high = {1, -1, Long.MIN_VALUE};
        long[] low = {2, 3, Long.MAX_VALUE};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpyWriter writer = new NpyWriter(bytes, NpyHeader.of(NpyType.UID, 3))) {
            writer.writeUids(high, low, 0, 3);
        }
        try (NpyReader reader = NpyReader.open(new ByteArrayInputStream(bytes.toByteArray()), "x")) {
            long[] readHigh = new long[3];
            long[] readLow = new long[3];
            reader.readUids(readHigh, readLow, 0, 3);
            reader.expectEnd();

            assertThat(readHigh).isEqualTo(high);
            assertThat(readLow).isEqualTo(low);
            assertThatThrownBy(() -> reader.readUids(readHigh, readLow, 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void anArrayOfFewerElementsThanItsHeaderSaysIsNotWritten() {
        assertThatThrownBy(() -> integers(NpyHeader.of(NpyType.INT64, 3), 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only 2");
    }

    @Test
    void otherFilesAreRefusedByName() {
        assertRefused("hello, this is text".getBytes(StandardCharsets.UTF_8), "not a .npy file");
        assertRefused(Arrays.copyOf(HALF, HALF.length - 1), "cut short: it must have 12 bytes of data");
        assertRefused(Arrays.copyOf(HALF, HALF.length + 1), "has more");
        assertRefused(Arrays.copyOf(HALF, 60), "ends within its .npy header");
        assertRefused(npy("{'descr': '>f4', 'fortran_order': False, 'shape': (1, 1), }", new byte[4]), ">f4");
        assertRefused(npy("{'descr': '|O', 'fortran_order': False, 'shape': (1, 1), }", new byte[4]), "|O");
        assertRefused(npy("{'descr': '<i4', 'fortran_order': False, 'shape': (1, 1), }", new byte[4]), "<i4");
        assertRefused(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", new byte[4]), "Fortran");
        assertRefused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", new byte[16]), "matrix");
        assertRefused(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1), }", new byte[4]), "fits");
        assertRefused(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", new byte[] {0, 0, (byte) 0xC0, 0x7F
                }),
                "finite");
    }

    private static void assertRefused(byte[] file, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyFile.readMatrix(file, "folder/x.npy"))
                .withMessageContaining("folder/x.npy")
                .withMessageContaining(words);
    }

    private static byte[] integers(NpyHeader header, long... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpyWriter writer = new NpyWriter(bytes, header)) {
            writer.writeIntegers(values, 0, values.length);
        }
        return bytes.toByteArray();
    }

    private static byte[] floats(NpyHeader header, float... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (NpyWriter writer = new NpyWriter(bytes, header)) {
            writer.writeFloats(values, 0, values.length);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
