package io.github.hype4j.onnx.jpeg;

import java.util.Arrays;

/** A scan of a progressive file: T.81, annex G.1. */
final class ProgressiveScan implements BlockScan {

    private final Scan scan;
    private final StoredComponent[] stored;
    private final int[] predictors;
    /** How many of the next blocks have no more new coefficients in this scan. */
    private int endOfBandRun;

    ProgressiveScan(Scan scan, StoredComponent[] stored) {
        this.scan = scan;
        this.stored = stored;
        this.predictors = new int[scan.parts().size()];
    }

    @Override
    public void restart() {
        Arrays.fill(predictors, 0);
        endOfBandRun = 0;
    }

    @Override
    public void read(BitSource in, int part, int block) throws UnusualJpegException {
        Scan.Part of = scan.parts().get(part);
        StoredComponent component = stored[of.index()];
        if (scan.first() == 0) {
            if (scan.previousBit() == 0) {
                predictors[part] += HuffmanTable.value(in.entry(of.requireDc()));
                component.set(block, 0, predictors[part] << scan.bit());
            } else if (in.bit() != 0) {
                component.setBit(block, scan.bit());
            }
        } else if (scan.previousBit() == 0) {
            readFirst(in, of.requireAc(), component, block);
        } else {
            refine(in, of.requireAc(), component.coefficients(), component, block);
        }
    }

    private void readFirst(BitSource in, HuffmanTable table, StoredComponent component, int block)
            throws UnusualJpegException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        for (int k = scan.first(); k <= scan.last(); k++) {
            int entry = in.entry(table);
            int run = HuffmanTable.run(entry);
            int value = HuffmanTable.value(entry);
            if (value == 0 && run < 15) {
                endOfBandRun = (1 << run) - 1 + in.bits(run);
                return;
            }
            k += run;
            if (value != 0) {
                component.set(block, place(k), value << scan.bit());
            }
        }
    }

    private void refine(BitSource in, HuffmanTable table, short[] coefficients, StoredComponent component, int block)
            throws UnusualJpegException {
        int k = scan.first();
        int start = 64 * block;
        if (endOfBandRun == 0) {
            while (k <= scan.last()) {
                int entry = in.entry(table);
                int run = HuffmanTable.run(entry);
                int value = HuffmanTable.value(entry);
                if (value == 0 && run < 15) {
                    endOfBandRun = (1 << run) + in.bits(run);
                    break;
                }
                k = refineUpTo(in, coefficients, start, k, run);
                if (value != 0) {
                    if (value != 1 && value != -1) {
                        throw new UnusualJpegException("a new coefficient of more than one bit");
                    }
                    component.set(block, place(k), value << scan.bit());
                }
                k++;
            }
        }
        if (endOfBandRun > 0) {
            refineUpTo(in, coefficients, start, k, 64);
            endOfBandRun--;
        }
    }

    /** Gives a bit to each coefficient that is not zero, up to the zero behind a number of zeros. */
    private int refineUpTo(BitSource in, short[] coefficients, int start, int from, int zeros) {
        int bit = 1 << scan.bit();
        int left = zeros;
        int k = from;
        for (; k <= scan.last(); k++) {
            int at = start + Zigzag.place(k);
            int coefficient = coefficients[at];
            if (coefficient == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (in.bit() != 0 && (coefficient & bit) == 0) {
                coefficients[at] = (short) (coefficient + (coefficient > 0 ? bit : -bit));
            }
        }
        return k;
    }

    private int place(int k) throws UnusualJpegException {
        if (k > scan.last()) {
            throw new UnusualJpegException("a block with too many coefficients");
        }
        return Zigzag.place(k);
    }
}
