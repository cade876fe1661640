package io.github.hype4j.onnx.image;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * A ring of pixels of three samples that mixes them by the Vector API: the sums of two vectors of pixels stay in registers
 * until all taps are added. An array holds a line, one band after the other. To be touched only where the API is usable.
 */
final class SimdLineRing implements LineRing {

    static final int BANDS = 3;

    private static final VectorSpecies<Integer> LANES = VectorSpecies.of(
            int.class, VectorShape.forBitSize(Math.min(512, IntVector.SPECIES_PREFERRED.vectorBitSize())));
    private static final int FRACTION_BITS = ResampleWeights.FRACTION_BITS;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private final int length;
    private final int[][] levels;
    private final int[] mixed;
    private int slots;

    private SimdLineRing(int slots, int length) {
        this.slots = slots;
        this.length = length;
        this.levels = new int[slots][Math.multiplyExact(BANDS, length)];
        this.mixed = new int[length];
    }

    static SimdLineRing of(int slots, int length) {
        return new SimdLineRing(slots, LineRing.roomFor(length));
    }

    @Override
    public boolean reshape(int slots, int bands, int length) {
        if (bands != BANDS || LineRing.roomFor(length) != this.length || slots > levels.length) {
            return false;
        }
        this.slots = slots;
        return true;
    }

    @Override
    public long size() {
        return (long) (levels.length * BANDS + 1) * length;
    }

    @Override
    public void put(int line, int[] pixels, int count) {
        unpack(pixels, levels[line % slots], length, count);
    }

    @Override
    public void mix(ResampleWeights weights, int pixel, int[] mixed, int count) {
        int first = weights.first()[pixel] % slots;
        int weight = pixel * weights.stride();
        mix(levels, first, slots, weights.weights(), weight, weights.taps()[pixel], mixed, length, count);
    }

    @Override
    public void mix(ResampleWeights weights, int pixel, byte[][] planes, int at, int count) {
        mix(weights, pixel, mixed, count);
        PackedPixels.split(mixed, planes[0], planes[1], planes[2], at, count);
    }

    private static void unpack(int[] pixels, int[] levels, int length, int count) {
        IntVector most = IntVector.broadcast(LANES, 255);
        for (int i = 0; i < count; i += LANES.length()) {
            IntVector packed = IntVector.fromArray(LANES, pixels, i);
            packed.and(most).intoArray(levels, i);
            packed.lanewise(VectorOperators.LSHR, 8).and(most).intoArray(levels, length + i);
            packed.lanewise(VectorOperators.LSHR, 16).and(most).intoArray(levels, 2 * length + i);
        }
    }

    private static void mix(
            int[][] lines, int first, int slots, int[] weights, int at, int taps, int[] mixed, int length, int count) {
        int lanes = LANES.length();
        for (int i = 0; i < count; i += 2 * lanes) {
            IntVector red = IntVector.broadcast(LANES, HALF);
            IntVector green = red;
            IntVector blue = red;
            IntVector nextRed = red;
            IntVector nextGreen = red;
            IntVector nextBlue = red;
            int slot = first;
            for (int tap = 0; tap < taps; tap++) {
                IntVector weight = IntVector.broadcast(LANES, weights[at + tap]);
                int[] line = lines[slot];
                red = red.add(IntVector.fromArray(LANES, line, i).mul(weight));
                nextRed =
                        nextRed.add(IntVector.fromArray(LANES, line, i + lanes).mul(weight));
                green = green.add(IntVector.fromArray(LANES, line, length + i).mul(weight));
                nextGreen = nextGreen.add(
                        IntVector.fromArray(LANES, line, length + i + lanes).mul(weight));
                blue = blue.add(IntVector.fromArray(LANES, line, 2 * length + i).mul(weight));
                nextBlue = nextBlue.add(
                        IntVector.fromArray(LANES, line, 2 * length + i + lanes).mul(weight));
                slot = slot + 1 == slots ? 0 : slot + 1;
            }
            // No method for a level, which Java 17 might call with vectors as objects.
            IntVector none = IntVector.zero(LANES);
            IntVector most = IntVector.broadcast(LANES, 255);
            red.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                    .max(none)
                    .min(most)
                    .or(green.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                            .max(none)
                            .min(most)
                            .lanewise(VectorOperators.LSHL, 8))
                    .or(blue.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                            .max(none)
                            .min(most)
                            .lanewise(VectorOperators.LSHL, 16))
                    .intoArray(mixed, i);
            nextRed.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                    .max(none)
                    .min(most)
                    .or(nextGreen
                            .lanewise(VectorOperators.ASHR, FRACTION_BITS)
                            .max(none)
                            .min(most)
                            .lanewise(VectorOperators.LSHL, 8))
                    .or(nextBlue.lanewise(VectorOperators.ASHR, FRACTION_BITS)
                            .max(none)
                            .min(most)
                            .lanewise(VectorOperators.LSHL, 16))
                    .intoArray(mixed, i + lanes);
        }
    }
}
