package io.github.hype4j;

import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.selection.Uid;
import java.util.OptionalDouble;

/**
 * An image and its caption, as the filter asks for them. A user's own record becomes one by implementing this interface.
 *
 * <p>The parts are asked for once a pass and only where they are needed: an image-only filter never asks for the caption.
 * A filter asks for them on threads of its own, different pairs at the same time but each pair on one thread at a time.
 * A part that is missing or unreadable is reported by throwing {@link SampleFailureException}; the pair is then counted
 * under that reason, and the others go on.
 */
public interface ImageTextPair {

    /**
     * The identity of the pair, which also breaks ties between equal scores. {@link Uid#ofName} makes one of any unique
     * name.
     *
     * @return the uid
     */
    Uid uid();

    /**
     * The encoded image file: JPEG, PNG or whatever the model's image encoder reads.
     *
     * @return the file's bytes; not modified by the filter
     * @throws SampleFailureException if there is none or it cannot be read
     */
    byte[] image() throws SampleFailureException;

    /**
     * The caption.
     *
     * @return the text
     * @throws SampleFailureException if there is none or it cannot be read
     */
    String caption() throws SampleFailureException;

    /**
     * A value that the caller already has for this pair, such as a CLIP similarity from the pool's metadata; used by
     * {@link io.github.hype4j.score.Component#column(String) column components}.
     *
     * @param name the column's name
     * @return the value, empty if there is none (the pair's score is then NaN, and it is not kept)
     */
    default OptionalDouble column(String name) {
        return OptionalDouble.empty();
    }
}
