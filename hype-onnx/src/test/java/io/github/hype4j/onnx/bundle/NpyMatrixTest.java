package io.github.hype4j.onnx.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NpyMatrixTest {

    /** numpy.save of array([[1, -2, 0.5], [0, 3e-8, 65504]], '&lt;f2'), by numpy 1.24. */
    private static final byte[] HALF = npy(
            "{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }",
            new byte[] {0x00, 0x3C, 0x00, (byte) 0xC0, 0x00, 0x38, 0, 0, 1, 0, (byte) 0xFF, 0x7B});

    private static byte[] npy(String fields, byte[] data) {
        byte[] magic = Base64.getDecoder().decode("k05VTVBZAQB2AA==");
        byte[] header = (fields + " ".repeat(117 - fields.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = Arrays.copyOf(magic, 128 + data.length);
        System.arraycopy(header, 0, file, 10, header.length);
        System.arraycopy(data, 0, file, 128, data.length);
        return file;
    }

    @Test
    void halfPrecisionIsRead() {
        Embeddings matrix = NpyMatrix.read(HALF, "half.npy");

        assertThat(matrix.row(0)).containsExactly(1f, -2f, 0.5f);
        assertThat(matrix.row(1)).containsExactly(0f, 0x1p-24f, 65504f);
    }

    @Test
    void theHeaderIsNumpys() {
        byte[] file = NpyMatrix.write(Embeddings.ofRows(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}));

        assertThat(file).hasSize(128 + 24);
        assertThat(Arrays.copyOf(file, 10)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(file, 10, 118, StandardCharsets.ISO_8859_1))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), } ")
                .endsWith(" \n");
    }

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @Size(min = 1, max = 40) float @FloatRange(min = -1e30f, max = 1e30f) [] values,
            @ForAll @IntRange(min = 1, max = 7) int dimension) {
        int rows = values.length / dimension;
        Embeddings matrix = Embeddings.of(Arrays.copyOf(values, rows * dimension), dimension);

        Embeddings read = NpyMatrix.read(NpyMatrix.write(matrix), "x.npy");

        assertThat(read.values()).isEqualTo(matrix.values());
        assertThat(read.dimension()).isEqualTo(dimension);
    }

    @Test
    void otherFilesAreRefusedByName() {
        assertRefused("hello, this is text".getBytes(StandardCharsets.UTF_8), "not a numpy .npy file");
        assertRefused(Arrays.copyOf(HALF, HALF.length - 1), "12 bytes of data");
        assertRefused(Arrays.copyOf(HALF, 60), "cut short");
        assertRefused(npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }", new byte[8]), "<f8");
        assertRefused(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }", new byte[4]), "Fortran");
        assertRefused(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", new byte[16]), "matrix");
        assertRefused(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1), }", new byte[4]), "too large");
        assertRefused(
                npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), }", new byte[] {0, 0, (byte) 0xC0, 0x7F
                }),
                "finite");
    }

    private static void assertRefused(byte[] file, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NpyMatrix.read(file, "folder/x.npy"))
                .withMessageContaining("folder/x.npy")
                .withMessageContaining(words);
    }
}
