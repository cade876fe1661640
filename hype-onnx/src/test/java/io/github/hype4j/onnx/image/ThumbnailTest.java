package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

    private static byte[] picture(int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "bmp", out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"300, 200, 160, 107", "200, 300, 107, 160", "64, 48, 64, 48", "160, 160, 160, 160", "1000, 1, 160, 1"})
    void keepsTheShapeAndMakesNothingLarger(int width, int height, int newWidth, int newHeight) throws Exception {
        Thumbnail thumbnail = Thumbnail.of(picture(width, height, 0x336699), 160);

        assertThat(thumbnail.width()).isEqualTo(newWidth);
        assertThat(thumbnail.height()).isEqualTo(newHeight);
    }

    @Test
    void isAPictureOfTheSameColours() throws Exception {
        Thumbnail thumbnail = Thumbnail.of(picture(300, 200, 0x336699), 50);

        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(thumbnail.content()));
        assertThat(thumbnail.mediaType()).isIn("image/png", "image/jpeg");
        assertThat(seen.getWidth()).isEqualTo(50);
        assertThat(seen.getRGB(25, 16) & 0xffffff).isEqualTo(0x336699);
    }

    @Test
    void isTheSameForTheSameFile() throws Exception {
        byte[] file = picture(300, 200, 0x336699);

        assertThat(Thumbnail.of(file, 50)).isEqualTo(Thumbnail.of(file, 50)).isNotEqualTo(Thumbnail.of(file, 51));
        assertThat(Thumbnail.of(file, 50)).hasSameHashCodeAs(Thumbnail.of(file, 50));
    }

    @Test
    void aFileThatCannotBeDecodedFails() {
        assertThatExceptionOfType(SampleFailureException.class)
                .isThrownBy(() -> Thumbnail.of(new byte[0], 160))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.EMPTY_IMAGE));
        assertThatIllegalArgumentException().isThrownBy(() -> Thumbnail.of(new byte[0], 0));
    }
}
