package io.github.hype4j.io.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Books balance only if both sums come out: that of the pool's samples and that of the subset's places. */
class ReshardBooksTest {

    /** Ten samples, of which four are written: one three times, the others once. */
    private static ReshardBooks books(
            long notInSubset, long copies, long wanted, long copiesWanted, long copiesMissing) {
        return new ReshardBooks(10, 4, notInSubset, 1, 2, copies, wanted, copiesWanted, copiesMissing, 1, List.of(), 0);
    }

    @Test
    void allThereIsBalanced() {
        assertThat(books(3, 6, 4, 6, 0).isBalanced()).isTrue();
    }

    @Test
    void aUidThatIsNotFoundIsCountedWithItsRepeats() {
        ReshardBooks books = books(3, 6, 5, 9, 3);

        assertThat(books.missing()).isEqualTo(1);
        assertThat(books.isCounted()).isTrue();
        assertThat(books.isBalanced()).isFalse();
    }

    @Test
    void aCopyThatWasNotWrittenIsNoticedThoughItsUidWas() {
        assertThat(books(3, 5, 4, 6, 0).isCounted()).isFalse();
        assertThat(books(3, 5, 4, 6, 0).isBalanced()).isFalse();
    }

    @Test
    void aSampleOfThePoolThatIsNowhereIsNoticed() {
        assertThat(books(2, 6, 4, 6, 0).isCounted()).isFalse();
    }
}
