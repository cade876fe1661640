package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;

/** Makes kernels of one kind. All kinds fulfil the same contract; they differ in speed and in what they need to run. */
interface SpecificityKernelProvider {

    /** The name in logs, in provenance and in the system property that forces a kind. */
    String name();

    /** Whether this machine and this JVM can run it. */
    boolean isUsable();

    /** A kernel for one side of a reference set, which may be copied into a layout of its own. */
    SpecificityKernel newInstance(LorentzPoints reference, Apex apex);
}
