package io.github.hype4j.onnx.image;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Samples out of a raster that nobody else uses any more, side by side a pixel, rows from the top. Never through a colour
 * model, which would convert.
 */
final class RasterSamples {

    private RasterSamples() {}

    /** Levels of 0 to 255: deeper samples are cut to their high byte, shallower ones stretched. */
    static byte[] levels(Raster raster) {
        int bands = raster.getNumBands();
        if (isBytes(raster)) {
            return bytes(raster);
        }
        int width = raster.getWidth();
        byte[] out = new byte[width * raster.getHeight() * bands];
        int[] row = new int[width * bands];
        int[] bits = raster.getSampleModel().getSampleSize();
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i++) {
                int depth = bits[i % bands];
                int level = depth > 8 ? row[i] >> (depth - 8) : row[i] * 255 / ((1 << depth) - 1);
                out[y * row.length + i] = (byte) level;
            }
        }
        return out;
    }

    /** The single sample of each pixel as it is. */
    static byte[] indices(Raster raster) {
        return bytes(raster);
    }

    private static boolean isBytes(Raster raster) {
        return raster.getTransferType() == DataBuffer.TYPE_BYTE
                && raster.getNumDataElements() == raster.getNumBands()
                && raster.getSampleModel().getSampleSize(0) == 8;
    }

    /** Whether the samples lie in the order of their bands, without gaps and from the start of the buffer. */
    private static boolean isInterleaved(Raster raster) {
        int bands = raster.getNumBands();
        if (!(raster.getSampleModel() instanceof ComponentSampleModel model)
                || model.getPixelStride() != bands
                || model.getScanlineStride() != bands * raster.getWidth()
                || raster.getDataBuffer().getNumBanks() != 1
                || raster.getDataBuffer().getOffset() != 0) {
            return false;
        }
        int[] offsets = model.getBandOffsets();
        for (int band = 0; band < bands; band++) {
            if (offsets[band] != band) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int length = width * height * raster.getNumBands();
        if (isInterleaved(raster) && raster.getDataBuffer() instanceof DataBufferByte data) {
            // An image is large enough for a copy to matter.
            byte[] samples = data.getData();
            if (samples.length == length) {
                return samples;
            }
        }
        byte[] out = new byte[length];
        raster.getDataElements(raster.getMinX(), raster.getMinY(), width, height, out);
        return out;
    }
}
