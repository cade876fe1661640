package io.github.hype4j.onnx.text;

/**
 * Byte-pair encoding of one word: as long as some neighbours can be merged, all places where the pair of the lowest rank
 * stands are merged, from left to right. A linked list and a heap give the same result as doing it literally, in
 * {@code n log n} instead of {@code n} squared; a caption may be one word of a million letters.
 */
final class PairMerger {

    private static final int DEAD = -2;
    private static final int END = -1;

    private final MergeTable merges;

    PairMerger(MergeTable merges) {
        this.merges = merges;
    }

    /** Merges in place and gives what is left; {@code symbols} is used up. */
    int[] merge(int[] symbols) {
        int length = symbols.length;
        int[] next = new int[length];
        int[] previous = new int[length];
        LongHeap candidates = new LongHeap(length);
        for (int i = 0; i < length; i++) {
            next[i] = i + 1 < length ? i + 1 : END;
            previous[i] = i - 1;
            offer(candidates, symbols, i, next[i]);
        }
        int[] merged = new int[length / 2];
        int left = length;
        while (!candidates.isEmpty()) {
            int rank = rankOf(candidates.peek());
            int count = 0;
            // New pairs join only after the round, even where they have a lower rank: that is the definition.
            while (!candidates.isEmpty() && rankOf(candidates.peek()) == rank) {
                int place = (int) candidates.pop();
                int neighbour = next[place];
                if (neighbour >= 0 && merges.rank(symbols[place], symbols[neighbour]) == rank) {
                    symbols[place] = merges.product(rank);
                    next[place] = next[neighbour];
                    if (next[neighbour] >= 0) {
                        previous[next[neighbour]] = place;
                    }
                    next[neighbour] = DEAD;
                    merged[count++] = place;
                }
            }
            left -= count;
            for (int i = 0; i < count; i++) {
                int place = merged[i];
                if (previous[place] >= 0) {
                    offer(candidates, symbols, previous[place], place);
                }
                offer(candidates, symbols, place, next[place]);
            }
        }
        int[] result = new int[left];
        for (int i = 0, place = 0; i < left; i++, place = next[place]) {
            result[i] = symbols[place];
        }
        return result;
    }

    private void offer(LongHeap candidates, int[] symbols, int place, int neighbour) {
        if (neighbour >= 0) {
            int rank = merges.rank(symbols[place], symbols[neighbour]);
            if (rank != MergeTable.NONE) {
                candidates.push(((long) rank << 32) | place);
            }
        }
    }

    private static int rankOf(long candidate) {
        return (int) (candidate >>> 32);
    }
}
