package io.github.hype4j.score;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Mean and standard deviation of components over clean pairs: those of the reference set, measured against the reference
 * set itself. They put the components of a {@linkplain ScoreForm#STANDARDIZED standardized} score on one scale. Immutable.
 */
public final class ReferenceStatistics {

    private final NavigableMap<Component, ComponentStatistics> statistics;

    private ReferenceStatistics(NavigableMap<Component, ComponentStatistics> statistics) {
        this.statistics = statistics;
    }

    /**
     * Statistics computed before.
     *
     * @param statistics those of each component, at least one
     * @return the statistics
     * @throws IllegalArgumentException if there are none
     */
    public static ReferenceStatistics of(Map<Component, ComponentStatistics> statistics) {
        if (statistics.isEmpty()) {
            throw new IllegalArgumentException("statistics must be of at least one component");
        }
        return new ReferenceStatistics(new TreeMap<>(statistics));
    }

    /**
     * The statistics of samples: for every component the mean, and the square root of the mean squared deviation from it,
     * in double precision.
     *
     * @param samples clean samples, at least two
     * @return the statistics of every column; a column whose values are all equal has none
     * @throws IllegalArgumentException if there are fewer than two samples, a value is NaN or infinite, or no column
     *     varies
     */
    public static ReferenceStatistics from(ComponentRows samples) {
        int rows = samples.rows();
        if (rows < 2) {
            throw new IllegalArgumentException("statistics need at least 2 samples, got " + rows);
        }
        NavigableMap<Component, ComponentStatistics> statistics = new TreeMap<>();
        List<Component> components = samples.components();
        for (int column = 0; column < components.size(); column++) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += samples.get(row, column);
            }
            double mean = sum / rows;
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException(
                        "statistics of " + components.get(column) + ": a value is not a finite number");
            }
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double deviation = samples.get(row, column) - mean;
                squares += deviation * deviation;
            }
            if (squares > 0) {
                statistics.put(components.get(column), new ComponentStatistics(mean, Math.sqrt(squares / rows)));
            }
        }
        return of(statistics);
    }

    /**
     * The statistics of one component.
     *
     * @param component the component
     * @return its statistics, empty if they are not known
     */
    public Optional<ComponentStatistics> of(Component component) {
        return Optional.ofNullable(statistics.get(component));
    }

    /**
     * All of them.
     *
     * @return the statistics of each component, by name
     */
    public Map<Component, ComponentStatistics> asMap() {
        return Collections.unmodifiableMap(statistics);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReferenceStatistics same && same.statistics.equals(statistics);
    }

    @Override
    public int hashCode() {
        return statistics.hashCode();
    }

    @Override
    public String toString() {
        return statistics.toString();
    }
}
