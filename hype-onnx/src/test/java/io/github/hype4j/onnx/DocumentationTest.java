package io.github.hype4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README and docs show compiles, and the consumer project does what it says. */
class DocumentationTest {

    private static final Path ROOT = Path.of(System.getProperty("hype.root"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = compiler.run(
                null,
                messages,
                messages,
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString(),
                source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void theConsumerProjectRuns() throws Exception {
        compile(ROOT.resolve("docs/consumer/src/main/java/Consumer.java"));
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Consumer").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {ExampleModel.FOLDER.toString(), pngFolder().toString()});
        } finally {
            System.setOut(standard);
        }

        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.get(lines.size() - 1)).contains("5 in = 1 kept + 4 dropped");
    }

    /** Five pairs of PNG images and captions. */
    private Path pngFolder() throws IOException {
        Path target = Files.createDirectory(folder.resolve("pairs"));
        List<Path> captions;
        try (var files = Files.walk(ExampleModel.EXAMPLES.resolve("shapes-folder"))) {
            captions = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        int copied = 0;
        for (Path caption : captions) {
            Path image = Path.of(caption.toString().replace(".txt", ".png"));
            if (Files.exists(image) && copied < 5) {
                Files.copy(caption, target.resolve(copied + ".txt"));
                Files.copy(image, target.resolve(copied + ".png"));
                copied++;
            }
        }
        assertThat(copied).isEqualTo(5);
        return target;
    }

    @Test
    void theConsumerDependsOnCoreAndOnnx() throws IOException {
        String pom = Files.readString(ROOT.resolve("docs/consumer/pom.xml"));
        assertThat(pom).contains("<artifactId>hype-core</artifactId>").contains("<artifactId>hype-onnx</artifactId>");
    }

    @Test
    void theReadmesProgramCompiles() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> programs = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(programs).isNotEmpty();
        for (int i = 0; i < programs.size(); i++) {
            Path source = folder.resolve("Readme" + i + ".java");
            String[] parts = programs.get(i).split("\n\n", 2);
            Files.writeString(source, """
                    import io.github.hype4j.*;
                    import io.github.hype4j.model.*;
                    import io.github.hype4j.onnx.*;
                    import io.github.hype4j.score.*;
                    import io.github.hype4j.selection.*;
                    import java.nio.file.Path;
                    import java.util.List;
                    class Readme%d {
                        %s
                        void program(List<MyPair> pairs) throws Exception {
                            %s
                        }
                    }
                    """.formatted(i, parts[0], parts[1]));
            compile(source);
        }
    }

    @Test
    void theOptionsOfDevicesCompile() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/devices.md"));
        List<String> programs = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(programs).isNotEmpty();
        for (int i = 0; i < programs.size(); i++) {
            Path source = folder.resolve("Devices" + i + ".java");
            Files.writeString(
                    source,
                    "import io.github.hype4j.onnx.*; class Devices" + i + " { void program() { " + programs.get(i)
                            + "} }");
            compile(source);
        }
    }
}
