package io.github.hype4j.onnx.image;

/** Palettes of 256 colours 0xRRGGBB. */
final class Palette {

    private Palette() {}

    /** Reads colours of three bytes; indices beyond them are levels of grey, as in Pillow. */
    static int[] fromRgb(byte[] file, int offset, int colours) {
        int[] palette = grey();
        for (int i = 0; i < Math.min(colours, 256); i++) {
            int at = offset + 3 * i;
            palette[i] = (file[at] & 0xFF) << 16 | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF);
        }
        return palette;
    }

    /** Black and white. */
    static int[] bilevel() {
        int[] palette = grey();
        palette[1] = 0xFFFFFF;
        return palette;
    }

    /** Whether each index is its own level of grey, so that the image is a grey one and not of palette kind. */
    static boolean isGrey(int[] palette) {
        for (int i = 0; i < palette.length; i++) {
            if (palette[i] != i * 0x010101) {
                return false;
            }
        }
        return true;
    }

    private static int[] grey() {
        int[] palette = new int[256];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = i * 0x010101;
        }
        return palette;
    }
}
