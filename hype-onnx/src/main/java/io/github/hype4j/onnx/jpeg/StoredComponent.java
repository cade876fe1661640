package io.github.hype4j.onnx.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The coefficients of a component whose blocks are complete only after several scans, before dequantization. */
final class StoredComponent {

    private static final int UNKNOWN = -1;
    /** Where bits of these, in zigzag order, are missing at the end, libjpeg smooths the image. */
    private static final int SMOOTHED = 10;

    private final Component component;
    private final short[] coefficients;
    /** For each block, which coefficients may differ from zero. */
    private final long[] masks;
    /** For each coefficient in zigzag order, the lowest bit that is known. */
    private final int[] known = new int[64];

    private int @Nullable [] steps;

    StoredComponent(Component component) {
        this.component = component;
        int blocks = component.storedAcross() * component.storedDown();
        this.coefficients = new short[64 * blocks];
        this.masks = new long[blocks];
        Arrays.fill(known, UNKNOWN);
    }

    Component component() {
        return component;
    }

    short[] coefficients() {
        return coefficients;
    }

    /** The steps of the first scan stay in force. */
    void useSteps(int[] stepsOfScan) {
        if (steps == null) {
            steps = stepsOfScan;
        }
    }

    /** Notes which bits a scan gives, and checks that they are the next. */
    void note(Scan scan) throws UnusualJpegException {
        for (int k = scan.first(); k <= scan.last(); k++) {
            int before = scan.previousBit() == 0 ? UNKNOWN : scan.previousBit();
            if (known[k] != before || (k > 0 && known[0] == UNKNOWN)) {
                throw new UnusualJpegException("scans out of order");
            }
            known[k] = scan.bit();
        }
    }

    /** Checks that nothing is missing for which libjpeg would make something up. */
    void checkComplete() throws UnusualJpegException {
        for (int k = 0; k < SMOOTHED; k++) {
            if (known[k] != 0) {
                throw new UnusualJpegException("scans that do not give all bits");
            }
        }
    }

    void set(int block, int place, int coefficient) {
        coefficients[64 * block + place] = (short) coefficient;
        masks[block] |= 1L << place;
    }

    /** Sets a bit of the first coefficient. */
    void setBit(int block, int bit) {
        coefficients[64 * block] |= (short) (1 << bit);
        masks[block] |= 1;
    }

    void set(int block, Block values) {
        for (long left = values.mask; left != 0; left &= left - 1) {
            int place = Long.numberOfTrailingZeros(left);
            coefficients[64 * block + place] = (short) values.coefficients[place];
        }
        masks[block] = values.mask;
    }

    /** Dequantizes and transforms all blocks of an MCU row. */
    void transformMcuRow(int mcuRow, Plane plane, Block block, long[] work) throws UnusualJpegException {
        int[] byPlace = stepsByPlace();
        for (int v = 0; v < component.vertical(); v++) {
            int row = mcuRow * component.vertical() + v;
            for (int column = 0; column < component.storedAcross(); column++) {
                fill(block, row * component.storedAcross() + column, byPlace);
                plane.put(block, work, row, column);
                block.clear();
            }
        }
    }

    private void fill(Block block, int index, int[] byPlace) {
        long mask = masks[index] | 1;
        long magnitude = 0;
        for (long left = mask; left != 0; left &= left - 1) {
            int place = Long.numberOfTrailingZeros(left);
            int coefficient = coefficients[64 * index + place] * byPlace[place];
            block.coefficients[place] = coefficient;
            magnitude += Math.abs((long) coefficient);
        }
        block.mask = mask;
        block.magnitude = magnitude;
    }

    private int[] stepsByPlace() throws UnusualJpegException {
        if (steps == null) {
            throw new UnusualJpegException("a component without a scan");
        }
        int[] byPlace = new int[64];
        for (int k = 0; k < 64; k++) {
            byPlace[Zigzag.place(k)] = steps[k];
        }
        return byPlace;
    }
}
