package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WordCacheTest {

    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void computesAWordOnce() {
        WordCache cache = new WordCache(100);
        assertThat(get(cache, "dog")).containsExactly(3);
        assertThat(get(cache, "dog")).containsExactly(3);
        assertThat(computed).hasValue(1);
    }

    @Test
    void neverHoldsMoreThanItsCapacity() {
        WordCache cache = new WordCache(100);
        for (int i = 0; i < 10_000; i++) {
            get(cache, "w" + i);
            assertThat(cache.size()).isLessThanOrEqualTo(100);
        }
        assertThat(cache.size()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void keepsACommonWordInAFloodOfRareOnes() {
        WordCache cache = new WordCache(100);
        for (int i = 0; i < 1000; i++) {
            get(cache, "common");
            get(cache, "rare" + i);
        }
        assertThat(computed).hasValue(1001);
    }

    @Test
    void keepsNoLongWords() {
        WordCache cache = new WordCache(100);
        get(cache, "x".repeat(WordCache.LONGEST_WORD + 1));
        assertThat(cache.size()).isZero();
        get(cache, "x".repeat(WordCache.LONGEST_WORD));
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void boundsTheMemoryOfAFloodOfWordsWithManyIds() {
        WordCache cache = new WordCache();
        int words = 20_000;
        int idsPerWord = 1000;
        for (int i = 0; i < words; i++) {
            cache.get("word" + i, word -> new int[idsPerWord]);
            assertThat((long) cache.size() * idsPerWord * Integer.BYTES).isLessThanOrEqualTo(WordCache.MOST_BYTES);
        }
        assertThat(cache.size()).isGreaterThan(WordCache.MOST_BYTES / Integer.BYTES / idsPerWord / 3);
    }

    @Test
    void keepsNothingWithoutCapacity() {
        WordCache cache = new WordCache(0);
        get(cache, "dog");
        get(cache, "dog");
        assertThat(computed).hasValue(2);
    }

    private int[] get(WordCache cache, String word) {
        return cache.get(word, text -> {
            computed.incrementAndGet();
            return new int[] {text.length()};
        });
    }
}
