package io.github.hype4j.onnx.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header: T.81, B.2.2.
 *
 * @param isProgressive whether the coefficients come bit by bit
 * @param width pixels in a row
 * @param height rows of pixels
 * @param mcusAcross MCUs of all components in a row
 * @param mcusDown rows of MCUs
 * @param maxHorizontal the largest horizontal sampling factor
 * @param maxVertical the largest vertical sampling factor
 * @param components the components, in the order of the file
 */
record Frame(
        boolean isProgressive,
        int width,
        int height,
        int mcusAcross,
        int mcusDown,
        int maxHorizontal,
        int maxVertical,
        List<Component> components) {

    Frame {
        components = List.copyOf(components);
    }

    /** Reads a frame header from behind its length. */
    static Frame read(byte[] file, int at, int length, boolean isProgressive) throws UnusualJpegException {
        int count = length < 6 ? 0 : file[at + 5] & 0xFF;
        if (count == 0 || length != 6 + 3 * count || file[at] != 8) {
            throw new UnusualJpegException("a frame header of " + length + " bytes");
        }
        int height = (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF);
        int width = (file[at + 3] & 0xFF) << 8 | (file[at + 4] & 0xFF);
        int maxHorizontal = 1;
        int maxVertical = 1;
        for (int i = 0; i < count && count > 1; i++) {
            int sampling = file[at + 7 + 3 * i];
            maxHorizontal = Math.max(maxHorizontal, sampling >> 4 & 15);
            maxVertical = Math.max(maxVertical, sampling & 15);
        }
        int mcusAcross = quotient(width, 8 * maxHorizontal);
        int mcusDown = quotient(height, 8 * maxVertical);
        List<Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int field = at + 6 + 3 * i;
            // The factors of a single component say nothing: T.81, A.2.2.
            int horizontal = count == 1 ? 1 : file[field + 1] >> 4 & 15;
            int vertical = count == 1 ? 1 : file[field + 1] & 15;
            int quantization = file[field + 2] & 0xFF;
            if (horizontal == 0
                    || vertical == 0
                    || maxHorizontal % horizontal != 0
                    || maxVertical % vertical != 0
                    || maxHorizontal > 4
                    || maxVertical > 4
                    || quantization > 3) {
                throw new UnusualJpegException("sampling factors " + horizontal + " x " + vertical);
            }
            components.add(new Component(
                    file[field] & 0xFF,
                    horizontal,
                    vertical,
                    quantization,
                    quotient(width * horizontal, maxHorizontal),
                    quotient(height * vertical, maxVertical),
                    mcusAcross * horizontal,
                    mcusDown * vertical));
        }
        return new Frame(isProgressive, width, height, mcusAcross, mcusDown, maxHorizontal, maxVertical, components);
    }

    /** All blocks with those that only fill the last MCUs. */
    long storedBlocks() {
        long blocks = 0;
        for (Component component : components) {
            blocks += (long) component.storedAcross() * component.storedDown();
        }
        return blocks;
    }

    private static int quotient(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
