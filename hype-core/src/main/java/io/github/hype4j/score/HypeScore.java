package io.github.hype4j.score;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A weighted sum of {@linkplain Component components}, with a smallest value that a component may have.
 *
 * <p>The score of a sample is {@code sum of weight * value}, summed in double precision in the order of the component
 * names from values that are floats, and rounded to float once. It is NaN if a value with a weight is NaN, or
 * infinities of both signs meet. A sample with a component below its minimum (or NaN) is never kept, whatever its score.
 *
 * <p>The components live on different scales, so that in a plain sum one can drown another. Other {@linkplain ScoreForm
 * forms} of the sum take each in units of its deviation over clean pairs. A score in such a form needs
 * {@linkplain ReferenceStatistics statistics} before it can be computed: a filter takes them from its model, and
 * {@link #standardizedBy} gives them by hand. Minima are on the values themselves in every form.
 *
 * <p>Immutable. Source: HYPE, section 3 and Table 3; the forms other than the plain one are ours.
 */
public final class HypeScore {

    private final NavigableMap<Component, Double> weights;
    private final NavigableMap<Component, Double> minima;
    private final ScoreForm form;
    private final @Nullable ReferenceStatistics statistics;

    private HypeScore(
            NavigableMap<Component, Double> weights,
            NavigableMap<Component, Double> minima,
            ScoreForm form,
            @Nullable ReferenceStatistics statistics) {
        this.weights = weights;
        this.minima = minima;
        this.form = form;
        this.statistics = statistics;
    }

    /**
     * The paper's score without its cluster term: image specificity + text specificity - distance + cosine.
     *
     * <p>The paper's cosine is that of a Euclidean CLIP; here it is that of the model's own tangent vectors. Where the
     * metadata has a CLIP similarity, {@link #withClipSimilarity} takes that.
     *
     * @return the score
     */
    public static HypeScore paper() {
        return specificityAndDistance().withWeight(Component.COSINE, 1);
    }

    /**
     * Image specificity + text specificity - distance, which the paper's Table 3 finds to suffice.
     *
     * @return the score
     */
    public static HypeScore specificityAndDistance() {
        return none().withWeight(Component.IMAGE_SPECIFICITY, 1)
                .withWeight(Component.TEXT_SPECIFICITY, 1)
                .withWeight(Component.NEGATIVE_DISTANCE, 1);
    }

    /**
     * The terms of {@link #paper} in the form {@link ScoreForm#STANDARDIZED}.
     *
     * @return the score, to be given statistics
     */
    public static HypeScore standardized() {
        return paper().withForm(ScoreForm.STANDARDIZED);
    }

    /**
     * The terms of {@link #paper} in the form {@link ScoreForm#SHORTFALL}.
     *
     * @return the score, to be given statistics
     */
    public static HypeScore shortfall() {
        return paper().withForm(ScoreForm.SHORTFALL);
    }

    /**
     * Image specificity alone, for pools with no captions.
     *
     * @return the score
     */
    public static HypeScore imageSpecificity() {
        return of(Component.IMAGE_SPECIFICITY);
    }

    /**
     * One component alone.
     *
     * @param component the component, with weight 1
     * @return the score
     */
    public static HypeScore of(Component component) {
        return none().withWeight(component, 1);
    }

    /**
     * A score by its weights.
     *
     * @param weights the weight of each component; finite, not all 0
     * @return the score
     * @throws IllegalArgumentException if a weight is NaN or infinite, or none is different from 0
     */
    public static HypeScore of(Map<Component, Double> weights) {
        HypeScore score = none();
        for (Map.Entry<Component, Double> entry : weights.entrySet()) {
            score = score.withWeight(entry.getKey(), entry.getValue());
        }
        if (score.weights.isEmpty()) {
            throw new IllegalArgumentException("weights must have at least one that is not 0, got " + weights);
        }
        return score;
    }

    private static HypeScore none() {
        return new HypeScore(new TreeMap<>(), new TreeMap<>(), ScoreForm.PLAIN, null);
    }

    /**
     * This score with another weight for one component.
     *
     * @param component the component
     * @param weight its weight; 0 takes it out
     * @return the new score
     * @throws IllegalArgumentException if the weight is NaN or infinite
     */
    public HypeScore withWeight(Component component, double weight) {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("weight of " + component + " must be finite, got " + weight);
        }
        NavigableMap<Component, Double> changed = new TreeMap<>(weights);
        if (weight == 0) {
            changed.remove(component);
        } else {
            changed.put(component, weight);
        }
        return new HypeScore(changed, minima, form, statistics);
    }

    /**
     * This score with a smallest value for one component.
     *
     * @param component the component, which need not have a weight
     * @param minimum the smallest value with which a sample may be kept; rounded to float, as the values are
     * @return the new score
     * @throws IllegalArgumentException if the minimum is NaN or infinite
     */
    public HypeScore withMinimum(Component component, double minimum) {
        if (!Double.isFinite(minimum)) {
            throw new IllegalArgumentException("minimum of " + component + " must be finite, got " + minimum);
        }
        NavigableMap<Component, Double> changed = new TreeMap<>(minima);
        changed.put(component, minimum);
        return new HypeScore(weights, changed, form, statistics);
    }

    /**
     * This score with the cosine taken from a column of the metadata, as the paper does with DataComp's CLIP similarity.
     *
     * @param column the column's name, such as {@code clip_l14_similarity_score}
     * @return the score with the weight of {@link Component#COSINE} given to that column, or 1 if the cosine has none; a
     *     minimum of the cosine stays with the cosine
     */
    public HypeScore withClipSimilarity(String column) {
        return withWeight(Component.COSINE, 0)
                .withWeight(Component.column(column), weights.getOrDefault(Component.COSINE, 1.0));
    }

    /**
     * This score in another form.
     *
     * @param other the form
     * @return the new score; a plain one holds no statistics
     */
    public HypeScore withForm(ScoreForm other) {
        return new HypeScore(weights, minima, other, other == ScoreForm.PLAIN ? null : statistics);
    }

    /**
     * This score with the statistics that its form needs.
     *
     * @param reference the statistics over clean pairs; they must have every component that has a weight
     * @return the new score; this one if it is plain
     * @throws IllegalArgumentException if the statistics lack a component with a weight, naming it
     */
    public HypeScore standardizedBy(ReferenceStatistics reference) {
        if (form == ScoreForm.PLAIN) {
            return this;
        }
        for (Component component : weights.keySet()) {
            if (reference.of(component).isEmpty()) {
                throw new IllegalArgumentException("the " + form.label() + " score needs the statistics of " + component
                        + ", but they are known of " + reference.asMap().keySet() + " only");
            }
        }
        return new HypeScore(weights, minima, form, reference);
    }

    /**
     * How the values enter the sum.
     *
     * @return the form
     */
    public ScoreForm form() {
        return form;
    }

    /**
     * Whether the score can be computed only when it has been given statistics.
     *
     * @return true if the form is not plain and there are no statistics yet
     */
    public boolean lacksStatistics() {
        return form != ScoreForm.PLAIN && statistics == null;
    }

    /**
     * The weights.
     *
     * @return the weight of each component that has one, by name
     */
    public Map<Component, Double> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /**
     * The minima.
     *
     * @return the smallest value of each component that has one, by name
     */
    public Map<Component, Double> minima() {
        return Collections.unmodifiableMap(minima);
    }

    /**
     * Every component that the score needs, for its sum or for a minimum.
     *
     * @return the components, by name
     */
    public List<Component> components() {
        TreeSet<Component> all = new TreeSet<>(weights.keySet());
        all.addAll(minima.keySet());
        return List.copyOf(all);
    }

    /**
     * Prepares the score for rows with given columns.
     *
     * @param columns the components of a row, in order
     * @return the score as a function of a row
     * @throws IllegalArgumentException if a component that the score needs is not among the columns, or the score
     *     {@linkplain #lacksStatistics lacks statistics}
     */
    public RowScore on(List<Component> columns) {
        return new RowScore(
                columns, indices(columns, weights), terms(), indices(columns, minima), floats(values(minima)));
    }

    /**
     * What one value adds to the sum.
     *
     * @param component the component
     * @param value its value
     * @return the term before it is rounded; 0 if the component has no weight
     * @throws IllegalArgumentException if the score {@linkplain #lacksStatistics lacks statistics}
     */
    public double term(Component component, float value) {
        return weights.containsKey(component) ? term(component).of(value) : 0;
    }

    private List<RowScore.Term> terms() {
        return weights.keySet().stream().map(this::term).toList();
    }

    private RowScore.Term term(Component component) {
        double weight = weights.getOrDefault(component, 0.0);
        if (form == ScoreForm.PLAIN) {
            return RowScore.Term.plain(weight);
        }
        if (statistics == null) {
            throw new IllegalArgumentException(
                    "the " + form.label() + " score needs reference statistics, and has none");
        }
        ComponentStatistics known = statistics
                .of(component)
                .orElseThrow(() -> new IllegalArgumentException("the " + form.label()
                        + " score needs the statistics of " + component + ", which are not known"));
        return RowScore.Term.standardized(weight, known, form == ScoreForm.SHORTFALL);
    }

    private static int[] indices(List<Component> columns, Map<Component, Double> terms) {
        return terms.keySet().stream()
                .mapToInt(component -> {
                    int index = columns.indexOf(component);
                    if (index < 0) {
                        throw new IllegalArgumentException(
                                "score needs the component " + component + ", which is not among " + columns);
                    }
                    return index;
                })
                .toArray();
    }

    private static double[] values(Map<Component, Double> terms) {
        return terms.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static float[] floats(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HypeScore score
                && score.weights.equals(weights)
                && score.minima.equals(minima)
                && score.form == form
                && Objects.equals(score.statistics, statistics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(weights, minima, form, statistics);
    }

    /**
     * The sum as text, for provenance: such as {@code 1.0*cosine + 1.0*image_specificity, cosine >= 0.2}, or
     * {@code standardized(1.0*cosine)}.
     */
    @Override
    public String toString() {
        String sum = weights.entrySet().stream()
                .map(term -> term.getValue() + "*" + term.getKey())
                .collect(Collectors.joining(" + "));
        String limits = minima.entrySet().stream()
                .map(limit -> ", " + limit.getKey() + " >= " + limit.getValue())
                .collect(Collectors.joining());
        return (form == ScoreForm.PLAIN ? sum : form.label() + "(" + sum + ")") + limits;
    }
}
