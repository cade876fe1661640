package io.github.hype4j.onnx.image;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The rows of a PNG of 8 bits a sample that is not interlaced, which most are: inflated, and the filter of each row undone
 * (PNG specification, section 9). The platform's reader takes twice as long.
 */
final class PngRows {

    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;

    private PngRows() {}

    /** The samples of {@code height} rows of {@code rowLength} samples; what follows the last row is not looked at. */
    static byte[] read(byte[] compressed, int rowLength, int height, int bands) throws SampleFailureException {
        byte[] samples = new byte[rowLength * height];
        byte[] line = new byte[1 + rowLength];
        // Above the first row, and to the left of each, lies nothing but zeros.
        byte[] above = new byte[rowLength];
        byte[] row = new byte[rowLength];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            for (int y = 0; y < height; y++) {
                inflate(inflater, line);
                undo(line, above, row, bands);
                System.arraycopy(row, 0, samples, y * rowLength, rowLength);
                byte[] done = row;
                row = above;
                above = done;
            }
        } catch (DataFormatException e) {
            throw new SampleFailureException(FailureReason.CORRUPT_IMAGE, "PNG: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        return samples;
    }

    private static void inflate(Inflater inflater, byte[] line) throws SampleFailureException, DataFormatException {
        int filled = 0;
        while (filled < line.length) {
            int count = inflater.inflate(line, filled, line.length - filled);
            if (count == 0) {
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("a preset dictionary");
                }
                throw new SampleFailureException(FailureReason.TRUNCATED_IMAGE, "PNG ends before its last pixel");
            }
            filled += count;
        }
    }

    private static void undo(byte[] line, byte[] above, byte[] row, int bands) throws DataFormatException {
        switch (line[0]) {
            case NONE -> System.arraycopy(line, 1, row, 0, row.length);
            case SUB -> undoSub(line, row, bands);
            case UP -> undoUp(line, above, row);
            case AVERAGE -> undoAverage(line, above, row, bands);
            case PAETH -> undoPaeth(line, above, row, bands);
            default -> throw new DataFormatException("a row of filter type " + (line[0] & 0xFF));
        }
    }

    private static void undoSub(byte[] line, byte[] row, int bands) {
        for (int band = 0; band < bands; band++) {
            int left = 0;
            for (int i = band; i < row.length; i += bands) {
                left += line[i + 1];
                row[i] = (byte) left;
            }
        }
    }

    private static void undoUp(byte[] line, byte[] above, byte[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (line[i + 1] + above[i]);
        }
    }

    private static void undoAverage(byte[] line, byte[] above, byte[] row, int bands) {
        for (int band = 0; band < bands; band++) {
            int left = 0;
            for (int i = band; i < row.length; i += bands) {
                left = line[i + 1] + ((left + (above[i] & 0xFF)) >> 1) & 0xFF;
                row[i] = (byte) left;
            }
        }
    }

    /**
     * Adds whichever of left, up and up-left is nearest to {@code left + up - upLeft}. As a choice by {@code 3 * upLeft - left
     * - up}, which comes to the same for all levels, it needs no branches, which noise would make slow.
     */
    private static void undoPaeth(byte[] line, byte[] above, byte[] row, int bands) {
        for (int band = 0; band < bands; band++) {
            int left = 0;
            int upLeft = 0;
            for (int i = band; i < row.length; i += bands) {
                int up = above[i] & 0xFF;
                int low = Math.min(left, up);
                int high = Math.max(left, up);
                int side = 3 * upLeft - left - up;
                int nearest = side >= high ? low : upLeft;
                nearest = side <= low ? high : nearest;
                left = line[i + 1] + nearest & 0xFF;
                upLeft = up;
                row[i] = (byte) left;
            }
        }
    }
}
