package io.github.hype4j.onnx.text;

/** Takes the ids of one caption until there is no more room for them. */
final class IdSink {

    private final int[] ids;
    private final int limit;
    private int size;

    /** Writes to {@code ids} from {@code start} on, and never at {@code limit} or beyond. */
    IdSink(int[] ids, int start, int limit) {
        this.ids = ids;
        this.size = start;
        this.limit = limit;
    }

    /** Adds an id, or drops it if there is no room. */
    void add(int id) {
        if (size < limit) {
            ids[size++] = id;
        }
    }

    /** Adds as many of the ids as there is room for. */
    void addAll(int[] more) {
        int count = Math.min(more.length, limit - size);
        System.arraycopy(more, 0, ids, size, count);
        size += count;
    }

    boolean isFull() {
        return size >= limit;
    }

    /** The index after the last id written. */
    int end() {
        return size;
    }
}
