package io.github.hype4j.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** A test double for the provider SPI: its bundles are folders with a file named {@code mark}. */
public final class MarkedFolderProvider implements HypeModelProvider {

    @Override
    public String name() {
        return "marked";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.exists(path.resolve("mark"));
    }

    @Override
    public HypeModel load(Path path) {
        return HypeModel.builder()
                .imageEncoder(LinearEncoder.ofImages(3))
                .textEncoder(LinearEncoder.ofTexts(3))
                .provenance(ModelProvenance.named(String.valueOf(path.getFileName())))
                .build();
    }
}
