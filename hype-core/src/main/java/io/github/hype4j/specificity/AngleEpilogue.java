package io.github.hype4j.specificity;

import io.github.hype4j.simd.Lanes;
import io.github.hype4j.simd.RegisterTile;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Turns a tile of cosines into exterior angles and sums them, row by row.
 *
 * <p>With {@code p} the cosine of the angle between apex and other point, {@code a} and {@code b} their scaled distances
 * from [ROOT], the exterior angle is {@code atan2(sqrt(1 - p^2), cosh(a) p - sinh(a) coth(b))}. What is summed is its
 * complement, {@code pi/2} minus the angle, which needs no case to be told apart: one division, one square root and a
 * polynomial on [0, 1].
 *
 * <p><b>Condition.</b> A small error {@code e} of the cosine moves the angle by at most
 * {@code e / sqrt((1 - p^2) h^2)}, {@code h^2} being the sum of the squares of atan2's arguments; {@code e} is small where
 * {@code 1 - p^2} is above {@value #SMALLEST_SINE} e. Pairs of which this does not give an angle within
 * {@value #ERROR_OF_ANGLE} rad (the larger of the squares stands for {@code h^2}) are left out of the sums and told to the
 * caller.
 *
 * <p>Not safe for use by several threads.
 */
final class AngleEpilogue {

    private static final VectorSpecies<Float> FLOATS = Lanes.FLOATS;
    private static final VectorSpecies<Integer> INTS = Lanes.INTS;
    private static final int LANES = FLOATS.length();
    private static final int COLUMNS = RegisterTile.COLUMNS;

    /** How far a single angle may be off: what remains to 2e-5 is for the polynomial and the sum of the angles. */
    private static final double ERROR_OF_ANGLE = 1.5e-5;

    /** What {@code 1 - p^2} must be at least, in units of the error of {@code p}, for that bound to hold. */
    private static final double SMALLEST_SINE = 32;

    private static final float QUARTER_PI = (float) (Math.PI / 4);

    /**
     * Minus the minimax polynomial of {@code atan(sqrt(q)) / sqrt(q)} on [0, 1] for the smallest absolute error of
     * {@code atan}, 2.5e-7; found by Lawson's iteration.
     */
    private static final float C0 = -0.9999961256980896f;

    private static final float C1 = 0.3331736922264099f;
    private static final float C2 = -0.19807815551757812f;
    private static final float C3 = 0.1323333978652954f;
    private static final float C4 = -0.07962363958358765f;
    private static final float C5 = 0.03360419347882271f;
    private static final float C6 = -0.006811784580349922f;

    private final int rowCount;
    private final int smallestCondition;
    private final int largestSquare;
    private final long[] leftOut;
    private float[] sums;
    private float[] nextSums;

    /**
     * For tiles of one size.
     *
     * @param rowCount rows of a tile
     * @param errorOfCosine how far a cosine may be off
     */
    AngleEpilogue(int rowCount, double errorOfCosine) {
        double ratio = errorOfCosine / ERROR_OF_ANGLE;
        this.rowCount = rowCount;
        this.smallestCondition = Float.floatToRawIntBits((float) (ratio * ratio));
        this.largestSquare = Float.floatToRawIntBits((float) (ratio * ratio / (SMALLEST_SINE * errorOfCosine)));
        this.leftOut = new long[rowCount];
        this.sums = new float[rowCount * LANES];
        this.nextSums = new float[rowCount * LANES];
    }

    /** Forgets the sums. */
    void clear() {
        Arrays.fill(sums, 0);
    }

    /**
     * Adds a tile's complements to the sums.
     *
     * @param cosines the tile
     * @param rows the samples
     * @param row the first row of the tile
     * @param columns the reference points
     * @param column the first column of the tile
     * @return whether every pair is well-conditioned; if not, {@link #leftOut} tells which pairs are missing in the sums
     */
    boolean add(float[] cosines, PackedPoints rows, int row, PackedPoints columns, int column) {
        int worst = Math.min(
                addHalf(cosines, rows, row, columns, column, 0, sums),
                addHalf(cosines, rows, row, columns, column, LANES, nextSums));
        boolean isGood = worst >= smallestCondition;
        if (!isGood) {
            leaveOutIllConditioned(cosines, rows, row, columns, column);
        }
        float[] results = nextSums;
        nextSums = sums;
        sums = results;
        return isGood;
    }

    /**
     * The pairs of the tile added last that are not in the sums.
     *
     * @param i a row of the tile
     * @return the columns; bit 0 is the first of the tile
     */
    long leftOut(int i) {
        return leftOut[i];
    }

    /** The sum of a row, in double precision. */
    double sum(int i) {
        double sum = 0;
        for (int lane = i * LANES; lane < (i + 1) * LANES; lane++) {
            sum += sums[lane];
        }
        return sum;
    }

    private int addHalf(
            float[] cosines, PackedPoints rows, int row, PackedPoints columns, int column, int half, float[] addTo) {
        return addVectors(
                cosines,
                half,
                rows.factors(),
                rows.coshs(),
                row,
                columns.factors(),
                columns.coshs(),
                column + half,
                rowCount,
                addTo,
                nextSums,
                largestSquare);
    }

    // One loop without parts of its own, and one store: where the compiler declines to inline, vectors become objects.
    private static int addVectors(
            float[] cosines,
            int half,
            float[] rowFactors,
            float[] rowCoshs,
            int row,
            float[] columnFactors,
            float[] columnCoshs,
            int column,
            int rowCount,
            float[] sums,
            float[] results,
            int largestSquare) {
        IntVector heldAt = IntVector.broadcast(INTS, largestSquare);
        FloatVector columnFactor = FloatVector.fromArray(FLOATS, columnFactors, column);
        FloatVector columnCosh = FloatVector.fromArray(FLOATS, columnCoshs, column);
        IntVector signBit = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector worst = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        for (int i = 0; i < rowCount; i++) {
            FloatVector p = FloatVector.fromArray(FLOATS, cosines, i * COLUMNS + half);
            FloatVector adjacent = columnCosh.mul(rowCoshs[row + i]).fma(p, columnFactor.mul(rowFactors[row + i]));
            FloatVector squaredOpposite = p.neg().fma(p, FloatVector.broadcast(FLOATS, 1));
            FloatVector squaredAdjacent = adjacent.mul(adjacent);
            // The bits of numbers that are not negative order as the numbers do; minimum and maximum of floats
            // would cost six instructions in place of one, for the sake of NaN and of -0.
            IntVector oppositeBits = squaredOpposite.reinterpretAsInts();
            IntVector adjacentBits = squaredAdjacent.reinterpretAsInts();
            FloatVector larger = oppositeBits.max(adjacentBits).reinterpretAsFloats();
            FloatVector q = oppositeBits.min(adjacentBits).reinterpretAsFloats().div(larger);
            FloatVector eighthTurn = FloatVector.broadcast(FLOATS, C6)
                    .fma(q, FloatVector.broadcast(FLOATS, C5))
                    .fma(q, FloatVector.broadcast(FLOATS, C4))
                    .fma(q, FloatVector.broadcast(FLOATS, C3))
                    .fma(q, FloatVector.broadcast(FLOATS, C2))
                    .fma(q, FloatVector.broadcast(FLOATS, C1))
                    .fma(q, FloatVector.broadcast(FLOATS, C0))
                    .fma(q.lanewise(VectorOperators.SQRT), FloatVector.broadcast(FLOATS, QUARTER_PI));
            // From pi/4 - atan of the smaller over the larger to atan of adjacent over opposite, by two signs.
            FloatVector quarterTurn = squaredAdjacent
                    .sub(squaredOpposite)
                    .reinterpretAsInts()
                    .and(signBit)
                    .or(eighthTurn.reinterpretAsInts())
                    .reinterpretAsFloats()
                    .add(FloatVector.broadcast(FLOATS, QUARTER_PI));
            FloatVector complement = adjacent.reinterpretAsInts()
                    .and(signBit)
                    .or(quarterTurn.reinterpretAsInts())
                    .reinterpretAsFloats();
            IntVector condition = squaredOpposite
                    .mul(larger.reinterpretAsInts().min(heldAt).reinterpretAsFloats())
                    .reinterpretAsInts();
            worst = condition.min(worst);
            FloatVector.fromArray(FLOATS, sums, i * LANES).add(complement).intoArray(results, i * LANES);
        }
        return worst.reduceLanes(VectorOperators.MIN);
    }

    /** Sums the tile's complements once more, without those of ill-conditioned pairs. */
    private void leaveOutIllConditioned(float[] cosines, PackedPoints rows, int row, PackedPoints columns, int column) {
        for (int i = 0; i < rowCount; i++) {
            leftOut[i] = 0;
            System.arraycopy(sums, i * LANES, nextSums, i * LANES, LANES);
            for (int j = 0; j < COLUMNS; j++) {
                float p = cosines[i * COLUMNS + j];
                float adjacent = Math.fma(
                        columns.coshs()[column + j] * rows.coshs()[row + i],
                        p,
                        columns.factors()[column + j] * rows.factors()[row + i]);
                float squaredOpposite = Math.fma(-p, p, 1);
                if (condition(squaredOpposite, adjacent * adjacent) < smallestCondition) {
                    leftOut[i] |= 1L << j;
                } else {
                    nextSums[i * LANES + j % LANES] += complement(adjacent, squaredOpposite);
                }
            }
        }
    }

    private int condition(float squaredOpposite, float squaredAdjacent) {
        int larger = Math.max(Float.floatToRawIntBits(squaredOpposite), Float.floatToRawIntBits(squaredAdjacent));
        return Float.floatToRawIntBits(squaredOpposite * Float.intBitsToFloat(Math.min(larger, largestSquare)));
    }

    /** The same steps as a lane of {@link #addVectors}, each rounded alike, so that no result depends on who takes them. */
    private static float complement(float adjacent, float squaredOpposite) {
        float squaredAdjacent = adjacent * adjacent;
        int oppositeBits = Float.floatToRawIntBits(squaredOpposite);
        int adjacentBits = Float.floatToRawIntBits(squaredAdjacent);
        float q = Float.intBitsToFloat(Math.min(oppositeBits, adjacentBits))
                / Float.intBitsToFloat(Math.max(oppositeBits, adjacentBits));
        float polynomial = C6;
        polynomial = Math.fma(polynomial, q, C5);
        polynomial = Math.fma(polynomial, q, C4);
        polynomial = Math.fma(polynomial, q, C3);
        polynomial = Math.fma(polynomial, q, C2);
        polynomial = Math.fma(polynomial, q, C1);
        polynomial = Math.fma(polynomial, q, C0);
        float eighthTurn = Math.fma(polynomial, (float) Math.sqrt(q), QUARTER_PI);
        float quarterTurn = withSign(squaredAdjacent - squaredOpposite, eighthTurn) + QUARTER_PI;
        return withSign(adjacent, quarterTurn);
    }

    private static float withSign(float signed, float value) {
        int sign = Float.floatToRawIntBits(signed) & Integer.MIN_VALUE;
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(value));
    }
}
