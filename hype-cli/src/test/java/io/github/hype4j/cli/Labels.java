package io.github.hype4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of the samples of the example pool. */
final class Labels {

    private Labels() {}

    static Map<String, String> byUid() {
        return read(0);
    }

    static Map<String, String> byKey() {
        return read(1);
    }

    private static Map<String, String> read(int column) {
        try {
            return Files.readAllLines(Cli.POOL.resolve("labels.tsv")).stream()
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(fields -> fields[column], fields -> fields[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
