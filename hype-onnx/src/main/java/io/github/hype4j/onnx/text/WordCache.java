package io.github.hype4j.onnx.text;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The ids of words seen lately. Two generations: when the young one is full it becomes the old one, and what is used again
 * moves back to the young one. So common words stay, a flood of rare ones passes through, and there are never more than
 * {@code capacity} entries plus one a thread, nor more than {@value #MOST_BYTES} bytes of them, plus one entry a thread.
 */
final class WordCache {

    /** Longer words are rare and hardly ever come again. */
    static final int LONGEST_WORD = 64;

    /** Of words, ids and what Java needs around them, roughly: long words have many ids. */
    static final int MOST_BYTES = 16 << 20;

    private static final int DEFAULT_CAPACITY = 65_536;
    private static final int ENTRY_BYTES = 128;

    private final int generationSize;
    private volatile Generations generations = Generations.after(new ConcurrentHashMap<>());

    private record Generations(
            ConcurrentMap<String, int[]> young, AtomicInteger bytes, ConcurrentMap<String, int[]> old) {

        static Generations after(ConcurrentMap<String, int[]> old) {
            return new Generations(new ConcurrentHashMap<>(), new AtomicInteger(), old);
        }
    }

    WordCache() {
        this(DEFAULT_CAPACITY);
    }

    /** A cache of at most {@code capacity} entries; 0 keeps none. */
    WordCache(int capacity) {
        this.generationSize = capacity / 2;
    }

    /** The word's ids, which must not be written to; {@code compute} is asked if they are not known. */
    int[] get(String word, Function<String, int[]> compute) {
        if (generationSize == 0 || word.length() > LONGEST_WORD) {
            return compute.apply(word);
        }
        Generations now = generations;
        int[] ids = now.young.get(word);
        if (ids != null) {
            return ids;
        }
        ids = now.old.get(word);
        if (ids == null) {
            ids = compute.apply(word);
        }
        int bytes = now.bytes.addAndGet(now.young.put(word, ids) == null ? bytes(word, ids) : 0);
        if (now.young.size() >= generationSize || bytes >= MOST_BYTES / 2) {
            age(now);
        }
        return ids;
    }

    private static int bytes(String word, int[] ids) {
        return ENTRY_BYTES + Character.BYTES * word.length() + Integer.BYTES * ids.length;
    }

    /** The number of entries; a word may count twice. */
    int size() {
        Generations now = generations;
        return now.young.size() + now.old.size();
    }

    /** Once for each generation, however many threads find it full. */
    @SuppressWarnings("ReferenceEquality")
    private synchronized void age(Generations full) {
        if (generations == full) {
            generations = Generations.after(full.young);
        }
    }
}
