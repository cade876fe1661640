package io.github.hype4j.score;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Component values of a batch of samples: a row a sample, a column a component. Values are floats, as they are stored, so
 * that a score computed now equals one computed later from a file. NaN where a value is not known. Immutable; the array is
 * not copied.
 */
public final class ComponentRows {

    private final List<Component> components;
    private final float[] values;

    private ComponentRows(List<Component> components, float[] values) {
        this.components = components;
        this.values = values;
    }

    /**
     * Takes rows that stand in one array.
     *
     * @param components the columns, at least one, none twice
     * @param values the rows, one after the other; not copied
     * @return the rows
     * @throws IllegalArgumentException if the components are empty or repeated, or do not divide the number of values
     */
    public static ComponentRows of(List<Component> components, float[] values) {
        List<Component> columns = List.copyOf(components);
        if (columns.isEmpty() || columns.stream().distinct().count() != columns.size()) {
            throw new IllegalArgumentException("components must be at least one and none twice, got " + columns);
        }
        if (values.length % columns.size() != 0) {
            throw new IllegalArgumentException(
                    "values: length " + values.length + " is not a multiple of " + columns.size() + " components");
        }
        return new ComponentRows(columns, values);
    }

    /**
     * The columns.
     *
     * @return the components, in the order of the values of a row
     */
    public List<Component> components() {
        return components;
    }

    /**
     * The number of samples.
     *
     * @return 0 or more
     */
    public int rows() {
        return values.length / components.size();
    }

    /**
     * A copy of the values of one sample.
     *
     * @param row the sample
     * @return one value a component
     */
    public float[] row(int row) {
        return Arrays.copyOfRange(values, row * components.size(), (row + 1) * components.size());
    }

    /**
     * One value.
     *
     * @param row the sample
     * @param column the index of the component
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such sample or column
     */
    public float get(int row, int column) {
        Objects.checkIndex(column, components.size());
        return values[row * components.size() + column];
    }
}
