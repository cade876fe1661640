package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.bundle.ReferenceWriter;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.ReferenceStatistics;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles, whole and broken, through the real loader. */
class OnnxHypeModelTest {

    private static final List<String> CAPTIONS = List.of("a red circle", "a shape");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aFolderIsLoadedWithEverythingInIt() throws IOException {
        try (HypeModel model = OnnxHypeModel.load(ExampleModel.FOLDER)) {
            assertThat(model.provenance().name()).isEqualTo("shapes");
            assertThat(model.provenance().sha256()).matches("[0-9a-f]{64}");
            assertThat(model.provenance().referenceSha256()).matches("[0-9a-f]{64}");
            assertThat(model.provenance().license()).isEqualTo("Apache-2.0");
            assertThat(model.reference().orElseThrow().images().rows()).isEqualTo(128);
            assertThat(model.dimension()).isEqualTo(model.textEncoder().dimension());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "some-folder/"})
    void aZipGivesTheSameModelAsItsFolder(String prefix) throws IOException {
        Path zip = zip(folder.resolve("model.zip"), prefix);
        List<Path> before = temporaryFolders(); // what processes that were killed have left

        assertThat(captions(zip)).isEqualTo(captions(ExampleModel.FOLDER));
        assertThat(temporaryFolders()).as("unpacked files are removed").isEqualTo(before);
    }

