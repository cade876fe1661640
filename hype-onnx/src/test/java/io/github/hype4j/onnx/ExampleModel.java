package io.github.hype4j.onnx;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The small trained model in the examples folder, and changed copies of it. */
public final class ExampleModel {

    public static final Path EXAMPLES = Path.of(System.getProperty("hype.examples"));
    public static final Path FOLDER = EXAMPLES.resolve("shapes-model");

    private ExampleModel() {}

    public static Path copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    /** A copy whose description is changed. */
    public static Path changed(Path target, Consumer<ObjectNode> change) throws IOException {
        Path description = copyTo(target).resolve("hype-model.json");
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(description.toFile());
        change.accept(json);
        mapper.writeValue(description.toFile(), json);
        return target;
    }
}
