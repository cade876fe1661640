package io.github.hype4j.onnx.text;

import java.util.Arrays;

/** A binary heap of longs, smallest first. {@link java.util.PriorityQueue} would box each of a long word's pairs. */
final class LongHeap {

    private long[] items;
    private int size;

    LongHeap(int capacity) {
        this.items = new long[Math.max(4, capacity)];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The smallest; there must be one. */
    long peek() {
        return items[0];
    }

    void push(long item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, size * 2);
        }
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (items[parent] <= item) {
                break;
            }
            items[place] = items[parent];
            place = parent;
        }
        items[place] = item;
    }

    /** Takes the smallest away; there must be one. */
    long pop() {
        long smallest = items[0];
        long last = items[--size];
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && items[child + 1] < items[child]) {
                child++;
            }
            if (items[child] >= last) {
                break;
            }
            items[place] = items[child];
            place = child;
        }
        items[place] = last;
        return smallest;
    }
}
