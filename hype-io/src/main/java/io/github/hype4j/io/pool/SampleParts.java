package io.github.hype4j.io.pool;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one sample, collected until it is whole.
 *
 * <p>A part that is absent is missing; one that is damaged fails by itself; whatever is wrong with the metadata fails the
 * whole sample, since its identity and its columns are then unknown.
 */
final class SampleParts {

    /** Endings of image files, the one that is preferred first. */
    static final List<String> IMAGE_EXTENSIONS = List.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff");

    static final String CAPTION_EXTENSION = "txt";
    static final String METADATA_EXTENSION = "json";
    static final int MAX_METADATA_BYTES = 16 << 20;

    private final String shard;
    private final String key;
    private final String nameForUid;
    private final PoolOptions options;
    private final Set<String> extensions = new HashSet<>();

    private int imageRank = Integer.MAX_VALUE;
    private @Nullable Part<byte[]> image;
    private @Nullable Part<byte[]> caption;
    private @Nullable Part<byte[]> metadata;
    private @Nullable Part<byte[]> brokenWhole;

    SampleParts(String shard, String key, String nameForUid, PoolOptions options) {
        this.shard = shard;
        this.key = key;
        this.nameForUid = nameForUid;
        this.options = options;
    }

    String key() {
        return key;
    }

    /** Notes that a part is there. A second one of the same extension spoils the sample. */
    boolean claim(String extension) {
        if (extensions.add(extension)) {
            return true;
        }
        spoil(FailureReason.BAD_METADATA, "the sample has two parts of extension \"" + extension + "\"");
        return false;
    }

    /** Fails every part of the sample, unless something else has failed it already. */
    void spoil(FailureReason reason, String detail) {
        if (brokenWhole == null) {
            brokenWhole = Part.failed(reason, detail);
        }
    }

    /** Whether the sample needs the bytes of a part. */
    boolean wants(String extension) {
        return extension.equals(CAPTION_EXTENSION)
                || extension.equals(METADATA_EXTENSION)
                || rank(extension) < imageRank;
    }

    /** Why a part is not even to be loaded; null if it is. */
    @Nullable
    Part<byte[]> refusal(String extension, long bytes) {
        switch (extension) {
            case CAPTION_EXTENSION -> {
                return bytes > options.maxCaptionBytes() ? CaptionText.tooLong(bytes, options) : null;
            }
            case METADATA_EXTENSION -> {
                return bytes > MAX_METADATA_BYTES
                        ? Part.failed(
                                FailureReason.BAD_METADATA,
                                "the metadata has " + bytes + " bytes, the limit is " + MAX_METADATA_BYTES)
                        : null;
            }
            default -> {
                if (bytes == 0) {
                    return Part.failed(FailureReason.EMPTY_IMAGE, "the image file has no bytes");
                }
                return bytes > options.maxImageBytes()
                        ? Part.failed(
                                FailureReason.IMAGE_TOO_LARGE,
                                "the image file has " + bytes + " bytes, the limit is " + options.maxImageBytes())
                        : null;
            }
        }
    }

    void put(String extension, Part<byte[]> part) {
        switch (extension) {
            case CAPTION_EXTENSION -> caption = part;
            case METADATA_EXTENSION -> metadata = part;
            default -> {
                image = part;
                imageRank = rank(extension);
            }
        }
    }

    boolean hasMetadata() {
        return metadata != null;
    }

    /**
     * Whether a sample that the end of a damaged shard has cut off is whole all the same.
     *
     * @param metadataExpected whether samples of this shard have metadata
     */
    boolean isComplete(boolean metadataExpected) {
        return image != null && caption != null && (metadata != null || !metadataExpected);
    }

    /** Marks what is absent as lost rather than missing. */
    void cutOff(boolean metadataExpected, String detail) {
        if (metadata == null && metadataExpected) {
            spoil(FailureReason.UNREADABLE, detail);
        }
        if (image == null) {
            image = Part.failed(FailureReason.UNREADABLE, detail);
        }
        if (caption == null) {
            caption = Part.failed(FailureReason.UNREADABLE, detail);
        }
    }

    PoolSample toSample() {
        SampleMetadata fields = SampleMetadata.NONE;
        if (metadata != null) {
            try {
                fields = metadata.value() == null ? fields : SampleMetadata.parse(metadata.value());
                if (metadata.reason() != null) {
                    spoil(metadata.reason(), metadata.detail());
                }
            } catch (IOException e) {
                spoil(FailureReason.BAD_METADATA, String.valueOf(e.getMessage()));
            }
        }
        Uid uid = fields.uid() == null ? Uid.ofName(nameForUid) : fields.uid();
        if (brokenWhole != null) {
            return new PoolSample(uid, key, shard, brokenWhole, brokenWhole.failure(), Map.of());
        }
        Part<byte[]> picture = image == null ? Part.failed(FailureReason.MISSING_IMAGE, "there is no image") : image;
        return new PoolSample(uid, key, shard, picture, text(fields), fields.numbers());
    }

    private Part<String> text(SampleMetadata fields) {
        if (caption != null) {
            return caption.value() == null ? caption.failure() : CaptionText.decode(caption.value(), options);
        }
        if (options.captionFromMetadata() && fields.caption() != null) {
            return CaptionText.check(fields.caption(), options);
        }
        return Part.failed(FailureReason.MISSING_CAPTION, "there is no caption");
    }

    /** The rank of an image's ending in {@link #IMAGE_EXTENSIONS}, the largest integer for any other ending. */
    static int rank(String extension) {
        int rank = IMAGE_EXTENSIONS.indexOf(extension);
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    static String lowerCase(String extension) {
        return extension.toLowerCase(Locale.ROOT);
    }
}
