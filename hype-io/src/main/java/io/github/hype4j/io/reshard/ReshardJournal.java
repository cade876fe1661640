package io.github.hype4j.io.reshard;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hype4j.io.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far resharding has come when a shard was finished: where the next one begins.
 *
 * @param identity the SHA-256 of all that the result depends on
 * @param poolShard the shard of the pool that is being read, counted from 0
 * @param sample the sample in it with which the next shard begins, counted from 0
 * @param copy the copy of that sample
 * @param books the books before that sample
 */
record ReshardJournal(String identity, int poolShard, long sample, long copy, ReshardBooks books) {

    private static final String NAME = "reshard.json";

    /** Whether books balance follows from the rest. */
    private static final ObjectMapper JSON =
            new ObjectMapper().setVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE);

    static ReshardJournal start(String identity) {
        return new ReshardJournal(identity, 0, 0, 0, ReshardBooks.EMPTY);
    }

    static Optional<ReshardJournal> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ReshardJournal.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no journal of resharding: " + e.getOriginalMessage(), e);
        }
    }

    void write(Path folder) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        AtomicFile.write(folder.resolve(NAME), true, out -> out.write(json));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }
}
