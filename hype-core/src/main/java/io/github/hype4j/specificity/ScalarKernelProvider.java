package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;

/** The kernel that runs everywhere. */
final class ScalarKernelProvider implements SpecificityKernelProvider {

    @Override
    public String name() {
        return "scalar";
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
