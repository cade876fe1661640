package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done to a file, it is decoded or left to another decoder; any other exception would end these tests. */
class JpegDamageTest {

    private static final List<JpegFixtures.Fixture> SMALL = JpegFixtures.all().stream()
            .filter(fixture -> fixture.bytes().length < 1500)
            .toList();

    @Provide
    Arbitrary<JpegFixtures.Fixture> files() {
        return Arbitraries.of(SMALL);
    }

    @Property(tries = 3000)
    void changedByteEndsInPixelsOrInARefusal(
            @ForAll("files") JpegFixtures.Fixture fixture, @ForAll int position, @ForAll byte value) {
        byte[] file = fixture.bytes();
        file[Math.floorMod(position, file.length)] = value;

        assertDecodedOrLeft(file, fixture);
    }

    @Property(tries = 1000)
    void changedBytesAnywhereEndInPixelsOrInARefusal(
            @ForAll("files") JpegFixtures.Fixture fixture, @ForAll int[] positions, @ForAll byte value) {
        byte[] file = fixture.bytes();
        for (int position : positions) {
            file[Math.floorMod(position, file.length)] += value;
        }

        assertDecodedOrLeft(file, fixture);
    }

    @Property(tries = 1000)
    void missingBytesEndInPixelsOrInARefusal(
            @ForAll("files") JpegFixtures.Fixture fixture, @ForAll int position, @ForAll byte count) {
        byte[] file = fixture.bytes();
        int from = Math.floorMod(position, file.length);
        int to = Math.min(from + (count & 0xFF), file.length);
        byte[] rest = Arrays.copyOf(file, file.length - (to - from));
        System.arraycopy(file, to, rest, from, file.length - to);

        assertDecodedOrLeft(rest, fixture);
    }

    private static void assertDecodedOrLeft(byte[] file, JpegFixtures.Fixture fixture) {
        try {
            byte[] pixels = new JavaJpeg().decode(file, fixture.colour(), new Region(0, 0, 1, 1));
            assertThat(pixels).isNotEmpty();
        } catch (UnusualJpegException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }
}
