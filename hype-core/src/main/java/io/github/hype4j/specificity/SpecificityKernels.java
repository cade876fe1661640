package io.github.hype4j.specificity;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the fastest usable kernel, or the one that the system property {@value #PROPERTY} names. */
final class SpecificityKernels {

    static final String PROPERTY = "hype.kernel";

    /** Fastest first; the last runs everywhere. */
    private static final List<SpecificityKernelProvider> PROVIDERS = List.of(new ScalarKernelProvider());

    private static final Logger LOG = LoggerFactory.getLogger(Specificity.class);

    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private SpecificityKernels() {}

    static List<SpecificityKernelProvider> usable() {
        return PROVIDERS.stream().filter(SpecificityKernelProvider::isUsable).toList();
    }

    static SpecificityKernelProvider choose() {
        SpecificityKernelProvider chosen = find();
        if (!ANNOUNCED.getAndSet(true)) {
            LOG.info("specificity kernel: {}", chosen.name());
        }
        return chosen;
    }

    private static SpecificityKernelProvider find() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty()) {
            return usable().get(0);
        }
        return usable().stream()
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("system property " + PROPERTY + " must be one of "
                        + usable().stream().map(SpecificityKernelProvider::name).collect(Collectors.joining(", "))
                        + ", got \"" + wanted + "\""));
    }
}
