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
 * {@code -pi/2}, the least specific value there is. Results are within 1e-10 rad of the exact mean with the scalar kernel.
 * The result for a sample does not depend on the batch it stands in.
 *
 * <p>The cost is samples times reference points times dimension. Immutable and safe for use by several threads.
 */
public final class Specificity {

    private final ReferenceSet reference;
    private final double minRadius;
    private final double meanAperture;
    private final String kernelName;
    private final SpecificityKernel againstTexts;
    private final SpecificityKernel againstImages;

    private Specificity(ReferenceSet reference, double minRadius, SpecificityKernelProvider provider) {
        this.reference = reference;
        this.minRadius = minRadius;
        // The aperture of a reference text does not depend on the image: its mean is a constant of the set.
        this.meanAperture = Arrays.stream(reference.texts().halfApertures(minRadius))
                .average()
                .orElseThrow();
        this.kernelName = provider.name();
        this.againstTexts = provider.newInstance(reference.texts(), Apex.REFERENCE);
        this.againstImages = provider.newInstance(reference.images(), Apex.SAMPLE);
    }

    /**
     * Prepares a reference set.
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
     * Specificity of every image.
     *
     * @param images points of the reference's space and dimension
     * @return one value an image, in radians
     * @throws IllegalArgumentException if space or dimension differ from the reference's
     */
    public double[] ofImages(LorentzPoints images) {
        double[] results = means("images", againstTexts, images);
        for (int i = 0; i < results.length; i++) {
            results[i] -= meanAperture;
        }
        return results;
    }

    /**
     * Specificity of every text.
     *
     * @param texts points of the reference's space and dimension
     * @return one value a text, in radians
     * @throws IllegalArgumentException if space or dimension differ from the reference's
     */
    public double[] ofTexts(LorentzPoints texts) {
        double[] results = means("texts", againstImages, texts);
        double[] apertures = texts.halfApertures(minRadius);
        for (int i = 0; i < results.length; i++) {
            results[i] -= apertures[i];
        }
        return results;
    }

    private double[] means(String name, SpecificityKernel kernel, LorentzPoints samples) {
        Lorentz space = reference.space();
        if (!samples.space().equals(space)) {
            throw new IllegalArgumentException(name + " have curvature "
                    + samples.space().curvature() + " but the reference set has curvature " + space.curvature());
        }
        if (samples.dimension() != reference.dimension()) {
            throw new IllegalArgumentException(name + " have dimension " + samples.dimension()
                    + " but the reference set has dimension " + reference.dimension());
        }
        double[] means = new double[samples.rows()];
        kernel.meanExteriorAngles(samples, 0, samples.rows(), means);
        return means;
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
     * Which kernel computes, for provenance.
     *
     * @return its name, such as {@code scalar}
     */
    public String kernelName() {
        return kernelName;
    }
}
