package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PngRowsTest {

    @Property(tries = 200)
    void everyFilterIsUndoneAsTheSpecificationDefinesIt(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 4) int bands,
            @ForAll long seed)
            throws SampleFailureException {
        Random random = new Random(seed);
        int rowLength = width * bands;
        byte[] filtered = new byte[(1 + rowLength) * height];
        random.nextBytes(filtered);
        byte[] expected = new byte[rowLength * height];
        for (int y = 0; y < height; y++) {
            int filter = random.nextInt(5);
            filtered[y * (1 + rowLength)] = (byte) filter;
            for (int x = 0; x < rowLength; x++) {
                int left = x < bands ? 0 : expected[y * rowLength + x - bands] & 0xFF;
                int up = y == 0 ? 0 : expected[(y - 1) * rowLength + x] & 0xFF;
                int upLeft = y == 0 || x < bands ? 0 : expected[(y - 1) * rowLength + x - bands] & 0xFF;
                int prediction = switch (filter) {
                    case 0 -> 0;
                    case 1 -> left;
                    case 2 -> up;
                    case 3 -> (left + up) / 2;
                    default -> nearest(left, up, upLeft);
                };
                expected[y * rowLength + x] = (byte) (filtered[y * (1 + rowLength) + 1 + x] + prediction);
            }
        }

        assertThat(PngRows.read(deflated(filtered), rowLength, height, bands)).isEqualTo(expected);
    }

    @Test
    void rowsThatAreMissingAreTruncated() {
        byte[] compressed = deflated(new byte[3 * 5]);

        assertThat(failure(compressed, 6).reason()).isEqualTo(FailureReason.TRUNCATED_IMAGE);
        assertThat(failure(Arrays.copyOf(compressed, 5), 5).reason()).isEqualTo(FailureReason.TRUNCATED_IMAGE);
    }

    @Test
    void whatIsNoStreamAndAFilterThatIsNotKnownAreCorrupt() {
        assertThat(failure(new byte[20], 5).reason()).isEqualTo(FailureReason.CORRUPT_IMAGE);
        assertThat(failure(deflated(new byte[] {5, 0, 0}), 1).toString()).contains("a row of filter type 5");
    }

    private static SampleFailure failure(byte[] compressed, int height) {
        return catchThrowableOfType(SampleFailureException.class, () -> PngRows.read(compressed, 2, height, 1))
                .failure();
    }

    private static int nearest(int left, int up, int upLeft) {
        int estimate = left + up - upLeft;
        int fromLeft = Math.abs(estimate - left);
        int fromUp = Math.abs(estimate - up);
        int fromUpLeft = Math.abs(estimate - upLeft);
        return fromLeft <= fromUp && fromLeft <= fromUpLeft ? left : fromUp <= fromUpLeft ? up : upLeft;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
