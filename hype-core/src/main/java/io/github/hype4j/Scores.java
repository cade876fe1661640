package io.github.hype4j;

import io.github.hype4j.score.Component;
import java.util.Map;

/**
 * The score of a sample and the components that it is made of.
 *
 * @param score the weighted sum; NaN if a component with a weight is
 * @param components the value of every component that the policy needs, by name
 */
public record Scores(float score, Map<Component, Float> components) {

    /**
     * Copies the parts.
     *
     * @param score the weighted sum
     * @param components the value of every component that the policy needs, by name
     */
    public Scores {
        components = Map.copyOf(components);
    }

    /**
     * The value of one component.
     *
     * @param component a component that the policy needs
     * @return its value
     * @throws IllegalArgumentException if it was not computed
     */
    public float component(Component component) {
        Float value = components.get(component);
        if (value == null) {
            throw new IllegalArgumentException(
                    "component " + component + " was not computed; there are " + components.keySet());
        }
        return value;
    }
}
