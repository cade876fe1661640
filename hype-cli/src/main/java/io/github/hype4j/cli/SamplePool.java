package io.github.hype4j.cli;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.selection.Uid;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The labelled pool that comes with the command: pictures that the embedded model never saw, and what was done to each. */
final class SamplePool {

    private static final String FOLDER = "quickstart/";
    private static final String SHARD = "00000000.tar";
    private static final String LABELS = "labels.tsv";

    private SamplePool() {}

    /** Writes the pool into a folder, which is made. */
    static void unpack(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : new String[] {SHARD, LABELS}) {
            try (InputStream in = open(file)) {
                AtomicFile.write(folder.resolve(file), true, in::transferTo);
            }
        }
    }

    /** What was done to each sample: {@code clean}, or the kind of damage. */
    static Map<Uid, String> kinds() throws IOException {
        Map<Uid, String> kinds = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(LABELS), StandardCharsets.UTF_8))) {
            lines.readLine(); // the names of the columns
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", -1);
                kinds.put(Uid.parse(fields[0]), fields[2]);
            }
        }
        return kinds;
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = SamplePool.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new FileNotFoundException("the sample pool is not in this build: " + FOLDER + file);
        }
        return in;
    }
}
