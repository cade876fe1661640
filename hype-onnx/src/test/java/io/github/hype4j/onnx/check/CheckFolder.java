package io.github.hype4j.onnx.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.numpy.NpyHeader;
import io.github.hype4j.numpy.NpyReader;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.numpy.NpyWriter;
import io.github.hype4j.onnx.ExampleModel;
import io.github.hype4j.onnx.TarImages;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A copy of the example model with a check folder: tokens and embeddings are those that PyTorch gave for the samples of
 * {@code expected.json}, pixels those of our own preparation, which other tests hold against Pillow's.
 */
final class CheckFolder {

    static final int SAMPLES = 8;

    private final Path bundle;

    private CheckFolder(Path bundle) {
        this.bundle = bundle;
    }

    static CheckFolder write(Path bundle) throws IOException, SampleFailureException {
        ExampleModel.copyTo(bundle);
        Path folder = bundle.resolve("check");
        Files.createDirectories(folder.resolve("images"));
        Map<String, byte[]> images = new HashMap<>();
        for (String shard : new String[] {"00000000.tar", "00000001.tar"}) {
            images.putAll(
                    TarImages.byKey(ExampleModel.EXAMPLES.resolve("shapes-pool").resolve(shard)));
        }
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode description = mapper.createObjectNode();
        description.put("formatVersion", 1).put("producer", "PyTorch 1.13.0");
        JsonNode expected =
                mapper.readTree(ExampleModel.FOLDER.resolve("expected.json").toFile());
        int context = expected.get(0).get("input_ids").size();
        int dimension = expected.get(0).get("image").size();
        ImagePreparer preparer;
        try (Bundle opened = Bundle.open(bundle)) {
            preparer = ImagePreparer.of(opened.description().imagePreparation());
        }
        int size = preparer.preparation().size();
        long[] ids = new long[SAMPLES * context];
        float[] pixels = new float[SAMPLES * 3 * size * size];
        float[] texts = new float[SAMPLES * dimension];
        float[] encoded = new float[SAMPLES * dimension];
        for (int i = 0; i < SAMPLES; i++) {
            JsonNode sample = expected.get(i);
            String image = "images/0" + i + "." + sample.get("format").asText().split("/", -1)[0];
            byte[] file = Objects.requireNonNull(images.get(sample.get("key").asText()));
            Files.write(folder.resolve(image), file);
            description.withArray("captions").add(sample.get("caption").asText());
            description.withArray("images").add(image);
            preparer.prepare(file, pixels, i * 3 * size * size);
            for (int k = 0; k < context; k++) {
                ids[i * context + k] = sample.get("input_ids").get(k).asLong();
            }
            for (int k = 0; k < dimension; k++) {
                texts[i * dimension + k] = sample.get("text").get(k).floatValue();
                encoded[i * dimension + k] = sample.get("image").get(k).floatValue();
            }
        }
        mapper.writeValue(folder.resolve("check.json").toFile(), description);
        CheckFolder check = new CheckFolder(bundle);
        check.write("input_ids.npy", ids, SAMPLES, context);
        check.write("pixel_values.npy", pixels, SAMPLES, 3, size, size);
        check.write("text_embedding.npy", texts, SAMPLES, dimension);
        check.write("image_embedding.npy", encoded, SAMPLES, dimension);
        return check;
    }

    Path bundle() {
        return bundle;
    }

    Path file(String name) {
        return bundle.resolve("check").resolve(name);
    }

    void write(String name, long[] values, long... shape) throws IOException {
        try (OutputStream out = Files.newOutputStream(file(name));
                NpyWriter writer = new NpyWriter(out, NpyHeader.of(NpyType.INT64, shape))) {
            writer.writeIntegers(values, 0, values.length);
        }
    }

    void write(String name, float[] values, long... shape) throws IOException {
        try (OutputStream out = Files.newOutputStream(file(name));
                NpyWriter writer = new NpyWriter(out, NpyHeader.of(NpyType.FLOAT32, shape))) {
            writer.writeFloats(values, 0, values.length);
        }
    }

    /** Changes the token ids as they lie in the file, caption after caption. */
    void changeIds(Consumer<long[]> change) throws IOException {
        NpyHeader header;
        long[] values;
        try (NpyReader reader = NpyReader.open(file("input_ids.npy"))) {
            header = reader.header();
            values = new long[(int) header.elements()];
            reader.readIntegers(values, 0, values.length);
        }
        change.accept(values);
        write("input_ids.npy", values, shape(header));
    }

    /** Changes the floats of an array as they lie in its file. */
    void changeFloats(String name, Consumer<float[]> change) throws IOException {
        NpyHeader header;
        float[] values;
        try (NpyReader reader = NpyReader.open(file(name))) {
            header = reader.header();
            values = new float[(int) header.elements()];
            reader.readFloats(values, 0, values.length);
        }
        change.accept(values);
        write(name, values, shape(header));
    }

    private static long[] shape(NpyHeader header) {
        return header.shape().stream().mapToLong(Long::longValue).toArray();
    }
}
