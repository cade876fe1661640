package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LikelySetTest {

    private static LongStream members(int count) {
        return new Random(1).longs(count);
    }

    private static LongStream others() {
        return new Random(2).longs(100_000);
    }

    @Test
    void aSetOfNothingIsEmpty() {
        LikelySet set = LikelySet.ofBytes(1 << 20);

        assertThat(set.isEmpty()).isTrue();
        assertThat(set.small().isEmpty()).isTrue();
        assertThat(others().anyMatch(set.small()::mayContain)).isFalse();
    }

    @Test
    void aSmallOneHasTheSameMembersAndFewOthers() {
        LikelySet set = LikelySet.ofBytes(1 << 20);
        members(300).forEach(set::add);

        LikelySet small = set.small();

        assertThat(small).isNotSameAs(set);
        assertThat(small.isEmpty()).isFalse();
        assertThat(members(300).allMatch(small::mayContain)).isTrue();
        assertThat(others().filter(small::mayContain).count()).isLessThan(200);
    }

    @Test
    void oneOfManyMembersStaysAsItIs() {
        LikelySet set = LikelySet.ofBytes(1 << 10);
        members(1_000).forEach(set::add);

        assertThat(set.small()).isSameAs(set);
        assertThat(members(1_000).allMatch(set::mayContain)).isTrue();
    }
}
