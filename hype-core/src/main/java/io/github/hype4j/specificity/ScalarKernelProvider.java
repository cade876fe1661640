package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.simd.Simd;

/** The kernel that runs everywhere. */
final class ScalarKernelProvider implements SpecificityKernelProvider {

    static final String NAME = Simd.SCALAR;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public SpecificityKernel newInstance(LorentzPoints reference, Apex apex) {
        return new ScalarSpecificityKernel(reference, apex);
    }
}
