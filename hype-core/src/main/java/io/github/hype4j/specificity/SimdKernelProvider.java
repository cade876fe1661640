package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.simd.Simd;

/** The kernel of the Vector API. */
final class SimdKernelProvider implements SpecificityKernelProvider {

    @Override
    public String name() {
        return "simd-" + Simd.bits();
    }

    @Override
    public boolean isUsable() {
        return Simd.isUsable();
    }

    @Override
    public SpecificityKernel newInstance(LorentzPoints reference, Apex apex) {
        return new SimdSpecificityKernel(reference, apex);
    }
}
