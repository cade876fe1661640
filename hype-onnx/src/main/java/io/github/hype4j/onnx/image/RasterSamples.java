package io.github.hype4j.onnx.image;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.util.Arrays;

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
        if (isPackedInts(raster)) {
            return unpacked(raster);
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

    /** The single sample of 16 bits of each pixel as two bytes, the high one first. */
    static byte[] bytesOfDeep(Raster raster) {
        int width = raster.getWidth();
        byte[] out = new byte[2 * width * raster.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++) {
                out[2 * (y * width + x)] = (byte) (row[x] >> 8);
                out[2 * (y * width + x) + 1] = (byte) row[x];
            }
        }
        return out;
    }

    private static boolean isBytes(Raster raster) {
        return raster.getTransferType() == DataBuffer.TYPE_BYTE
                && raster.getNumDataElements() == raster.getNumBands()
                && raster.getSampleModel().getSampleSize(0) == 8;
    }

    private static boolean isPackedInts(Raster raster) {
        return raster.getTransferType() == DataBuffer.TYPE_INT
                && raster.getSampleModel() instanceof SinglePixelPackedSampleModel model
                && Arrays.stream(model.getSampleSize()).allMatch(bits -> bits == 8);
    }

    private static byte[] unpacked(Raster raster) {
        int[] shifts = ((SinglePixelPackedSampleModel) raster.getSampleModel()).getBitOffsets();
        int width = raster.getWidth();
        int[] row = new int[width];
        byte[] out = new byte[width * raster.getHeight() * shifts.length];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int pixel : row) {
                for (int shift : shifts) {
                    out[at++] = (byte) (pixel >> shift);
                }
            }
        }
        return out;
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
