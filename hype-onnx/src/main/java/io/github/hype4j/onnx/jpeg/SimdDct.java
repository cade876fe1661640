package io.github.hype4j.onnx.jpeg;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The passes of {@link InverseDct} with the Vector API, to the same integers. A vector holds a row of a block: all columns
 * are transformed at once; a row becomes the sum of the transform's matrix's rows, so that lanes need not be exchanged.
 *
 * <p>To be touched only where the Vector API is usable. Methods are short, so that vectors stay in registers.
 */
final class SimdDct {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorMask<Integer> LOWER = VectorMask.fromLong(INTS, 0x0F);
    private static final VectorMask<Integer> UPPER = VectorMask.fromLong(INTS, 0xF0);

    private static final int[] JOINED = InverseDct.matrix(0, 1, 2);
    private static final int[] SPLIT = InverseDct.matrix(0, 4, 1);

    private static final int SHIFT = InverseDct.COLUMN_FRACTION;
    private static final int HALF = 1 << (SHIFT - 1);

    private SimdDct() {}

    /** The first pass where there are coefficients in the first row alone; in place. */
    static void constantColumns(int[] block) {
        IntVector all = IntVector.fromArray(INTS, block, 0).lanewise(VectorOperators.LSHL, 2);
        all.intoArray(block, 0);
        all.intoArray(block, 8);
        all.intoArray(block, 16);
        all.intoArray(block, 24);
        all.intoArray(block, 32);
        all.intoArray(block, 40);
        all.intoArray(block, 48);
        all.intoArray(block, 56);
    }