    @Test
    void aJarOnTheClassPathGivesTheSameModel() throws IOException {
        Path jar = zip(folder.resolve("model.jar"), "com/example/model/");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
                HypeModel model = OnnxHypeModel.loadResource(loader, "com/example/model", OnnxOptions.defaults())) {
            assertThat(model.textEncoder().encode(CAPTIONS).rows().values()).isEqualTo(captions(ExampleModel.FOLDER));
        }
    }

    @Test
    void weightsBesideAGraphArePartOfTheModel() throws IOException {
        Path bundle = ExampleModel.copyTo(folder.resolve("m"));
        Files.writeString(bundle.resolve("image_encoder.onnx.data"), "weights");
        String before = hash(bundle);
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
                HypeModel model = OnnxHypeModel.loadResource(loader, "m", OnnxOptions.defaults())) {
            assertThat(model.provenance().sha256()).isEqualTo(before);
        }

        Files.writeString(bundle.resolve("image_encoder.onnx.data"), "others");

        assertThat(hash(bundle)).isNotEqualTo(before);
    }

    private static String hash(Path bundle) throws IOException {
        try (HypeModel model = OnnxHypeModel.loadWithoutEncoders(bundle)) {
            return model.provenance().sha256();
        }
    }

    @Test
    void theModelIsFoundByTheProviderMechanism() throws IOException {
        try (HypeModel model = HypeModel.load(ExampleModel.FOLDER)) {
            assertThat(model.provenance().name()).isEqualTo("shapes");
        }
    }

    @Test
    void aZipThatLeadsOutOfItselfIsRefused() throws IOException {
        Path zip = folder.resolve("evil.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            put(out, "hype-model.json", Files.readAllBytes(ExampleModel.FOLDER.resolve("hype-model.json")));
            put(out, "../evil.txt", new byte[] {1});
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(zip))
                .withMessageContaining("../evil.txt");
    }

    @Test
    void withoutItsEncodersABundleHasAllButThem() throws IOException {
        try (HypeModel whole = OnnxHypeModel.load(ExampleModel.FOLDER);
                HypeModel model = OnnxHypeModel.loadWithoutEncoders(ExampleModel.FOLDER)) {
            assertThat(model.provenance()).isEqualTo(whole.provenance());
            assertThat(model.space()).isEqualTo(whole.space());
            assertThat(model.dimension()).isEqualTo(whole.dimension());
            assertThat(model.embeddingSpace()).isEqualTo(whole.embeddingSpace());
            assertThat(model.referenceStatistics()).isEqualTo(whole.referenceStatistics());
            assertThat(model.reference().orElseThrow().images().rootDistances())
                    .isEqualTo(whole.reference().orElseThrow().images().rootDistances());
            assertThat(model.reference().orElseThrow().texts().rootDistances())
                    .isEqualTo(whole.reference().orElseThrow().texts().rootDistances());
            assertThatIllegalStateException()
                    .isThrownBy(() -> model.textEncoder().encode(CAPTIONS))
                    .withMessageContaining("without its encoders");
        }
    }

    @Test
    void withoutItsEncodersABundleWhoseGraphsCannotRunIsLoaded() throws IOException {
        Path bundle = ExampleModel.copyTo(folder.resolve("m"));
        Files.writeString(bundle.resolve("image_encoder.onnx"), "no graph");

        try (HypeModel model = OnnxHypeModel.loadWithoutEncoders(bundle)) {
            assertThat(model.reference()).isPresent();
            assertThat(model.provenance().sha256()).matches("[0-9a-f]{64}");
        }
    }

    @Test
    void whatIsNotThereOrNoBundleIsRefused() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> OnnxHypeModel.load(folder.resolve("nothing")))
                .withMessageContaining("nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(folder))
                .withMessageContaining("hype-model.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_encoder.onnx", "text_encoder.onnx", "tokenizer.json", "reference_image.npy"})
    void aMissingFileIsNamed(String file) throws IOException {
        Path bundle = ExampleModel.copyTo(folder.resolve("m"));
        Files.delete(bundle.resolve(file));

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining(file);
    }

    @Test
    void aDimensionThatIsNotTheGraphsIsRefusedWithBoth() throws IOException {
        Path bundle = ExampleModel.changed(folder.resolve("m"), json -> {
            json.put("dimension", 17);
            json.remove("reference");
        });

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining("image_encoder.onnx")
                .withMessageContaining("[-1, 17]");
    }

    @Test
    void aReferenceSetOfAnotherDimensionIsRefused() throws IOException {
        Path bundle = ExampleModel.changed(folder.resolve("m"), json -> json.put("dimension", 17));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining("reference_image.npy")
                .withMessageContaining("17");
    }

    @Test
    void anInputThatTheGraphDoesNotHaveIsRefused() throws IOException {
        Path bundle = ExampleModel.changed(
                folder.resolve("m"), json -> ((ObjectNode) json.get("text")).put("input", "tokens"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining("text_encoder.onnx")
                .withMessageContaining("\"tokens\"")
                .withMessageContaining("input_ids");
    }

    @Test
    void aContextLengthThatTheGraphDoesNotTakeIsRefused() throws IOException {
        Path bundle = ExampleModel.changed(
                folder.resolve("m"), json -> ((ObjectNode) json.get("text")).put("contextLength", 31));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining("[-1, 31]");
    }

    @Test
    void aGraphThatIsCutIsRefusedByName() throws IOException {
        Path bundle = ExampleModel.copyTo(folder.resolve("m"));
        byte[] graph = Files.readAllBytes(bundle.resolve("image_encoder.onnx"));
        Files.write(bundle.resolve("image_encoder.onnx"), Arrays.copyOf(graph, graph.length / 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxHypeModel.load(bundle))
                .withMessageContaining("image_encoder.onnx");
    }

    @Test
    void theScaleMultipliesTheOutput() throws IOException {
        Path bundle =
                ExampleModel.changed(folder.resolve("m"), json -> ((ObjectNode) json.get("text")).put("scale", 0.5));

        float[] scaled = captions(bundle);
        float[] plain = captions(ExampleModel.FOLDER);
        for (int i = 0; i < plain.length; i++) {
            assertThat(scaled[i]).isCloseTo(plain[i] / 2, within(Math.ulp(plain[i])));
        }
    }

    @Test
    void aReferenceSetCanBePutIntoABundle() throws IOException {
        Path bundle = ExampleModel.changed(folder.resolve("m"), json -> json.remove("reference"));
        float[] images = new float[3 * dimension()];
        Arrays.fill(images, 0.25f);

        ReferenceStatistics statistics = ReferenceStatistics.of(Map.of(
                Component.COSINE,
                new ComponentStatistics(0.5, 0.25),
                Component.column("clip"),
                new ComponentStatistics(-1.5, 1e-3)));

        ReferenceWriter.write(
                bundle, Embeddings.of(images, dimension()), Embeddings.of(images.clone(), dimension()), statistics);

        try (HypeModel model = OnnxHypeModel.load(bundle)) {
            assertThat(model.referenceStatistics()).contains(statistics);
            assertThat(model.reference().orElseThrow().texts().rows()).isEqualTo(3);
            assertThat(model.provenance().name()).isEqualTo("shapes");
        }
    }

    private static int dimension() throws IOException {
        try (HypeModel model = OnnxHypeModel.load(ExampleModel.FOLDER)) {
            return model.dimension();
        }
    }

    private static float[] captions(Path bundle) throws IOException {
        try (HypeModel model = OnnxHypeModel.load(bundle)) {
            return model.textEncoder().encode(CAPTIONS).rows().values();
        }
    }

    private static Path zip(Path target, String prefix) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> members = Files.list(ExampleModel.FOLDER)) {
            for (Path member : members.toList()) {
                put(out, prefix + member.getFileName(), Files.readAllBytes(member));
            }
        }
        return target;
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static List<Path> temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("hype-model-"))
                    .sorted()
                    .toList();
        }
    }
}
