package io.github.hype4j.onnx.jpeg;

import java.util.List;
import java.util.function.IntFunction;

/** Turns the blocks of MCU rows into the pixels of the image, as soon as the rows around them are known. */
final class PixelAssembly {

    private final Frame frame;
    private final Region needed;
    private final RowSource[] sources;
    private final RowWriter writer;
    private final byte[] pixels;
    private final int lag;
    private int next;

    PixelAssembly(Frame frame, JpegColour colour, Region needed, IntFunction<byte[]> memory) {
        this.frame = frame;
        this.needed = needed;
        this.next = needed.top();
        List<Component> components = frame.components();
        this.sources = new RowSource[components.size()];
        int lag = 0;
        for (int i = 0; i < sources.length; i++) {
            sources[i] = new RowSource(components.get(i), frame, needed);
            lag = Math.max(lag, sources[i].lag());
        }
        this.lag = lag;
        this.writer = switch (colour) {
            case GREY, CMYK, YCCK -> new ComponentRows();
            case YCBCR, RGB -> new RgbRows(colour == JpegColour.YCBCR, sources[0].even().length);
        };
        this.pixels = memory.apply(frame.width() * frame.height() * sources.length);
    }

    Plane plane(int component) {
        return sources[component].plane();
    }

    /** Takes up an MCU row, all blocks of which were put into their planes. */
    void finishMcuRow(int mcuRow) {
        for (RowSource source : sources) {
            source.plane().settle(mcuRow);
        }
        int known = mcuRow == frame.mcusDown() - 1 ? frame.height() : 8 * frame.maxVertical() * (mcuRow + 1) - lag;
        int end = Math.min(known, needed.bottom());
        for (; next < end; next++) {
            for (RowSource source : sources) {
                source.read(next);
            }
            writer.write(sources, needed.left(), needed.right(), pixels, next * frame.width() * sources.length);
        }
    }

    byte[] pixels() {
        return pixels;
    }
}
