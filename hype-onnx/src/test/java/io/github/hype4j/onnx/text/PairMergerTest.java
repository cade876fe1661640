package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairMergerTest {

    /** Tables at random, so that a product may well have a merge of lower rank than its own. */
    @Property(tries = 2000)
    void givesWhatTheRoundsOfTheDefinitionGive(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int merges,
            @ForAll @IntRange(min = 1, max = 40) int length) {
        Random random = new Random(seed);
        List<int[]> table = new ArrayList<>();
        int symbols = 3;
        for (int i = 0; i < merges; i++) {
            table.add(new int[] {random.nextInt(symbols), random.nextInt(symbols), symbols++});
        }
        java.util.Collections.shuffle(table, random);
        int[] word = random.ints(length, 0, 3).toArray();
        assertThat(merger(table).merge(word.clone())).isEqualTo(naive(table, word));
    }

    @Test
    void mergesOverlappingPairsFromTheLeft() {
        List<int[]> table = List.of(new int[] {0, 0, 1}, new int[] {1, 1, 2});
        assertThat(merger(table).merge(new int[] {0, 0, 0, 0, 0})).containsExactly(2, 0);
    }

    @Test
    void finishesTheRoundBeforeAProductOfLowerRank() {
        // Rank 0 joins what rank 1 makes; done at once, the second pair would never be made.
        List<int[]> table = List.of(new int[] {3, 0, 4}, new int[] {0, 1, 3});
        assertThat(merger(table).merge(new int[] {0, 1, 0, 1})).containsExactly(3, 3);
    }

    @Test
    void aMergeListedTwiceHasItsLaterRank() {
        List<int[]> table = List.of(new int[] {0, 1, 3}, new int[] {1, 2, 4}, new int[] {0, 1, 3});
        assertThat(merger(table).merge(new int[] {0, 1, 2})).containsExactly(0, 4);
    }

    private static PairMerger merger(List<int[]> table) {
        return new PairMerger(new MergeTable(column(table, 0), column(table, 1), column(table, 2)));
    }

    private static int[] column(List<int[]> table, int index) {
        return table.stream().mapToInt(merge -> merge[index]).toArray();
    }

    private static int[] naive(List<int[]> table, int[] word) {
        List<Integer> now = new ArrayList<>(Arrays.stream(word).boxed().toList());
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < now.size(); i++) {
                best = Math.min(best, rank(table, now.get(i), now.get(i + 1)));
            }
            if (best == Integer.MAX_VALUE) {
                return now.stream().mapToInt(Integer::intValue).toArray();
            }
            int[] merge = table.get(best);
            List<Integer> next = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                if (i + 1 < now.size() && now.get(i) == merge[0] && now.get(i + 1) == merge[1]) {
                    next.add(merge[2]);
                    i++;
                } else {
                    next.add(now.get(i));
                }
            }
            now = next;
        }
    }

    private static int rank(List<int[]> table, int left, int right) {
        int found = Integer.MAX_VALUE;
        for (int rank = 0; rank < table.size(); rank++) {
            if (table.get(rank)[0] == left && table.get(rank)[1] == right) {
                found = rank;
            }
        }
        return found;
    }
}
