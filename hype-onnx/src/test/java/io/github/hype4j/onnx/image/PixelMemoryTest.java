package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelMemoryTest {

    private final PixelMemory memory = new PixelMemory();

    @Test
    void anArrayServesAsLongAsItIsLongEnough() {
        byte[] first = memory.atLeast(1000);

        assertThat(first).hasSizeGreaterThanOrEqualTo(1000);
        assertThat(memory.atLeast(10)).isSameAs(first);
        assertThat(memory.atLeast(1001)).hasSizeGreaterThanOrEqualTo(1001);
    }

    @Test
    void aLargeArrayIsNotKept() {
        byte[] kept = memory.atLeast(1000);

        byte[] large = memory.atLeast(PixelMemory.MOST_KEPT + 1);

        assertThat(large).hasSize(PixelMemory.MOST_KEPT + 1);
        assertThat(memory.atLeast(1000)).isSameAs(kept);
    }
}
