package io.github.hype4j.cli.report;

import io.github.hype4j.score.Component;

/** Components in words, for people who meet them for the first time. */
final class Meaning {

    private Meaning() {}

    static String title(Component component) {
        return component.name().replace('_', ' ');
    }

    static String of(Component component) {
        return switch (component.name()) {
            case "image_specificity" ->
                "How much the picture shows: its mean angle outside of the cones of reference texts.";
            case "text_specificity" ->
                "How much the caption says: the mean angle of reference pictures outside of its cone.";
            case "negative_distance" -> "Minus the hyperbolic distance of picture and caption: 0 is a perfect match.";
            case "cosine" -> "The cosine of picture and caption, as a CLIP score has it.";
            case "image_root_distance" -> "The picture's distance from the origin, where nothing is said.";
            case "text_root_distance" -> "The caption's distance from the origin, where nothing is said.";
            case "entailment_violation" ->
                "How far the picture lies outside of the caption's cone; at most 0 is inside.";
            case "cluster" -> "1 where the picture falls into a target cluster.";
            default -> "A column of the pool's metadata.";
        };
    }
}
