package io.github.hype4j.io.lint;

import java.util.Locale;

/** What may be wrong with the shards of a pool. */
public enum LintKind {

    /** Bytes within a tar make no sense; readers that do not look for the next header lose all that follows. */
    HOLE("bytes that are no member; many readers lose what follows"),

    /** A tar ends within a member, or in bytes that make no sense. */
    CUT("a tar that ends in the middle"),

    /** A tar ends after a member, without the zeros that should follow: it may have been cut there. */
    NO_END_MARK("a tar without an end-of-archive mark, which may have been cut"),

    /** A tar in which no sample begins. */
    NO_SAMPLES("a tar without samples"),

    /** A member of which the content cannot be read, such as a sparse file with a bad map. */
    UNREADABLE_MEMBER("a member that cannot be read"),

    /** A member that is neither a file nor a folder: a link, a device, or a type that is not known. */
    UNSUPPORTED_TYPE("a member that is neither file nor folder; readers pass it over"),

    /** A name that is absolute, or that has {@code ..} in it, and leads out of a folder that it is unpacked to. */
    UNSAFE_NAME("a name that leads out of the folder it is unpacked to"),

    /** A file whose name has no key or no extension; but not names such as {@code __url__}, which are meant so. */
    UNNAMED_PART("a name without key or extension; readers pass it over"),

    /** An extension with a dot in it: the key ends at the first dot of the base name. */
    DOTTED_NAME("a dot within the base name, where the key ends early"),

    /** A key that comes back after other ones; only adjacent members make a sample. */
    INTERLEAVED_KEY("a key that comes back after other ones: its sample is split"),

    /** Two members of a sample with the same extension, in whatever case. */
    DUPLICATE_EXTENSION("an extension twice in a sample"),

    /** A file without bytes. */
    EMPTY_MEMBER("a member without bytes"),

    /** A caption of more than 16 MiB, or a json of more than 16 MiB, which {@code hype} does not load. */
    TOO_LONG("a caption or json that is too long to be loaded"),

    /** A sample without an image. */
    MISSING_IMAGE("a sample without an image"),

    /** A sample without a {@code txt}. */
    MISSING_CAPTION("a sample without a txt"),

    /** A sample without a {@code json}. */
    MISSING_METADATA("a sample without a json"),

    /** The bytes of an image are not of the format that its extension tells, or of none that is known. */
    IMAGE_FORMAT("an image that is not what its extension says"),

    /** Images of several formats in one pool. Found once a pool. */
    MIXED_FORMATS("images of several formats in the pool"),

    /** A caption that is not UTF-8. */
    CAPTION_NOT_UTF8("a caption that is not UTF-8"),

    /** A caption in UTF-8 that begins with a byte order mark. */
    CAPTION_BOM("a caption that begins with a byte order mark"),

    /** A {@code json} that does not hold one JSON object. */
    BAD_METADATA("a json that is no JSON object"),

    /** A {@code json} without a uid. */
    MISSING_UID("a json without a uid"),

    /** A uid that is not a string of 32 hexadecimal digits. */
    BAD_UID("a uid that is not 32 hexadecimal digits"),

    /** A uid that another sample of the pool has too, in this shard or in another. */
    REPEATED_UID("a uid that an earlier sample has too");

    private final String meaning;

    LintKind(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The name in reports and on the command line.
     *
     * @return the constant's name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it is, for a person.
     *
     * @return a short phrase
     */
    public String meaning() {
        return meaning;
    }
}
