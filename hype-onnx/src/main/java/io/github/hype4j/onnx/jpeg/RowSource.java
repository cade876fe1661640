package io.github.hype4j.onnx.jpeg;

/**
 * Rows of a component at the size of the image, even and odd columns apart. Halved columns and rows are filtered by
 * libjpeg's triangle: 3/4 of the nearer sample and 1/4 of the farther; other ratios repeat samples.
 */
final class RowSource {

    private final Plane plane;
    private final int horizontal;
    private final int vertical;
    private final int width;
    private final int lastRow;
    private final boolean filtersColumns;
    private final boolean filtersRows;
    private final int[] even;
    private final int[] odd;
    private final int[] near;
    private final int[] far;
    private final int[] centre;
    private final int[] neighbour;

    RowSource(Component component, Frame frame, Region needed) {
        this.horizontal = frame.maxHorizontal() / component.horizontal();
        this.vertical = frame.maxVertical() / component.vertical();
        this.plane = new Plane(component, horizontal == 1, widened(needed));
        this.width = component.width();
        this.lastRow = component.height() - 1;
        // libjpeg repeats the samples of components that are this narrow.
        this.filtersColumns = horizontal == 2 && vertical <= 2 && width > 2;
        this.filtersRows = vertical == 2 && (horizontal == 1 || filtersColumns);
        int pairs = 4 * frame.mcusAcross() * frame.maxHorizontal();
        this.even = new int[pairs];
        this.odd = new int[pairs];
        int length = Math.max(width, pairs);
        this.near = new int[length];
        this.far = new int[length];
        this.centre = new int[length];
        this.neighbour = new int[length];
    }

    Plane plane() {
        return plane;
    }

    /** The rows of the image below the last settled one that cannot be had yet. */
    int lag() {
        return filtersRows ? 1 : 0;
    }

    int[] even() {
        return even;
    }

    int[] odd() {
        return odd;
    }

    /** Makes {@link #even} and {@link #odd} those of a row of the image. */
    void read(int row) {
        int nearRow = row / vertical;
        int start = plane.start(nearRow);
        if (horizontal == 1) {
            readHalf(row, start, even);
            readHalf(row, start + plane.half(), odd);
        } else if (!filtersColumns) {
            repeat(plane.samples(), start);
        } else {
            System.arraycopy(plane.samples(), start, near, 0, width);
            if (filtersRows) {
                System.arraycopy(plane.samples(), plane.start(far(row, nearRow)), far, 0, width);
                Levels.blend(near, far, centre, width);
                filterColumns(centre);
                Levels.roundSixteenths(even, 8, even, width);
                Levels.roundSixteenths(odd, 7, odd, width);
            } else {
                filterColumns(near);
                Levels.roundFourths(even, 1, even, width);
                Levels.roundFourths(odd, 2, odd, width);
            }
        }
    }

    /** Even or odd columns of a component that has all of them. */
    private void readHalf(int row, int start, int[] out) {
        if (filtersRows) {
            int half = plane.half();
            int farStart = start - plane.start(row / vertical) + plane.start(far(row, row / vertical));
            System.arraycopy(plane.samples(), start, near, 0, half);
            System.arraycopy(plane.samples(), farStart, far, 0, half);
            Levels.blend(near, far, out, half);
            Levels.roundFourths(out, row % 2 == 0 ? 1 : 2, out, half);
        } else {
            System.arraycopy(plane.samples(), start, out, 0, plane.half());
        }
    }

    /** Blends each sample with its left neighbour and with its right one; the outermost are their own neighbours. */
    private void filterColumns(int[] samples) {
        System.arraycopy(samples, 0, neighbour, 1, width - 1);
        neighbour[0] = samples[0];
        Levels.blend(samples, neighbour, even, width);
        System.arraycopy(samples, 1, neighbour, 0, width - 1);
        neighbour[width - 1] = samples[width - 1];
        Levels.blend(samples, neighbour, odd, width);
    }

    /** A sample more at every side, for the filters. */
    private Region widened(Region needed) {
        return new Region(
                Math.max(needed.left() / horizontal - 1, 0),
                Math.max(needed.top() / vertical - 1, 0),
                (needed.right() - 1) / horizontal + 2,
                (needed.bottom() - 1) / vertical + 2);
    }

    private int far(int row, int near) {
        return row % 2 == 0 ? Math.max(near - 1, 0) : Math.min(near + 1, lastRow);
    }

    private void repeat(int[] samples, int start) {
        for (int i = 0; i < even.length; i++) {
            even[i] = samples[start + 2 * i / horizontal];
            odd[i] = samples[start + (2 * i + 1) / horizontal];
        }
    }
}
