package io.github.hype4j;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.score.Clusters;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.specificity.Parallelism;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Options of a {@link HypeFilter}. How much is kept must be said; everything else has a default. A wrong value is an
 * {@link IllegalArgumentException} here and now, naming field, value and range. Not safe for use by several threads.
 */
public final class HypeFilterBuilder {

    private static final int MAX_BATCH = 65_536;
    private static final int DEFAULT_BATCH = 64;

    private @Nullable HypeModel model;
    private @Nullable ReferenceSet reference;
    private @Nullable ReferenceStatistics statistics;
    private @Nullable Lorentz space;
    private @Nullable Double minRadius;
    private @Nullable Clusters clusters;
    private @Nullable HypeScore score;
    private @Nullable Cut cut;
    private boolean imageOnly;
    private final List<SelectionPolicy> intersections = new ArrayList<>();
    private final List<SelectionPolicy> unions = new ArrayList<>();
    private final List<Component> alsoCompute = new ArrayList<>();
    private @Nullable Integer batchSize;
    private Parallelism parallelism = Parallelism.common();
    private ProgressListener listener = ProgressListener.NONE;

    HypeFilterBuilder() {}

    /**
     * Sets the model that encodes pairs; its reference set is used unless another is set. The filter does not close it.
     *
     * @param encoders the model
     * @return this builder
     */
    public HypeFilterBuilder model(HypeModel encoders) {
        this.model = encoders;
        return this;
    }

    /**
     * Sets the reference set against which specificity is measured. With it, a filter of embeddings needs no model.
     *
     * @param set the set, in the space of the embeddings
     * @return this builder
     */
    public HypeFilterBuilder reference(ReferenceSet set) {
        this.reference = set;
        return this;
    }

    /**
     * Sets the statistics by which a {@linkplain io.github.hype4j.score.ScoreForm standardized} score takes its
     * components; the model's if not set. They must be set where {@link #reference} or {@link #minRadius} replaces what
     * the model has, since specificity is then on another scale.
     *
     * @param components mean and deviation of each component over clean pairs
     * @return this builder
     */
    public HypeFilterBuilder referenceStatistics(ReferenceStatistics components) {
        this.statistics = components;
        return this;
    }

    /**
     * Sets the space of embeddings that are filtered without a model and without a reference set.
     *
     * @param lorentz the space; not needed, and not looked at, with a model or a reference set
     * @return this builder
     */
    public HypeFilterBuilder space(Lorentz lorentz) {
        this.space = lorentz;
        return this;
    }

