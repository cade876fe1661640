package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;

/**
 * Specificity of images and texts against a reference set (HYPE, section 3).
 *
 * <ul>
 *   <li>image: {@code eps_i(x) = mean over reference texts t of [exteriorAngle(t, x) - halfAperture(t)]}
 *   <li>text: {@code eps_t(x) = mean over reference images i of [exteriorAngle(x, i) - halfAperture(x)]}
 * </ul>
 *
 * <p>In radians, in [-pi/2, pi]; larger is more specific; nothing is clipped at 0. A text at [ROOT] has
 * {@code -pi/2}, the least specific value there is.
 *
 * <p><b>Kernels.</b> Where Java is started with {@code --add-modules jdk.incubator.vector} the kernel of the Vector API
 * runs, elsewhere the scalar one; the system property {@code hype.kernel} ({@code simd}, {@code simd-128}, {@code simd-256},
 * {@code simd-512} or {@code scalar}) forces either, and {@link #kernelName()} tells which runs. The scalar kernel is
 * within 1e-10 rad of the exact mean. The other is within {@value #SIMD_ERROR} rad of the scalar one for any points, and
 * usually within 1e-6: it computes in single precision and hands the pairs of which a float cannot hold the angle (nearly
 * collinear, nearly equal, or with a point at [ROOT]) to double precision.
 *
 * <p><b>Determinism.</b> The result for a sample depends on the sample, the reference set and the kernel: not on the batch
 * it stands in, its place there, or the number of threads.
 *
 * <p>The cost is samples times reference points times dimension. The reference set is packed once for the kernel, which
 * takes as much memory again. Immutable and safe for use by several threads, whose calls share what is packed.
 */
public final class Specificity {

    /** How far a result of the kernel of the Vector API may be from that of the scalar one, in radians. */
    public static final double SIMD_ERROR = 2e-5;

    /** What stands for {@link #kernelName()} in provenance where no specificity was computed. */
    public static final String NO_KERNEL = "none";

    /** Parts of the work are multiples of this many samples, so that no kernel works on half a tile. */
    private static final int PART_UNIT = 12;
    /** Parts of more samples than this would gain nothing, and share the work less evenly. */
    private static final int LARGEST_PART = 240;

    private final ReferenceSet reference;
    private final double minRadius;
    private final double meanAperture;
    private final String kernelName;
    private final SpecificityKernel againstTexts;
    private final SpecificityKernel againstImages;
    private final Parallelism parallelism;

    private Specificity(ReferenceSet reference, double minRadius, SpecificityKernelProvider provider) {
        this.reference = reference;
        this.minRadius = minRadius;
        this.parallelism = Parallelism.common();
        // The aperture of a reference text does not depend on the image: its mean is a constant of the set.
        this.meanAperture = Arrays.stream(reference.texts().halfApertures(minRadius))
                .average()
                .orElseThrow();
        this.kernelName = provider.name();
        this.againstTexts = provider.newInstance(reference.texts(), Apex.REFERENCE);
        this.againstImages = provider.newInstance(reference.images(), Apex.SAMPLE);
    }

    private Specificity(Specificity prepared, Parallelism parallelism) {
        this.reference = prepared.reference;
        this.minRadius = prepared.minRadius;
        this.meanAperture = prepared.meanAperture;
        this.kernelName = prepared.kernelName;
        this.againstTexts = prepared.againstTexts;
        this.againstImages = prepared.againstImages;
        this.parallelism = parallelism;
    }

    /**
     * Prepares a reference set. Samples are split over Java's common pool; {@link #withParallelism} changes that.
     *
     * @param reference the set
     * @param minRadius {@code K} of the cones, above 0; 0.1 in HYPE and MERU
     * @return specificity against it
     * @throws IllegalArgumentException if {@code minRadius} is out of range, or the system property {@code hype.kernel}
     *     names a kernel that cannot be used here
     */
    public static Specificity against(ReferenceSet reference, double minRadius) {
        return against(reference, minRadius, SpecificityKernels.choose());
    }

    static Specificity against(ReferenceSet reference, double minRadius, SpecificityKernelProvider provider) {
        return new Specificity(reference, minRadius, provider);
    }

