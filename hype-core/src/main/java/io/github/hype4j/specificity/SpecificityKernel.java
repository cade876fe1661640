package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;

/** Mean exterior angles of samples against the one side of a reference set that it was made for. Thread-safe. */
interface SpecificityKernel {

    /**
     * The mean over the reference of the exterior angle, for each of a range of samples. The result for a sample does not
     * depend on the range it stands in.
     *
     * @param samples points of the reference's space and dimension
     * @param from the first sample
     * @param to the sample after the last
     * @param means where to put the means: that of sample i at index i
     */
    void meanExteriorAngles(LorentzPoints samples, int from, int to, double[] means);
}