    /** The first pass where there are coefficients in the upper half alone; in place. */
    static void shortColumns(int[] block) {
        IntVector in2 = IntVector.fromArray(INTS, block, 16);
        IntVector even2 = in2.mul(InverseDct.C0_541);
        IntVector even3 = in2.mul(InverseDct.C0_541 + InverseDct.C0_765);
        IntVector sum = IntVector.fromArray(INTS, block, 0)
                .lanewise(VectorOperators.LSHL, 13)
                .add(HALF);
        IntVector e0 = sum.add(even3);
        IntVector e3 = sum.sub(even3);
        IntVector e1 = sum.add(even2);
        IntVector e2 = sum.sub(even2);

        IntVector in1 = IntVector.fromArray(INTS, block, 8);
        IntVector in3 = IntVector.fromArray(INTS, block, 24);
        IntVector o3 =
                in1.mul(InverseDct.C1_175 - InverseDct.C0_899).add(in3.mul(InverseDct.C1_175 - InverseDct.C1_961));
        IntVector o2 =
                in1.mul(InverseDct.C1_175 - InverseDct.C0_390).add(in3.mul(InverseDct.C1_175 - InverseDct.C2_562));
        IntVector o1 = in1.mul(InverseDct.C1_175)
                .add(in3.mul(InverseDct.C3_072 - InverseDct.C2_562 - InverseDct.C1_961 + InverseDct.C1_175));
        IntVector o0 = in1.mul(InverseDct.C1_501 - InverseDct.C0_899 - InverseDct.C0_390 + InverseDct.C1_175)
                .add(in3.mul(InverseDct.C1_175));
        e0.add(o0).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 0);
        e1.add(o1).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 8);
        e2.add(o2).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 16);
        e3.add(o3).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 24);
        e3.sub(o3).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 32);
        e2.sub(o2).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 40);
        e1.sub(o1).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 48);
        e0.sub(o0).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 56);
    }

    /** The first pass; in place. */
    static void columns(int[] block) {
        IntVector in2 = IntVector.fromArray(INTS, block, 16);
        IntVector in6 = IntVector.fromArray(INTS, block, 48);
        IntVector z1 = in2.add(in6).mul(InverseDct.C0_541);
        IntVector even2 = z1.sub(in6.mul(InverseDct.C1_847));
        IntVector even3 = z1.add(in2.mul(InverseDct.C0_765));
        IntVector in0 = IntVector.fromArray(INTS, block, 0);
        IntVector in4 = IntVector.fromArray(INTS, block, 32);
        IntVector sum = in0.add(in4).lanewise(VectorOperators.LSHL, 13).add(HALF);
        IntVector difference = in0.sub(in4).lanewise(VectorOperators.LSHL, 13).add(HALF);
        IntVector e0 = sum.add(even3);
        IntVector e3 = sum.sub(even3);
        IntVector e1 = difference.add(even2);
        IntVector e2 = difference.sub(even2);

        IntVector in1 = IntVector.fromArray(INTS, block, 8);
        IntVector in3 = IntVector.fromArray(INTS, block, 24);
        IntVector in5 = IntVector.fromArray(INTS, block, 40);
        IntVector in7 = IntVector.fromArray(INTS, block, 56);
        IntVector in37 = in3.add(in7);
        IntVector in15 = in1.add(in5);
        IntVector z5 = in37.add(in15).mul(InverseDct.C1_175);
        IntVector z3 = z5.sub(in37.mul(InverseDct.C1_961));
        IntVector z4 = z5.sub(in15.mul(InverseDct.C0_390));
        IntVector z17 = in1.add(in7).mul(InverseDct.C0_899);
        IntVector z35 = in3.add(in5).mul(InverseDct.C2_562);
        IntVector o3 = in7.mul(InverseDct.C0_298).sub(z17).add(z3);
        IntVector o2 = in5.mul(InverseDct.C2_053).sub(z35).add(z4);
        IntVector o1 = in3.mul(InverseDct.C3_072).sub(z35).add(z3);
        IntVector o0 = in1.mul(InverseDct.C1_501).sub(z17).add(z4);
        e0.add(o0).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 0);
        e1.add(o1).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 8);
        e2.add(o2).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 16);
        e3.add(o3).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 24);
        e3.sub(o3).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 32);
        e2.sub(o2).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 40);
        e1.sub(o1).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 48);
        e0.sub(o0).lanewise(VectorOperators.ASHR, SHIFT).intoArray(block, 56);
    }

    /**
     * The second pass.
     *
     * @param block what the first pass left
     * @param isNarrow whether the right half is zero
     * @param out where the samples go
     * @param even where the first column goes
     * @param odd where the second column goes
     * @param step from one even or odd column to the next: 1, or 2 where {@code odd} is {@code even + 1}
     * @param stride from one row to the next
     */
    static void rows(int[] block, boolean isNarrow, int[] out, int even, int odd, int step, int stride) {
        int[] matrix = step == 1 ? SPLIT : JOINED;
        // Each half of a vector is stored by itself; where columns are not split they come to lie side by side.
        int upper = step == 1 ? odd - 4 : even;
        if (isNarrow) {
            for (int row = 0; row < 8; row++) {
                narrowRow(block, 8 * row, matrix, out, even + row * stride, upper + row * stride);
            }
        } else {
            for (int row = 0; row < 8; row++) {
                row(block, 8 * row, matrix, out, even + row * stride, upper + row * stride);
            }
        }
    }

    private static void narrowRow(int[] in, int at, int[] matrix, int[] out, int lower, int upper) {
        IntVector left = IntVector.fromArray(INTS, matrix, 0)
                .mul(in[at])
                .add(IntVector.fromArray(INTS, matrix, 8).mul(in[at + 1]));
        IntVector right = IntVector.fromArray(INTS, matrix, 16)
                .mul(in[at + 2])
                .add(IntVector.fromArray(INTS, matrix, 24).mul(in[at + 3]));
        IntVector samples = left.add(right).add(InverseDct.BIAS);
        samples.intoArray(out, lower, LOWER);
        samples.intoArray(out, upper, UPPER);
    }

    private static void row(int[] in, int at, int[] matrix, int[] out, int lower, int upper) {
        IntVector left = IntVector.fromArray(INTS, matrix, 0)
                .mul(in[at])
                .add(IntVector.fromArray(INTS, matrix, 8).mul(in[at + 1]))
                .add(IntVector.fromArray(INTS, matrix, 16).mul(in[at + 2]))
                .add(IntVector.fromArray(INTS, matrix, 24).mul(in[at + 3]));
        IntVector right = IntVector.fromArray(INTS, matrix, 32)
                .mul(in[at + 4])
                .add(IntVector.fromArray(INTS, matrix, 40).mul(in[at + 5]))
                .add(IntVector.fromArray(INTS, matrix, 48).mul(in[at + 6]))
                .add(IntVector.fromArray(INTS, matrix, 56).mul(in[at + 7]));
        IntVector samples = left.add(right).add(InverseDct.BIAS);
        samples.intoArray(out, lower, LOWER);
        samples.intoArray(out, upper, UPPER);
    }
}
