package io.github.hype4j.onnx.jpeg;

import java.util.Arrays;
import java.util.List;

/** A sequential file of one scan, decoded MCU row by MCU row without keeping coefficients. */
final class StreamedImage {

    private final Frame frame;
    private final Scan scan;
    private final EntropyData data;
    private final int[][] steps;
    private final PixelAssembly assembly;
    private final int[] predictors;
    private final Block block = new Block();
    private final long[] work = new long[32];

    StreamedImage(MarkerReader markers, Scan scan, EntropyData data, PixelAssembly assembly)
            throws UnusualJpegException {
        this.frame = markers.frame();
        this.scan = scan;
        this.data = data;
        List<Component> components = frame.components();
        this.predictors = new int[components.size()];
        this.steps = new int[components.size()][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = markers.steps(components.get(i).quantization());
        }
        this.assembly = assembly;
    }

    void decode() throws UnusualJpegException {
        Intervals intervals = new Intervals(data, scan, frame.mcusAcross() * frame.mcusDown());
        for (int mcuRow = 0; mcuRow < frame.mcusDown(); mcuRow++) {
            for (int mcuColumn = 0; mcuColumn < frame.mcusAcross(); mcuColumn++) {
                if (intervals.isStartOfNext()) {
                    Arrays.fill(predictors, 0);
                }
                decodeMcu(intervals.source(), mcuRow, mcuColumn);
                intervals.checkMcu();
            }
            assembly.finishMcuRow(mcuRow);
        }
        intervals.checkEnd();
    }

    private void decodeMcu(BitSource in, int mcuRow, int mcuColumn) throws UnusualJpegException {
        for (Scan.Part part : scan.parts()) {
            int index = part.index();
            Component component = frame.components().get(index);
            HuffmanTable dc = part.requireDc();
            HuffmanTable ac = part.requireAc();
            for (int v = 0; v < component.vertical(); v++) {
                for (int h = 0; h < component.horizontal(); h++) {
                    SequentialBlocks.decode(in, dc, ac, steps[index], predictors, index, block);
                    assembly.plane(index)
                            .put(
                                    block,
                                    work,
                                    mcuRow * component.vertical() + v,
                                    mcuColumn * component.horizontal() + h);
                    block.clear();
                }
            }
        }
    }
}
