package io.github.hype4j.score;

import java.util.regex.Pattern;

/**
 * A named term of a score. Every component is oriented or named so that its sign is plain: larger
 * {@link #IMAGE_SPECIFICITY}, {@link #TEXT_SPECIFICITY}, {@link #NEGATIVE_DISTANCE} and {@link #COSINE} speak for a
 * pair, a larger {@link #ENTAILMENT_VIOLATION} against it. Two components are equal if their names are.
 *
 * @param name the name in score files and on the command line: a letter, then letters, digits and underscores
 */
public record Component(String name) implements Comparable<Component> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /**
     * How specific the image is: the mean over the text reference set of exterior angle minus half aperture, in radians
     * (HYPE, section 3).
     */
    public static final Component IMAGE_SPECIFICITY = new Component("image_specificity");

    /** How specific the text is: the mean over the image reference set of exterior angle minus half aperture, in radians. */
    public static final Component TEXT_SPECIFICITY = new Component("text_specificity");

    /** Minus the Lorentzian distance between image and text. At most 0. */
    public static final Component NEGATIVE_DISTANCE = new Component("negative_distance");

    /** The cosine of the angle between the tangent vectors of image and text, in [-1, 1]; 0 where either is [ROOT]. */
    public static final Component COSINE = new Component("cosine");

    /** The Lorentzian distance of the image from the origin [ROOT]: specificity with no reference set. At least 0. */
    public static final Component IMAGE_ROOT_DISTANCE = new Component("image_root_distance");

    /** The Lorentzian distance of the text from the origin [ROOT]. At least 0. */
    public static final Component TEXT_ROOT_DISTANCE = new Component("text_root_distance");

    /**
     * Exterior angle of the image at the text minus the text's half aperture, in radians: at most 0 where the image
     * lies in the text's entailment cone.
     */
    public static final Component ENTAILMENT_VIOLATION = new Component("entailment_violation");

    /** 1 where the nearest cluster of the image is one that the target set falls into, else 0. */
    public static final Component CLUSTER = new Component("cluster");

    /**
     * Checks the parts.
     *
     * @param name the name in score files and on the command line: a letter, then letters, digits and underscores
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public Component {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "name of a component must be a letter followed by letters, digits and underscores, got \"" + name
                            + "\"");
        }
    }

    /**
     * Whether a text can be the name of a component.
     *
     * @param text any text
     * @return true for a letter followed by letters, digits and underscores, all of them ASCII
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * A component whose value the caller supplies with each sample, such as {@code clip_l14_similarity_score}.
     *
     * @param name the column's name in the pool's metadata
     * @return the component
     * @throws IllegalArgumentException if the name is that of a computed component or not a valid name
     */
    public static Component column(String name) {
        Component component = new Component(name);
        if (component.isComputed()) {
            throw new IllegalArgumentException(
                    "column \"" + name + "\" has the name of a computed component; rename the column");
        }
        return component;
    }

    /**
     * Whether the value is measured against a reference set, by a specificity kernel.
     *
     * @return true for {@link #IMAGE_SPECIFICITY} and {@link #TEXT_SPECIFICITY}
     */
    public boolean isSpecificity() {
        return equals(IMAGE_SPECIFICITY) || equals(TEXT_SPECIFICITY);
    }

    /**
     * Whether the value is computed here, rather than supplied by the caller.
     *
     * @return true for the constants of this class
     */
    public boolean isComputed() {
        return switch (name) {
            case "image_specificity",
                    "text_specificity",
                    "negative_distance",
                    "cosine",
                    "image_root_distance",
                    "text_root_distance",
                    "entailment_violation",
                    "cluster" -> true;
            default -> false;
        };
    }

    /**
     * Whether the value is defined only of points in hyperbolic space.
     *
     * @return false for {@link #COSINE} and {@link #CLUSTER}, which have a meaning for the vectors of any encoder, and for
     *     values supplied by the caller
     */
    public boolean needsHyperbolicSpace() {
        return isComputed() && !equals(COSINE) && !equals(CLUSTER);
    }

    /**
     * Whether a text is needed to compute the value.
     *
     * @return true for the components of texts and of pairs
     */
    public boolean needsText() {
        return equals(TEXT_SPECIFICITY)
                || equals(NEGATIVE_DISTANCE)
                || equals(COSINE)
                || equals(TEXT_ROOT_DISTANCE)
                || equals(ENTAILMENT_VIOLATION);
    }

    @Override
    public int compareTo(Component other) {
        return name.compareTo(other.name);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
