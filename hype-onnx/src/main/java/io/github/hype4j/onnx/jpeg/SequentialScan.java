package io.github.hype4j.onnx.jpeg;

import java.util.Arrays;

/** One of several scans of a sequential file, which gives all of some components. */
final class SequentialScan implements BlockScan {

    private static final int[] NO_STEPS = new int[64];

    static {
        Arrays.fill(NO_STEPS, 1);
    }

    private final Scan scan;
    private final StoredComponent[] stored;
    private final int[] predictors;
    private final Block coefficients = new Block();

    SequentialScan(Scan scan, StoredComponent[] stored) {
        this.scan = scan;
        this.stored = stored;
        this.predictors = new int[scan.parts().size()];
    }

    @Override
    public void restart() {
        Arrays.fill(predictors, 0);
    }

    @Override
    public void read(BitSource in, int part, int block) throws UnusualJpegException {
        Scan.Part of = scan.parts().get(part);

        SequentialBlocks.decode(in, of.requireDc(), of.requireAc(), NO_STEPS, predictors, part, coefficients);
        stored[of.index()].set(block, coefficients);
        coefficients.clear();
    }
}
