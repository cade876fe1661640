package io.github.hype4j.onnx.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/**
 * What {@code check/check.json} says: the samples of which a bundle holds what the checkpoint's own framework computes.
 *
 * @param producer what computed it, such as {@code PyTorch 1.13.0}
 * @param captions the captions, at least one
 * @param images the names of the image files, relative to the check folder; at least one
 */
public record CheckDescription(String producer, List<String> captions, List<String> images) {

    /** The folder of the check in a bundle, with a slash behind it. */
    public static final String FOLDER = "check/";

    /** The name of the file that this is read from. */
    public static final String FILE = FOLDER + "check.json";

    private static final int FORMAT_VERSION = 1;

    /**
     * Copies the parts.
     *
     * @param producer what computed it, such as {@code PyTorch 1.13.0}
     * @param captions the captions, at least one
     * @param images the names of the image files, relative to the check folder; at least one
     */
    public CheckDescription {
        captions = List.copyOf(captions);
        images = List.copyOf(images);
    }

    /**
     * Reads a description.
     *
     * @param json the text of {@code check.json}
     * @param origin what the text was read from, for messages
     * @return the description
     * @throws IllegalArgumentException if a field is missing or out of range, naming it
     */
    public static CheckDescription parse(byte[] json, String origin) {
        try {
            Fields fields = new Fields(new ObjectMapper().readTree(json), origin, "");
            int version = fields.integer("formatVersion");
            if (version != FORMAT_VERSION) {
                throw fields.wrong("formatVersion", FORMAT_VERSION + " (the version that this library reads)", version);
            }
            return new CheckDescription(fields.text("producer"), fields.texts("captions"), fields.texts("images"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(origin + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(origin + " cannot be read: " + e.getMessage(), e);
        }
    }
}
