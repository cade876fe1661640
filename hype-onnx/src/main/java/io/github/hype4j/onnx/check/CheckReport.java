package io.github.hype4j.onnx.check;

import java.util.List;

/**
 * What checking a bundle has found. Immutable.
 *
 * @param producer what computed the stored values, such as {@code PyTorch 1.13.0}
 * @param tolerance the largest relative error that an embedding may have
 * @param parts what was compared, in the order of {@link CheckPart}
 */
public record CheckReport(String producer, double tolerance, List<PartReport> parts) {

    /**
     * Copies the parts.
     *
     * @param producer what computed the stored values, such as {@code PyTorch 1.13.0}
     * @param tolerance the largest relative error that an embedding may have
     * @param parts what was compared, in the order of {@link CheckPart}
     */
    public CheckReport {
        parts = List.copyOf(parts);
    }

    /**
     * Whether the bundle gives what was stored.
     *
     * @return true if every part passed
     */
    public boolean passed() {
        return parts.stream().allMatch(PartReport::passed);
    }

    /**
     * The report of one part.
     *
     * @param part which
     * @return its report
     * @throws IllegalArgumentException if it was not compared
     */
    public PartReport part(CheckPart part) {
        return parts.stream()
                .filter(report -> report.part() == part)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("part " + part + " was not compared"));
    }
}
