package io.github.hype4j.onnx.jpeg;

/**
 * The samples of a component in the rows of two MCUs: those of an MCU row take the place of those before the last.
 *
 * <p>Where the component has a sample for every column of the image, the even columns stand in the first half of a row and
 * the odd ones in the second, which is how {@link RowSource} gives them.
 */
final class Plane {

    private final int[] samples;
    private final int rowLength;
    private final int mcuRows;
    private final boolean isSplit;
    private final Region needed;

    /**
     * A plane.
     *
     * @param component what it holds
     * @param isSplit whether even and odd columns are kept apart
     * @param needed the samples that are needed
     */
    Plane(Component component, boolean isSplit, Region needed) {
        this.rowLength = 8 * component.storedAcross();
        this.mcuRows = 8 * component.vertical();
        this.samples = new int[2 * mcuRows * rowLength];
        this.isSplit = isSplit;
        this.needed = needed;
    }

    int[] samples() {
        return samples;
    }

    /** Where a row starts, counted from the top of the image. */
    int start(int row) {
        return row % (2 * mcuRows) * rowLength;
    }

    /** Where the odd columns of a split row start, from its start. */
    int half() {
        return rowLength / 2;
    }

    /** Transforms a block to where it belongs, if it is needed. */
    void put(Block block, long[] work, int blockRow, int blockColumn) {
        if (!isNeeded(8 * blockRow, 8 * blockColumn)) {
            return;
        }
        int start = start(8 * blockRow);
        if (isSplit) {
            int even = start + 4 * blockColumn;
            InverseDct.transform(block, work, samples, even, even + half(), 1, rowLength);
        } else {
            int even = start + 8 * blockColumn;
            InverseDct.transform(block, work, samples, even, even + 1, 2, rowLength);
        }
    }

    private boolean isNeeded(int row, int column) {
        return column < needed.right() && column + 8 > needed.left() && row < needed.bottom() && row + 8 > needed.top();
    }

    /** Makes samples of an MCU row whose blocks were put. */
    void settle(int mcuRow) {
        int from = start(mcuRow * mcuRows);
        Levels.settle(samples, from, from + mcuRows * rowLength);
    }
}
