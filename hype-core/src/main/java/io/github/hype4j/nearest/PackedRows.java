package io.github.hype4j.nearest;

import java.util.Arrays;

/**
 * Vectors in the layout of a register tile: panels of a few, which hold the first element of each, then the second of each,
 * and so on. The places of the last panel that no vector takes hold zeros.
 */
final class PackedRows {

    private final int width;
    private final int dimension;
    private final float[] values;
    private int size;

    PackedRows(int width, int dimension, int capacity) {
        this.width = width;
        this.dimension = dimension;
        this.values = new float[Math.multiplyExact(Math.multiplyExact(panels(capacity), width), dimension)];
    }

    private int panels(int rows) {
        return (rows + width - 1) / width;
    }

    /** Starts anew, with places for so many vectors. */
    void clear(int count) {
        size = count;
        Arrays.fill(values, 0, panelOffset(panelCount()), 0);
    }

    /** Puts a vector, multiplied by a power of two, which is exact unless it falls out of the range of float. */
    void put(int place, float[] rows, int offset, int exponent) {
        int to = place / width * width * dimension + place % width;
        for (int k = 0; k < dimension; k++) {
            values[to + k * width] = Math.scalb(rows[offset + k], exponent);
        }
    }

    int size() {
        return size;
    }

    int panelCount() {
        return panels(size);
    }

    int panelOffset(int panel) {
        return panel * width * dimension;
    }

    float[] values() {
        return values;
    }
}
