package io.github.hype4j.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.io.file.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The file {@code run.json}, which says what a run is made with. Its bytes depend on the identity alone. */
final class RunManifest {

    private static final int FORMAT = 1;

    private RunManifest() {}

    /** Writes the manifest of a new run; of two processes that do so at once, one succeeds. */
    static void write(Path file, RunIdentity identity) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", FORMAT).put("run", identity.sha256());
        ObjectNode fields = root.putObject("identity");
        identity.fields().forEach(fields::put);
        // The printer's own line ends are the platform's.
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        byte[] json = mapper.writer(printer).writeValueAsBytes(root);
        AtomicFile.write(file, false, out -> {
            out.write(json);
            out.write('\n');
        });
    }

    /** Refuses a run that was made with anything else. */
    static void require(Path file, RunIdentity identity) throws IOException {
        RunIdentity run = read(file);
        if (!run.equals(identity)) {
            throw new IllegalArgumentException("the run in " + file.getParent() + " was made otherwise: "
                    + String.join("; ", identity.differencesFrom(run))
                    + ". Take another folder, or overwrite the run");
        }
    }

    private static RunIdentity read(Path file) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not the manifest of a run: " + e.getOriginalMessage(), e);
        }
        JsonNode fields = root.path("identity");
        if (!fields.isObject() || root.path("format").asInt() != FORMAT) {
            throw new IOException(file + " is not the manifest of a run, or of another version of this library");
        }
        Map<String, String> values = new TreeMap<>();
        fields.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return new RunIdentity(values);
    }

    /** Starts a new run, or finds that another process has just done so. */
    static void writeOrRequire(Path file, RunIdentity identity) throws IOException {
        if (!Files.exists(file)) {
            try {
                write(file, identity);
            } catch (FileAlreadyExistsException e) {
                // Another process was faster: compared below.
            }
        }
        require(file, identity);
    }
}
