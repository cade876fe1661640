package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.image.ImagePreparation.Convert;
import io.github.hype4j.onnx.image.ImagePreparation.Orientation;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes that were changed anywhere, and a file that ends anywhere, are a sample's failure or an image, and nothing else. */
class DamagedImageTest {

    @Property(tries = 300)
    void damagedFileIsAnImageOrASampleFailure(
            @ForAll("files") String name,
            @ForAll @Size(max = 5) int[] places,
            @ForAll byte level,
            @ForAll @IntRange(min = 1, max = 4) int quartersKept,
            @ForAll Orientation orientation,
            @ForAll Convert convert) {
        ImagePreparer preparer = ImagePreparer.of(
                ImagePreparation.clip(12).withOrientation(orientation).withConvert(convert));
        byte[] file = Fixtures.bytes(name);
        file = Arrays.copyOf(file, Math.max(1, file.length / 4 * quartersKept));
        for (int place : places) {
            file[Math.floorMod(place, file.length)] += level;
        }
        float[] tensor = new float[preparer.preparation().tensorLength()];
        Arrays.fill(tensor, Float.NaN);
        try {
            preparer.prepare(file, tensor, 0);
            for (float value : tensor) {
                assertThat(value).isBetween(-2f, 4f);
            }
        } catch (SampleFailureException e) {
            assertThat(e.failure().detail()).isNotBlank();
            assertThat(tensor).containsOnly(Float.NaN);
        }
    }

    /** Each format is as likely as any other. */
    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of("jpeg", "png", "webp", "gif", "bmp")
                .flatMap(format -> Arbitraries.of(Fixtures.files().stream()
                        .filter(file -> file.startsWith(format))
                        .toList()));
    }
}