    /**
     * The same, computed by other threads. What is packed is shared.
     *
     * @param other who computes
     * @return specificity against the same set
     */
    public Specificity withParallelism(Parallelism other) {
        return new Specificity(this, other);
    }

    /**
     * Specificity of every image.
     *
     * @param images points of the reference's space and dimension
     * @return one value an image, in radians
     * @throws IllegalArgumentException if space or dimension differ from the reference's
     */
    public double[] ofImages(LorentzPoints images) {
        double[] results = new double[images.rows()];
        ofImages(images, results);
        return results;
    }

    /**
     * Specificity of every image, into an array of the caller's: nothing is allocated a sample.
     *
     * @param images points of the reference's space and dimension
     * @param results where to put one value an image, in radians, from index 0
     * @throws IllegalArgumentException if space or dimension differ from the reference's, or there is no room
     */
    public void ofImages(LorentzPoints images, double[] results) {
        means("images", againstTexts, images, results);
        for (int i = 0; i < images.rows(); i++) {
            results[i] -= meanAperture;
        }
    }

    /**
     * Specificity of every text.
     *
     * @param texts points of the reference's space and dimension
     * @return one value a text, in radians
     * @throws IllegalArgumentException if space or dimension differ from the reference's
     */
    public double[] ofTexts(LorentzPoints texts) {
        double[] results = new double[texts.rows()];
        ofTexts(texts, results);
        return results;
    }

    /**
     * Specificity of every text, into an array of the caller's: nothing is allocated a sample.
     *
     * @param texts points of the reference's space and dimension
     * @param results where to put one value a text, in radians, from index 0
     * @throws IllegalArgumentException if space or dimension differ from the reference's, or there is no room
     */
    public void ofTexts(LorentzPoints texts, double[] results) {
        means("texts", againstImages, texts, results);
        for (int i = 0; i < texts.rows(); i++) {
            results[i] -= texts.halfAperture(i, minRadius);
        }
    }

    private void means(String name, SpecificityKernel kernel, LorentzPoints samples, double[] means) {
        Lorentz space = reference.space();
        if (!samples.space().equals(space)) {
            throw new IllegalArgumentException(name + " have curvature "
                    + samples.space().curvature() + " but the reference set has curvature " + space.curvature());
        }
        if (samples.dimension() != reference.dimension()) {
            throw new IllegalArgumentException(name + " have dimension " + samples.dimension()
                    + " but the reference set has dimension " + reference.dimension());
        }
        int rows = samples.rows();
        if (means.length < rows) {
            throw new IllegalArgumentException("results has length " + means.length + " for " + rows + " " + name);
        }
        int units = (rows + PART_UNIT - 1) / PART_UNIT;
        int rounds = (units * PART_UNIT - 1) / (LARGEST_PART * parallelism.threads()) + 1;
        int parts = Math.min(units, rounds * parallelism.threads());
        parallelism.run(
                parts,
                part -> kernel.meanExteriorAngles(
                        samples,
                        (int) ((long) units * part / parts * PART_UNIT),
                        (int) Math.min(rows, (long) units * (part + 1) / parts * PART_UNIT),
                        means));
    }

    /**
     * The set that specificity is measured against.
     *
     * @return the reference set
     */
    public ReferenceSet reference() {
        return reference;
    }

    /**
     * The {@code K} of the cones.
     *
     * @return the minimal radius, above 0
     */
    public double minRadius() {
        return minRadius;
    }

    /**
     * How far a result may be from that of any other kernel.
     *
     * @return the largest difference, in radians
     */
    public double kernelError() {
        return kernelError(kernelName);
    }

    /**
     * How far results of a kernel may be from those of the scalar one.
     *
     * @param kernelName as {@link #kernelName()} has told it, or {@link #NO_KERNEL}
     * @return the largest difference, in radians
     */
    public static double kernelError(String kernelName) {
        return kernelName.equals(ScalarKernelProvider.NAME) || kernelName.equals(NO_KERNEL) ? 0 : SIMD_ERROR;
    }

    /**
     * Which kernel computes, for provenance.
     *
     * @return its name: {@code scalar}, or {@code simd-} with the width of the vectors in bits
     */
    public String kernelName() {
        return kernelName;
    }
}
