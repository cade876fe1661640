package io.github.hype4j.onnx.jpeg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of several scans: the coefficients of all blocks are kept until the last scan is read. */
final class StoredImage {

    private final MarkerReader markers;
    private final EntropyData data;
    private final byte[] file;
    private final Frame frame;
    private final StoredComponent[] stored;

    StoredImage(byte[] file, MarkerReader markers, EntropyData data) throws UnusualJpegException {
        this.markers = markers;
        this.data = data;
        this.file = file;
        this.frame = markers.frame();
        List<Component> components = frame.components();
        this.stored = new StoredComponent[components.size()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = new StoredComponent(components.get(i));
        }
    }

    void decode(Scan first, PixelAssembly assembly) throws UnusualJpegException {
        @Nullable Scan scan = first;
        while (scan != null) {
            markers.continueAt(data.read(file, scan.dataStart()));
            readScan(scan);
            scan = markers.nextScan();
        }
        for (StoredComponent component : stored) {
            component.checkComplete();
        }
        Block block = new Block();
        long[] work = new long[32];
        for (int mcuRow = 0; mcuRow < frame.mcusDown(); mcuRow++) {
            for (int i = 0; i < stored.length; i++) {
                stored[i].transformMcuRow(mcuRow, assembly.plane(i), block, work);
            }
            assembly.finishMcuRow(mcuRow);
        }
    }

    private void readScan(Scan scan) throws UnusualJpegException {
        for (Scan.Part part : scan.parts()) {
            StoredComponent component = stored[part.index()];
            component.useSteps(markers.steps(component.component().quantization()));
            component.note(scan);
        }
        BlockScan blocks = frame.isProgressive() ? new ProgressiveScan(scan, stored) : new SequentialScan(scan, stored);
        if (scan.parts().size() == 1) {
            readComponent(scan, blocks);
        } else {
            readMcus(scan, blocks);
        }
    }

    /** A scan of one component has no blocks but those that hold samples: T.81, A.2.2. */
    private void readComponent(Scan scan, BlockScan blocks) throws UnusualJpegException {
        Component component = frame.components().get(scan.parts().get(0).index());
        int across = component.blocksAcross();
        int down = component.blocksDown();
        Intervals intervals = new Intervals(data, scan, across * down);
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                if (intervals.isStartOfNext()) {
                    blocks.restart();
                }
                blocks.read(intervals.source(), 0, row * component.storedAcross() + column);
                intervals.checkMcu();
            }
        }
        intervals.checkEnd();
    }

    private void readMcus(Scan scan, BlockScan blocks) throws UnusualJpegException {
        Intervals intervals = new Intervals(data, scan, frame.mcusAcross() * frame.mcusDown());
        for (int mcuRow = 0; mcuRow < frame.mcusDown(); mcuRow++) {
            for (int mcuColumn = 0; mcuColumn < frame.mcusAcross(); mcuColumn++) {
                if (intervals.isStartOfNext()) {
                    blocks.restart();
                }
                for (int part = 0; part < scan.parts().size(); part++) {
                    readMcu(intervals.source(), scan, part, blocks, mcuRow, mcuColumn);
                }
                intervals.checkMcu();
            }
        }
        intervals.checkEnd();
    }

    private void readMcu(BitSource in, Scan scan, int part, BlockScan blocks, int mcuRow, int mcuColumn)
            throws UnusualJpegException {
        Component component = frame.components().get(scan.parts().get(part).index());
        for (int v = 0; v < component.vertical(); v++) {
            int start =
                    (mcuRow * component.vertical() + v) * component.storedAcross() + mcuColumn * component.horizontal();
            for (int h = 0; h < component.horizontal(); h++) {
                blocks.read(in, part, start + h);
            }
        }
    }
}
