package io.github.hype4j.cli;

import io.github.hype4j.mini.MiniModel;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxDevice;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which model, and how it runs. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "BUNDLE",
            description =
                    "the model bundle: a folder with hype-model.json, or a zip or jar of one (default: the embedded"
                            + " model, which knows clip art, not photographs)")
    @Nullable
    Path bundle;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            split = ",",
            description =
                    "cpu (the default), cuda:<id> or tensorrt:<id>; several GPUs of one kind share the work: cuda:0,cuda:1")
    List<String> devices = List.of("cpu");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads that prepare images and run the graphs (default: one a core)")
    @Nullable
    Integer threads;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "pairs encoded at once (default: 32 on the CPU, 128 on a GPU)")
    @Nullable
    Integer batchSize;

    OnnxOptions options() {
        OnnxOptions options = OnnxOptions.defaults()
                .withDevices(devices.stream().map(OnnxDevice::parse).toList());
        if (threads != null) {
            options = options.withThreads(threads);
        }
        return batchSize == null ? options : options.withBatchSize(batchSize);
    }

    /** The threads that prepare pairs and compute specificity. */
    Parallelism parallelism() {
        return threads == null ? Parallelism.common() : Parallelism.of(ForkJoinPool.commonPool(), threads);
    }

    /** What the model gives, without loading it. */
    EmbeddingSpace embeddingSpace() throws IOException {
        return bundle == null ? EmbeddingSpace.TANGENT : Bundle.describe(bundle).embeddingSpace();
    }

    HypeModel load() throws IOException {
        if (bundle != null) {
            return OnnxHypeModel.load(bundle, options());
        }
        HypeModel model = MiniModel.load(options());
        command.commandLine()
                .getErr()
                .println("Using the embedded model " + model.provenance().name()
                        + ", which knows clip art, not photographs (--model gives another).");
        return model;
    }
}
