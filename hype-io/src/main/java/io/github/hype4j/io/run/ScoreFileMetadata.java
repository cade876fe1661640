package io.github.hype4j.io.run;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.Provenance;
import io.github.hype4j.model.ModelProvenance;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.ReferenceStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Provenance as key-value pairs of a score file, and back. */
final class ScoreFileMetadata {

    private static final String STATISTICS = "hype.reference.statistics.";

    private ScoreFileMetadata() {}

    static Map<String, String> of(HypeFilter filter) {
        Provenance provenance = filter.provenance();
        Map<String, String> pairs = new TreeMap<>();
        pairs.put("hype.version", provenance.libraryVersion());
        pairs.put("hype.model.name", provenance.model().name());
        pairs.put("hype.model.sha256", provenance.model().sha256());
        pairs.put("hype.model.license", provenance.model().license());
        pairs.put("hype.model.source", provenance.model().source());
        pairs.put("hype.reference.sha256", provenance.model().referenceSha256());
        pairs.put("hype.curvature", Double.toString(provenance.curvature()));
        pairs.put("hype.minRadius", Double.toString(provenance.minRadius()));
        pairs.put("hype.kernel", provenance.kernel());
        filter.clusters().ifPresent(clusters -> pairs.put("hype.clusters.sha256", clusters.sha256()));
        filter.referenceStatistics()
                .ifPresent(statistics -> statistics
                        .asMap()
                        .forEach((component, values) ->
                                pairs.put(STATISTICS + component.name(), values.mean() + " " + values.std())));
        pairs.put("hype.score", filter.policy().rankings().get(0).score().toString());
        return pairs;
    }

    /** The statistics that scores in a file can be standardized by, empty if the file has none. */
    static Optional<ReferenceStatistics> statistics(Map<String, String> pairs) {
        Map<Component, ComponentStatistics> statistics = new TreeMap<>();
        pairs.forEach((key, value) -> {
            if (key.startsWith(STATISTICS)) {
                String[] words = value.split(" ", 2);
                statistics.put(
                        new Component(key.substring(STATISTICS.length())),
                        new ComponentStatistics(Double.parseDouble(words[0]), Double.parseDouble(words[1])));
            }
        });
        return statistics.isEmpty() ? Optional.empty() : Optional.of(ReferenceStatistics.of(statistics));
    }

    /** The provenance of scores in a file, with the policy that they are cut by now. */
    static Provenance provenance(Map<String, String> pairs, String policy) {
        ModelProvenance model = new ModelProvenance(
                text(pairs, "hype.model.name"),
                text(pairs, "hype.model.sha256"),
                text(pairs, "hype.reference.sha256"),
                text(pairs, "hype.model.license"),
                text(pairs, "hype.model.source"));
        return new Provenance(
                text(pairs, "hype.version"),
                model,
                number(pairs, "hype.curvature"),
                number(pairs, "hype.minRadius"),
                text(pairs, "hype.kernel"),
                policy);
    }

    private static String text(Map<String, String> pairs, String key) {
        return pairs.getOrDefault(key, "");
    }

    private static double number(Map<String, String> pairs, String key) {
        try {
            return Double.parseDouble(text(pairs, key));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
