package io.github.hype4j.io.reshard;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.io.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code meta.json} of finished training shards: what train.py looks for, the books, and what the result was made of.
 *
 * @param identity the SHA-256 of all that the result depends on
 * @param books the books
 */
record ReshardMeta(String identity, ReshardBooks books) {

    private static final String NAME = "meta.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a finished attempt has left; empty if there is none. */
    static Optional<ReshardMeta> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
        List<String> damage = new ArrayList<>();
        json.path("damage").forEach(line -> damage.add(line.asText()));
        ReshardBooks books = new ReshardBooks(
                json.path("processed_count").asLong(),
                json.path("emitted").asLong(),
                json.path("not_in_subset").asLong(),
                json.path("duplicates").asLong(),
                json.path("unusable").asLong(),
                json.path("output_count").asLong(),
                json.path("wanted").asLong(),
                json.path("copies_wanted").asLong(),
                json.path("copies_missing").asLong(),
                json.path("output_shard_count").asInt(),
                damage,
                json.path("damaged").asLong());
        return Optional.of(new ReshardMeta(json.path("identity").asText(), books));
    }

    void write(Path folder, ReshardOptions options) throws IOException {
        ObjectNode meta = JSON.createObjectNode();
        meta.put("output_shard_count", books.shards())
                .put("output_shard_format", "{:08d}.tar")
                .put("output_count", books.copies())
                .put("processed_count", books.total())
                .put("max_samples_per_shard", Integer.toString(options.maxSamples()))
                .put("max_bytes_per_shard", Long.toString(options.maxBytes()))
                .put("emitted", books.emitted())
                .put("not_in_subset", books.notInSubset())
                .put("duplicates", books.duplicates())
                .put("unusable", books.unusable())
                .put("wanted", books.wanted())
                .put("missing", books.missing())
                .put("copies_wanted", books.copiesWanted())
                .put("copies_missing", books.copiesMissing())
                .put("damaged", books.damaged())
                .put("identity", identity);
        books.damage().forEach(meta.putArray("damage")::add);
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta);
        AtomicFile.write(folder.resolve(NAME), true, out -> out.write(json));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }
}
