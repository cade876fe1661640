package io.github.hype4j.specificity;

import io.github.hype4j.simd.Simd;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the fastest usable kernel, or the one that the system property {@value #PROPERTY} names. */
final class SpecificityKernels {

    static final String PROPERTY = Simd.PROPERTY;

    /** Fastest first; the last runs everywhere. */
    private static final List<SpecificityKernelProvider> PROVIDERS =
            List.of(new SimdKernelProvider(), new ScalarKernelProvider());

    private static final Logger LOG = LoggerFactory.getLogger(Specificity.class);

    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    private SpecificityKernels() {}

    static List<SpecificityKernelProvider> usable() {
        return PROVIDERS.stream().filter(SpecificityKernelProvider::isUsable).toList();
    }

    static SpecificityKernelProvider choose() {
        SpecificityKernelProvider chosen = find();
        if (!ANNOUNCED.getAndSet(true)) {
            LOG.info("specificity kernel: {}", announcement(chosen));
        }
        return chosen;
    }

    /** Which kernel runs and, where a faster one does not, how to enable it. */
    static String announcement(SpecificityKernelProvider chosen) {
        if (!(chosen instanceof ScalarKernelProvider)) {
            return chosen.name();
        }
        if (System.getProperty(PROPERTY, "").equals(chosen.name())) {
            return chosen.name() + ", as system property " + PROPERTY + " asks";
        }
        return chosen.name() + Simd.obstacle().map(why -> ", since " + why).orElse("");
    }

    private static SpecificityKernelProvider find() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty()) {
            return usable().get(0);
        }
        return usable().stream()
                .filter(provider -> isNamed(provider, wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("system property " + PROPERTY + " must be one of "
                        + usable().stream().map(SpecificityKernelProvider::name).collect(Collectors.joining(", "))
                        + ", got \"" + wanted + "\""
                        + Simd.obstacle().map(why -> " (no simd: " + why + ")").orElse("")));
    }

    /** By its name, or by the part of it that does not tell the width. */
    private static boolean isNamed(SpecificityKernelProvider provider, String wanted) {
        return provider.name().equals(wanted) || provider.name().startsWith(wanted + "-");
    }
}
