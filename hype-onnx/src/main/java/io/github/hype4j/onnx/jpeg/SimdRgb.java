package io.github.hype4j.onnx.jpeg;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Red, green and blue with the Vector API, to the same samples as {@link RgbRows}. To be touched only where the Vector API is
 * usable.
 */
final class SimdRgb {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_256;

    private static final int PAIRS = INTS.length();
    /** Four pairs of pixels; what is stored is longer, and the rest is overwritten by what follows. */
    private static final int STRIP = 24;

    private static final VectorShuffle<Byte> EVEN_OF_FIRST = VectorShuffle.fromOp(BYTES, at -> from(at, 0, 0));
    private static final VectorShuffle<Byte> EVEN_OF_SECOND = VectorShuffle.fromOp(BYTES, at -> from(at, 0, 4));
    private static final VectorShuffle<Byte> ODD_OF_FIRST = VectorShuffle.fromOp(BYTES, at -> from(at, 3, 0));
    private static final VectorShuffle<Byte> ODD_OF_SECOND = VectorShuffle.fromOp(BYTES, at -> from(at, 3, 4));
    /** In every six bytes, the last three. */
    private static final VectorMask<Byte> ODD = VectorMask.fromLong(BYTES, 0xE38E38);

    private SimdRgb() {}

    /**
     * Writes pairs of an even and an odd pixel, as many as fit whole vectors.
     *
     * @param sources luma and two differences of colour
     * @param from the first pair
     * @param to one past the last pair
     * @param out the pixels
     * @param start where the first pair goes; up to eight bytes behind the last are overwritten
     * @return the first pair that is not written
     */
    static int write(RowSource[] sources, int from, int to, byte[] out, int start) {
        int[] evenLuma = sources[0].even();
        int[] evenCb = sources[1].even();
        int[] evenCr = sources[2].even();
        int[] oddLuma = sources[0].odd();
        int[] oddCb = sources[1].odd();
        int[] oddCr = sources[2].odd();
        int end = Math.min(to, from + (out.length - start - (BYTES.length() - STRIP)) / 6);
        int pair = from;
        for (; pair + PAIRS <= end; pair += PAIRS) {
            int at = start + 6 * (pair - from);
            ByteVector even = colours(evenLuma, evenCb, evenCr, pair).reinterpretAsBytes();
            ByteVector odd = colours(oddLuma, oddCb, oddCr, pair).reinterpretAsBytes();
            even.rearrange(EVEN_OF_FIRST)
                    .blend(odd.rearrange(ODD_OF_FIRST), ODD)
                    .intoArray(out, at);
            even.rearrange(EVEN_OF_SECOND)
                    .blend(odd.rearrange(ODD_OF_SECOND), ODD)
                    .intoArray(out, at + STRIP);
        }
        return pair;
    }

    /** Colours 0xBBGGRR. */
    private static IntVector colours(int[] lumas, int[] cbs, int[] crs, int at) {
        IntVector luma = IntVector.fromArray(INTS, lumas, at);
        IntVector cb = IntVector.fromArray(INTS, cbs, at);
        IntVector cr = IntVector.fromArray(INTS, crs, at);
        IntVector red = cr.mul(Ycc.RED_OF_CR).add(Ycc.RED_AT_ZERO).lanewise(VectorOperators.ASHR, 16);
        IntVector green = cb.mul(-Ycc.GREEN_OF_CB)
                .add(cr.mul(-Ycc.GREEN_OF_CR))
                .add(Ycc.GREEN_AT_ZERO)
                .lanewise(VectorOperators.ASHR, 16);
        IntVector blue = cb.mul(Ycc.BLUE_OF_CB).add(Ycc.BLUE_AT_ZERO).lanewise(VectorOperators.ASHR, 16);
        IntVector clippedGreen = luma.add(green).max(0).min(255).lanewise(VectorOperators.LSHL, 8);
        IntVector clippedBlue = luma.add(blue).max(0).min(255).lanewise(VectorOperators.LSHL, 16);
        return luma.add(red).max(0).min(255).or(clippedGreen).or(clippedBlue);
    }

    /** The byte of a vector of colours that goes to a place of a strip of pairs. */
    private static int from(int place, int first, int firstPair) {
        int sample = place % 6 - first;
        boolean isOfOther = place >= STRIP || sample < 0 || sample > 2;
        return isOfOther ? 0 : 4 * (firstPair + place / 6) + sample;
    }
}