    /**
     * Sets {@code K} of the entailment cones; the model's, or 0.1 without a model, if not set.
     *
     * @param radius above 0
     * @return this builder
     */
    public HypeFilterBuilder minRadius(double radius) {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minRadius must be above 0 and finite, got " + radius);
        }
        this.minRadius = radius;
        return this;
    }

    /**
     * Sets the clusters for {@link Component#CLUSTER}.
     *
     * @param clustering centroids, and which of them are targets
     * @return this builder
     */
    public HypeFilterBuilder clusters(Clusters clustering) {
        this.clusters = clustering;
        return this;
    }

    /**
     * Sets what to rank by; {@link HypeScore#paper()} if not set, the cosine with a Euclidean model.
     *
     * @param weightedSum weights and minima
     * @return this builder
     */
    public HypeFilterBuilder score(HypeScore weightedSum) {
        this.score = weightedSum;
        return this;
    }

    /**
     * Ranks by image specificity and never asks for captions, unless {@link #score} sets another score of images.
     *
     * @return this builder
     */
    public HypeFilterBuilder imageOnly() {
        this.imageOnly = true;
        return this;
    }

    /**
     * Keeps the best fraction: {@code floor(n * fraction)} of n scored samples.
     *
     * @param fraction in (0, 1]
     * @return this builder
     */
    public HypeFilterBuilder keepFraction(double fraction) {
        return cut(new Cut.KeepFraction(fraction));
    }

    /**
     * Keeps the best n samples.
     *
     * @param count at least 1
     * @return this builder
     */
    public HypeFilterBuilder keepTop(long count) {
        return cut(new Cut.KeepTop(count));
    }

    /**
     * Keeps every sample whose score is at or above a threshold; the filter then also works in one pass.
     *
     * @param smallest the smallest score to keep
     * @return this builder
     */
    public HypeFilterBuilder threshold(double smallest) {
        return cut(new Cut.Threshold((float) smallest));
    }

    /**
     * Keeps a fraction by DataComp's rule, ties and all: see {@link Cut.DataCompFraction}.
     *
     * @param fraction in (0, 1)
     * @return this builder
     */
    public HypeFilterBuilder dataCompFraction(double fraction) {
        return cut(new Cut.DataCompFraction(fraction));
    }

    private HypeFilterBuilder cut(Cut howMuch) {
        if (cut != null) {
            throw new IllegalArgumentException(
                    "only one of keepFraction, keepTop, threshold and dataCompFraction may be set: " + cut
                            + " is set already, got " + howMuch + "; use intersect or union to combine policies");
        }
        this.cut = howMuch;
        return this;
    }

    /**
     * Keeps only what another policy keeps too. May be called several times; intersections are applied before unions.
     *
     * @param other another policy, applied to the whole pool
     * @return this builder
     */
    public HypeFilterBuilder intersect(SelectionPolicy other) {
        intersections.add(other);
        return this;
    }

    /**
     * Keeps also what another policy keeps. May be called several times.
     *
     * @param other another policy, applied to the whole pool
     * @return this builder
     */
    public HypeFilterBuilder union(SelectionPolicy other) {
        unions.add(other);
        return this;
    }

    /**
     * Computes further components, which are reported with every sample but do not count.
     *
     * @param components the components
     * @return this builder
     */
    public HypeFilterBuilder alsoCompute(Component... components) {
        alsoCompute.addAll(Arrays.asList(components));
        return this;
    }

    /**
     * Sets how many pairs are encoded at once; {@link HypeModel#preferredBatchSize()} if not set.
     *
     * @param size in [1, 65536]
     * @return this builder
     */
    public HypeFilterBuilder batchSize(int size) {
        if (size < 1 || size > MAX_BATCH) {
            throw new IllegalArgumentException("batchSize must be in [1, " + MAX_BATCH + "], got " + size);
        }
        this.batchSize = size;
        return this;
    }

    /**
     * Sets who prepares pairs and computes specificity; all processors, by Java's common pool, if not set. Reading a pair's
     * image and caption is part of preparing it.
     *
     * @param threads the threads
     * @return this builder
     */
    public HypeFilterBuilder parallelism(Parallelism threads) {
        this.parallelism = threads;
        return this;
    }

    /**
     * Sets who is told of progress and of failed samples.
     *
     * @param progressListener called on the thread that runs the filter
     * @return this builder
     */
    public HypeFilterBuilder progress(ProgressListener progressListener) {
        this.listener = progressListener;
        return this;
    }

    /**
     * Makes the filter.
     *
     * @return the filter
     * @throws IllegalArgumentException if how much to keep is not set, the space is not known, a component needs a
     *     hyperbolic space and the model is Euclidean, or a reference set or clusters that are not there, a standardized
     *     score needs statistics that are not there, an image-only filter has a component of texts, or model and reference
     *     do not fit
     */
    public HypeFilter build() {
        SelectionPolicy wanted = policy();
        TreeSet<Component> components = new TreeSet<>(wanted.components());
        components.addAll(alsoCompute);
        if (isEuclidean()) {
            components.stream()
                    .filter(Component::needsHyperbolicSpace)
                    .findFirst()
                    .ifPresent(this::refuseForEuclidean);
        }
        SelectionPolicy policy = wanted.withScores(this::standardized);
        if (imageOnly) {
            components.stream().filter(Component::needsText).findFirst().ifPresent(component -> {
                throw new IllegalArgumentException("imageOnly: component " + component + " needs a text");
            });
        }
        if (space() == null && components.stream().anyMatch(Component::isComputed)) {
            throw new IllegalArgumentException("the space is not known: set model(...), reference(...) or space(...)");
        }
        Specificity specificity = specificity(components);
        checkClusters();
        Clusters shared = clusters == null ? null : clusters.withParallelism(parallelism);
        ComponentCalculator calculator = ComponentCalculator.of(components, minRadius(), specificity, shared);
        return new HypeFilter(
                this, calculator, policy, specificity == null ? Specificity.NO_KERNEL : specificity.kernelName());
    }

    private SelectionPolicy policy() {
        if (cut == null) {
            throw new IllegalArgumentException(
                    "how much to keep is not set: call keepFraction, keepTop, threshold or dataCompFraction");
        }
        HypeScore ranking = score;
        if (ranking == null) {
            ranking = defaultScore();
        }
        SelectionPolicy policy = SelectionPolicy.of(ranking, cut);
        for (SelectionPolicy other : intersections) {
            policy = policy.intersect(other);
        }
        for (SelectionPolicy other : unions) {
            policy = policy.union(other);
        }
        return policy;
    }

    private HypeScore defaultScore() {
        if (imageOnly) {
            return HypeScore.imageSpecificity();
        }
        return isEuclidean() ? HypeScore.of(Component.COSINE) : HypeScore.paper();
    }

    private void refuseForEuclidean(Component component) {
        throw new IllegalArgumentException("score: component " + component + " needs a hyperbolic space, but "
                + modelProvenance().name() + " is a Euclidean model, which gives cosine and cluster only");
    }

    private boolean isEuclidean() {
        return model != null && !model.embeddingSpace().isHyperbolic();
    }

    /** NaN where nothing is in a hyperbolic space. */
    double curvature() {
        Lorentz known = space();
        return known == null || isEuclidean() ? Double.NaN : known.curvature();
    }

    private HypeScore standardized(HypeScore wanted) {
        if (!wanted.lacksStatistics()) {
            return wanted;
        }
        ReferenceStatistics known = referenceStatistics();
        if (known == null) {
            throw new IllegalArgumentException("score: the " + wanted.form().label()
                    + " form needs reference statistics, " + whyThereAreNone() + ": set referenceStatistics(...)");
        }
        return wanted.standardizedBy(known);
    }

    private String whyThereAreNone() {
        if (model == null) {
            return "and there is no model that has any";
        }
        if (model.referenceStatistics().isEmpty()) {
            return "and the model " + model.provenance().name()
                    + " has none ('hype reference build' makes a bundle with them)";
        }
        return "and those of the model do not fit the " + (reference != null ? "reference(...)" : "minRadius(...)")
                + " that is set";
    }

    /** Those that were set, else the model's, unless specificity is measured otherwise than the model says. */
    @Nullable
    ReferenceStatistics referenceStatistics() {
        if (statistics != null || model == null || reference != null || minRadius != null) {
            return statistics;
        }
        return model.referenceStatistics().orElse(null);
    }

    private @Nullable Specificity specificity(Set<Component> components) {
        ReferenceSet set = referenceSet();
        if (set == null
                || !(components.contains(Component.IMAGE_SPECIFICITY)
                        || components.contains(Component.TEXT_SPECIFICITY))) {
            return null;
        }
        if (model != null && (!set.space().equals(model.space()) || set.dimension() != model.dimension())) {
            throw new IllegalArgumentException("reference has curvature "
                    + set.space().curvature() + " and dimension " + set.dimension() + " but the model has curvature "
                    + model.space().curvature() + " and dimension " + model.dimension());
        }
        return Specificity.against(set, minRadius()).withParallelism(parallelism);
    }

    private void checkClusters() {
        if (clusters != null && model != null && clusters.dimension() != model.dimension()) {
            throw new IllegalArgumentException("clusters have dimension " + clusters.dimension()
                    + " but the model has dimension " + model.dimension());
        }
    }

    private @Nullable ReferenceSet referenceSet() {
        if (reference != null) {
            return reference;
        }
        return model == null ? null : model.reference().orElse(null);
    }

    @Nullable
    HypeModel model() {
        return model;
    }

    @Nullable
    Lorentz space() {
        if (model != null) {
            return model.space();
        }
        return reference == null ? space : reference.space();
    }

    /** Where the model comes from; the hash of its reference set is not claimed for another one. */
    ModelProvenance modelProvenance() {
        if (model == null) {
            return ModelProvenance.named("none");
        }
        ModelProvenance origin = model.provenance();
        return reference == null
                ? origin
                : new ModelProvenance(origin.name(), origin.sha256(), "", origin.license(), origin.source());
    }

    double minRadius() {
        if (minRadius != null) {
            return minRadius;
        }
        return model == null ? 0.1 : model.minRadius();
    }

    int batchSize() {
        if (batchSize != null) {
            return batchSize;
        }
        return model == null ? DEFAULT_BATCH : Math.min(MAX_BATCH, model.preferredBatchSize());
    }

    Parallelism parallelism() {
        return parallelism;
    }

    @Nullable
    Clusters clusters() {
        return clusters;
    }

    ProgressListener listener() {
        return listener;
    }
}
