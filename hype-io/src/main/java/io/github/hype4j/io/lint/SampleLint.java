package io.github.hype4j.io.lint;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What is known of the parts of one sample. */
final class SampleLint {

    static final String CAPTION = "txt";
    static final String METADATA = "json";

    private final String key;
    private final Set<String> extensions = new HashSet<>();
    private boolean isBesideHole;

    SampleLint(String key, boolean isBesideHole) {
        this.key = key;
        this.isBesideHole = isBesideHole;
    }

    String key() {
        return key;
    }

    /** Whether an extension is new. */
    boolean claim(String extension) {
        return extensions.add(extension);
    }

    void besideHole() {
        isBesideHole = true;
    }

    /** Tells what is missing; not beside a hole, of which was told and which may have taken it. */
    void tellMissing(String shard, Findings findings) throws IOException {
        if (isBesideHole) {
            return;
        }
        if (extensions.stream()
                .noneMatch(extension -> ImageFormat.ofExtension(extension).isPresent())) {
            findings.add(LintKind.MISSING_IMAGE, shard, key, "the sample has " + list() + ", but no image");
        }
        if (!extensions.contains(CAPTION)) {
            findings.add(LintKind.MISSING_CAPTION, shard, key, "the sample has " + list() + ", but no txt");
        }
        if (!extensions.contains(METADATA)) {
            findings.add(LintKind.MISSING_METADATA, shard, key, "the sample has " + list() + ", but no json");
        }
    }

    private String list() {
        return String.join(", ", extensions.stream().sorted().toList());
    }
}
