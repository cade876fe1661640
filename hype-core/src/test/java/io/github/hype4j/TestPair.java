package io.github.hype4j;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.selection.Uid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A pair as a user would make one of his own record; an image is any text, for the test double of an encoder. */
record TestPair(
        String name, @Nullable String picture, @Nullable String words, Map<String, Double> columns)
        implements ImageTextPair {

    static TestPair of(String name, @Nullable String picture, @Nullable String words) {
        return new TestPair(name, picture, words, Map.of());
    }

    /** Different names, images and captions. */
    static List<TestPair> pool(long seed, int size) {
        Random random = new Random(seed);
        List<TestPair> pool = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pool.add(of("pair" + i, text(random), text(random)));
        }
        return pool;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 3 + random.nextInt(12); i > 0; i--) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    TestPair withColumn(String column, double value) {
        return new TestPair(name, picture, words, Map.of(column, value));
    }

    TestPair withPicture(@Nullable String other) {
        return new TestPair(name, other, words, columns);
    }

    TestPair withWords(@Nullable String other) {
        return new TestPair(name, picture, other, columns);
    }

    @Override
    public Uid uid() {
        return Uid.ofName(name);
    }

    @Override
    public byte[] image() throws SampleFailureException {
        if (picture == null) {
            throw new SampleFailureException(FailureReason.MISSING_IMAGE, "no image");
        }
        return picture.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String caption() throws SampleFailureException {
        if (words == null) {
            throw new SampleFailureException(FailureReason.MISSING_CAPTION, "no caption");
        }
        return words;
    }

    @Override
    public OptionalDouble column(String column) {
        Double value = columns.get(column);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
