package io.github.hype4j.score;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.specificity.Specificity;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Computes the components of embedded samples. Immutable and safe for use by several threads; the values of a sample do
 * not depend on the batch it stands in.
 */
public final class ComponentCalculator {

    private final List<Component> components;
    private final double minRadius;
    private final @Nullable Specificity specificity;
    private final @Nullable Clusters clusters;

    private ComponentCalculator(
            List<Component> components,
            double minRadius,
            @Nullable Specificity specificity,
            @Nullable Clusters clusters) {
        this.components = components;
        this.minRadius = minRadius;
        this.specificity = specificity;
        this.clusters = clusters;
    }

    /**
     * A calculator of given components.
     *
     * @param components what to compute; at least one; put in the order of their names
     * @param minRadius {@code K} of the entailment cones, above 0
     * @param specificity against the reference set; needed for image and text specificity
     * @param clusters needed for the cluster score
     * @return the calculator
     * @throws IllegalArgumentException if no component is asked for, or one needs what is not given
     */
    public static ComponentCalculator of(
            Collection<Component> components,
            double minRadius,
            @Nullable Specificity specificity,
            @Nullable Clusters clusters) {
        List<Component> columns = List.copyOf(new TreeSet<>(components));
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("components must be at least one");
        }
        for (Component component : columns) {
            if (specificity == null && component.isSpecificity()) {
                throw new IllegalArgumentException(
                        "score: component " + component + " needs a reference set, and there is none");
            }
            if (clusters == null && component.equals(Component.CLUSTER)) {
                throw new IllegalArgumentException("score: component cluster needs clusters, and there are none");
            }
        }
        return new ComponentCalculator(columns, minRadius, specificity, clusters);
    }

    /**
     * What is computed.
     *
     * @return the components, by name: the columns of the results
     */
    public List<Component> components() {
        return components;
    }

    /**
     * Whether a text is needed for every sample.
     *
     * @return false if all components can be computed of images alone
     */
    public boolean needsTexts() {
        return components.stream().anyMatch(Component::needsText);
    }

    /**
     * Computes the components of a batch.
     *
     * @param samples the embedded samples
     * @return one row a sample
     * @throws IllegalArgumentException if texts are needed and there are none, or dimensions or spaces differ
     */
    public ComponentRows compute(EmbeddedSamples samples) {
        int rows = samples.images().rows();
        float[] values = new float[Math.multiplyExact(rows, components.size())];
        for (int column = 0; column < components.size(); column++) {
            float[] results = compute(components.get(column), samples);
            for (int row = 0; row < rows; row++) {
                values[row * components.size() + column] = results[row];
            }
        }
        return ComponentRows.of(components, values);
    }

    private float[] compute(Component component, EmbeddedSamples samples) {
        LorentzPoints images = samples.images();
        Lorentz space = images.space();
        return switch (component.name()) {
            case "image_specificity" -> floats(given(component, specificity).ofImages(images));
            case "text_specificity" -> floats(given(component, specificity).ofTexts(texts(component, samples)));
            case "negative_distance" -> negated(space.distances(images, texts(component, samples)));
            case "cosine" -> cosines(images, texts(component, samples));
            case "image_root_distance" -> floats(images.rootDistances());
            case "text_root_distance" -> floats(texts(component, samples).rootDistances());
            case "entailment_violation" ->
                floats(space.entailmentViolations(texts(component, samples), images, minRadius));
            case "cluster" -> given(component, clusters).scores(samples.encodedImages());
            default -> samples.column(component.name());
        };
    }

    private static <T> T given(Component component, @Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("nothing to compute " + component + " with");
        }
        return part;
    }

    private static LorentzPoints texts(Component component, EmbeddedSamples samples) {
        LorentzPoints texts = samples.texts();
        if (texts == null) {
            throw new IllegalArgumentException("component " + component + " needs texts, and there are none");
        }
        return texts;
    }

    /** The directions of points are those of their tangent vectors, so that the cosine can be read off either. */
    private static float[] cosines(LorentzPoints images, LorentzPoints texts) {
        Embeddings x = images.spaceComponents();
        Embeddings y = texts.spaceComponents();
        int d = x.dimension();
        float[] cosines = new float[x.rows()];
        for (int i = 0; i < cosines.length; i++) {
            double norms = Math.sqrt(images.squaredNorm(i)) * Math.sqrt(texts.squaredNorm(i));
            double dot = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                dot += (double) x.values()[k] * y.values()[k];
            }
            cosines[i] = norms == 0 ? 0 : (float) Math.max(-1, Math.min(1, dot / norms));
        }
        return cosines;
    }

    private static float[] floats(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    private static float[] negated(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) -values[i];
        }
        return rounded;
    }
}
