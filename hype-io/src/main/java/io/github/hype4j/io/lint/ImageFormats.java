package io.github.hype4j.io.lint;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many images of a pool have which format. */
final class ImageFormats {

    private final Map<ImageFormat, Long> counts = new EnumMap<>(ImageFormat.class);

    void add(ImageFormat format) {
        counts.merge(format, 1L, Long::sum);
    }

    void tell(Findings findings) throws IOException {
        if (counts.size() > 1) {
            String list = counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .collect(Collectors.joining(", "));
            findings.add(LintKind.MIXED_FORMATS, "", "", "the pool's images are " + list);
        }
    }
}
