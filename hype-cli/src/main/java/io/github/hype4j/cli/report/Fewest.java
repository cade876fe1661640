package io.github.hype4j.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first few of any number of things in an order, in bounded memory. */
final class Fewest<T> {

    private final int limit;
    private final Comparator<T> order;
    private final PriorityQueue<T> heap;

    Fewest(int limit, Comparator<T> order) {
        this.limit = limit;
        this.order = order;
        this.heap = new PriorityQueue<>(order.reversed());
    }

    void add(T thing) {
        heap.add(thing);
        if (heap.size() > limit) {
            heap.remove();
        }
    }

    /** In order. */
    List<T> list() {
        return heap.stream().sorted(order).toList();
    }
}
