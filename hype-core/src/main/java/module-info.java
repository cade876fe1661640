/**
 * Hyperbolic entailment filtering of image-text pools: Lorentz geometry, specificity, HYPE scores, exact selection.
 */
module io.github.hype4j.core {
    requires static jdk.incubator.vector;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.github.hype4j;
    exports io.github.hype4j.lorentz;
    exports io.github.hype4j.model;
    exports io.github.hype4j.nearest;
    exports io.github.hype4j.numpy;
    exports io.github.hype4j.score;
    exports io.github.hype4j.selection;
    exports io.github.hype4j.specificity;

    uses io.github.hype4j.model.HypeModelProvider;
}
