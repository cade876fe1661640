package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.selection.Uid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UidSetTest {

    @Property
    void itIsASet(
            @ForAll List<@LongRange(min = -3, max = 3) Long> highs, @ForAll @LongRange(min = 0, max = 2) long low) {
        UidSet set = new UidSet();
        Set<Uid> expected = new HashSet<>();
        for (long high : highs) {
            assertThat(set.add(high, low)).isEqualTo(expected.add(new Uid(high, low)));
        }
    }

    @Test
    void itGrowsAndForgetsNothing() {
        UidSet set = new UidSet();
        for (long i = 0; i < 50_000; i++) {
            assertThat(set.add(i >>> 4, i)).isTrue();
        }
        for (long i = 0; i < 50_000; i++) {
            assertThat(set.add(i >>> 4, i)).isFalse();
        }
        assertThat(set.add(1, 0)).isTrue();
    }
}
