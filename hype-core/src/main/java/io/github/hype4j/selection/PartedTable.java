package io.github.hype4j.selection;

import io.github.hype4j.score.Component;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The components of a pool's scored samples as columns, in parts that can be read at the same time, again and again: files,
 * row groups, or the partitions of a cluster. What is found by scans depends on neither the parts nor their order.
 */
public interface PartedTable {

    /**
     * The columns.
     *
     * @return the components, in the order of the columns of a batch
     */
    List<Component> components();

    /**
     * How many parts there are.
     *
     * @return the count, 0 or more; the same at every call
     */
    int parts();

    /**
     * Reads every row of a part once. Different parts may be read by several threads at a time.
     *
     * @param part the number of the part, from 0
     * @param withUids whether the batches must have uids
     * @param visitor is given the rows, batch by batch
     * @throws IOException if the part cannot be read
     */
    void scan(int part, boolean withUids, BatchVisitor visitor) throws IOException;

    /**
     * Reads every part once, several at a time.
     *
     * @param <V> what takes the rows
     * @param withUids whether the batches must have uids
     * @param parallelism who reads
     * @param newVisitor makes a visitor for each thread that takes part
     * @return the visitors, each of which was used by one thread only; between them they were given every row once
     * @throws IOException if a part cannot be read
     */
    default <V extends BatchVisitor> List<V> scanAll(
            boolean withUids, Parallelism parallelism, Supplier<? extends V> newVisitor) throws IOException {
        int workers = Math.max(1, Math.min(parallelism.threads(), parts()));
        List<V> visitors = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            visitors.add(newVisitor.get());
        }
        AtomicInteger next = new AtomicInteger();
        parallelism.run(workers, worker -> {
            try {
                for (int part = next.getAndIncrement(); part < parts(); part = next.getAndIncrement()) {
                    scan(part, withUids, visitors.get(worker));
                }
            } catch (IOException e) {
                next.set(parts()); // the others need not begin another
                throw e;
            }
        });
        return visitors;
    }

    /** Takes rows, batch by batch. */
    @FunctionalInterface
    interface BatchVisitor {
        /**
         * Takes some rows.
         *
         * @param batch the rows; reused for the next ones
         * @throws IOException if they cannot be put where they belong
         */
        void batch(ColumnBatch batch) throws IOException;
    }
}
