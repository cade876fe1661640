package io.github.hype4j;

import io.github.hype4j.selection.Uid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Groups pairs into batches as they come in, and keeps those out of the way whose uid was seen before. What was read is
 * remembered until its results are there.
 */
final class IncomingPairs<P extends ImageTextPair> implements Iterator<List<P>> {

    private final Iterator<P> source;
    private final int batchSize;
    private final Predicate<Uid> isNew;
    private final Queue<Batch<P>> read = new ArrayDeque<>();

    /**
     * What came in with a batch.
     *
     * @param pairs all of them, in order
     * @param duplicates which of them are not to be scored
     */
    record Batch<P>(List<P> pairs, BitSet duplicates) {}

    IncomingPairs(Iterator<P> source, int batchSize, Predicate<Uid> isNew) {
        this.source = source;
        this.batchSize = batchSize;
        this.isNew = isNew;
    }

    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    /** The pairs of the next batch that are to be scored: none, where all are duplicates. */
    @Override
    public List<P> next() {
        if (!source.hasNext()) {
            throw new NoSuchElementException();
        }
        List<P> pairs = new ArrayList<>(batchSize);
        List<P> fresh = new ArrayList<>(batchSize);
        BitSet duplicates = new BitSet();
        while (pairs.size() < batchSize && source.hasNext()) {
            P pair = source.next();
            if (isNew.test(pair.uid())) {
                fresh.add(pair);
            } else {
                duplicates.set(pairs.size());
            }
            pairs.add(pair);
        }
        read.add(new Batch<>(pairs, duplicates));
        return fresh;
    }

    /** The batch that was read first of those that have not been asked for yet. */
    Batch<P> nextRead() {
        return read.remove();
    }
}
