package io.github.hype4j.onnx.image;

import java.nio.FloatBuffer;

/** The normalised value of each of the 256 levels of each channel, in float32 arithmetic throughout. */
final class Normalization {

    private final float[][] tables;

    private Normalization(float[][] tables) {
        this.tables = tables;
    }

    static Normalization of(ImagePreparation preparation) {
        float[][] tables = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            float mean = preparation.mean().get(channel).floatValue();
            float std = preparation.std().get(channel).floatValue();
            for (int level = 0; level < 256; level++) {
                tables[channel][level] = (level / 255f - mean) / std;
            }
        }
        return new Normalization(tables);
    }

    /** Writes planes of red, green and blue one after the other, starting at an absolute index. */
    void write(byte[][] rgb, FloatBuffer out, int index) {
        int pixels = rgb[0].length;
        float[] plane = new float[pixels];
        for (int channel = 0; channel < 3; channel++) {
            look(rgb[channel], tables[channel], plane);
            out.put(index + channel * pixels, plane);
        }
    }

    private static void look(byte[] levels, float[] table, float[] plane) {
        for (int i = 0; i < levels.length; i++) {
            plane[i] = table[levels[i] & 0xFF];
        }
    }
}
