package io.github.hype4j.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.HypeFilter;
import io.github.hype4j.Provenance;
import io.github.hype4j.io.embeddings.EmbeddingNames;
import io.github.hype4j.io.pool.MetadataSource;
import io.github.hype4j.io.pool.PoolOptions;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ReferenceStatistics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything that the results of a run depend on, but for the pool: model, reference set, components, score, and options.
 * Two processes may work on one run if, and only if, their identities are equal. It names neither paths nor machines nor
 * the time, so that it is the same on every machine. Immutable.
 *
 * @param fields what the results depend on, by name, such as {@code model.sha256}
 */
public record RunIdentity(Map<String, String> fields) {

    /**
     * Copies the fields.
     *
     * @param fields what the results depend on, by name
     */
    public RunIdentity {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /**
     * The identity of scoring a pool.
     *
     * @param filter its model encodes, and its components are stored
     * @param options what of a run can be chosen
     * @return the identity
     */
    public static RunIdentity of(HypeFilter filter, ScoringOptions options) {
        Map<String, String> fields = fields(filter);
        fields.put("embeddings", options.embeddings().label());
        PoolOptions pool = options.pool();
        fields.put("pool.captionFromMetadata", Boolean.toString(pool.captionFromMetadata()));
        fields.put("pool.replaceMalformed", Boolean.toString(pool.replaceMalformed()));
        fields.put("pool.maxImageBytes", Long.toString(pool.maxImageBytes()));
        fields.put("pool.maxCaptionBytes", Long.toString(pool.maxCaptionBytes()));
        fields.put("pool.columns", pool.columns().toString());
        MetadataSource metadata = pool.metadata();
        if (metadata != null) {
            fields.put(
                    "pool.metadata.columns",
                    new TreeSet<>(metadata.columns())
                            .stream()
                                    .map(name -> name + renaming(metadata, name))
                                    .collect(Collectors.joining(", ")));
            fields.put("pool.metadata.captions", Boolean.toString(metadata.captions()));
        }
        return new RunIdentity(fields);
    }

    private static String renaming(MetadataSource metadata, String name) {
        String column = metadata.renamed().get(name);
        return column == null ? "" : "=" + column;
    }

    /**
     * The identity of scoring stored embeddings.
     *
     * @param filter its components are stored
     * @param names which arrays the embeddings are
     * @param space what their rows are
     * @return the identity
     */
    public static RunIdentity ofEmbeddings(HypeFilter filter, EmbeddingNames names, EmbeddingSpace space) {
        Map<String, String> fields = fields(filter);
        fields.put("rescored.image", names.image());
        fields.put("rescored.text", names.text() == null ? "none" : names.text());
        fields.put("rescored.space", space.label());
        return new RunIdentity(fields);
    }

    private static Map<String, String> fields(HypeFilter filter) {
        Provenance provenance = filter.provenance();
        Map<String, String> fields = new TreeMap<>();
        fields.put("model.name", provenance.model().name());
        fields.put("model.sha256", provenance.model().sha256());
        fields.put("reference.sha256", provenance.model().referenceSha256());
        fields.put(
                "reference.statistics",
                filter.referenceStatistics().map(RunIdentity::text).orElse("none"));
        filter.clusters().ifPresent(clusters -> fields.put("clusters.sha256", clusters.sha256()));
        fields.put("curvature", Double.toString(provenance.curvature()));
        fields.put("minRadius", Double.toString(provenance.minRadius()));
        fields.put(
                "components", filter.components().stream().map(Component::name).collect(Collectors.joining(", ")));
        fields.put("score", filter.policy().rankings().get(0).score().toString());
        return fields;
    }

    private static String text(ReferenceStatistics statistics) {
        return new TreeMap<>(statistics.asMap())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().mean() + " "
                                + entry.getValue().std())
                        .collect(Collectors.joining(", "));
    }

    /**
     * This identity with one field more, or another value of it.
     *
     * @param name such as {@code clusters.sha256}
     * @param value what the results depend on
     * @return the new identity
     */
    public RunIdentity with(String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return new RunIdentity(more);
    }

    /**
     * The identity in short: the SHA-256 of the fields as JSON, sorted by name.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        try {
            byte[] json = new ObjectMapper().writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new AssertionError("strings can be written, and every Java has SHA-256", e);
        }
    }

    /**
     * In what this identity differs from that of a run.
     *
     * @param run the other identity
     * @return a line for each field, with both values
     */
    public List<String> differencesFrom(RunIdentity run) {
        TreeSet<String> names = new TreeSet<>(fields.keySet());
        names.addAll(run.fields.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String here = fields.getOrDefault(name, "not set");
            String there = run.fields.getOrDefault(name, "not set");
            if (!here.equals(there)) {
                differences.add(name + " is \"" + there + "\" in the run, but \"" + here + "\" here");
            }
        }
        return differences;
    }
}
