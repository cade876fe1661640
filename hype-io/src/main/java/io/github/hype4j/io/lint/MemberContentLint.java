package io.github.hype4j.io.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.hype4j.io.tar.TarContentException;
import io.github.hype4j.io.tar.TarMember;
import io.github.hype4j.io.tar.TarMembers;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks into captions and metadata, and at how images begin. */
final class MemberContentLint {

    /** What is loaded of a caption or a json by default. */
    private static final int LONGEST_TEXT = 16 << 20;

    private static final int SHOWN_UID = 64;

    private final String shard;
    private final int shardNumber;
    private final Findings findings;
    private final ImageFormats formats;
    private final @Nullable SeenUids uids;

    MemberContentLint(String shard, int shardNumber, Findings findings, ImageFormats formats, @Nullable SeenUids uids) {
        this.shard = shard;
        this.shardNumber = shardNumber;
        this.findings = findings;
        this.formats = formats;
        this.uids = uids;
    }

    void check(TarMember member, String extension, TarMembers tar) throws IOException {
        Optional<ImageFormat> format = ImageFormat.ofExtension(extension);
        boolean isText = extension.equals(SampleLint.CAPTION) || extension.equals(SampleLint.METADATA);
        if (format.isEmpty() && !isText) {
            return;
        }
        if (isText && member.size() > LONGEST_TEXT) {
            String detail = "it has " + member.size() + " bytes, the limit is " + LONGEST_TEXT;
            findings.add(LintKind.TOO_LONG, shard, member.name(), detail);
            return;
        }
        try {
            if (format.isPresent()) {
                image(member.name(), format.get(), tar.head(ImageFormat.MAGIC_BYTES));
            } else if (extension.equals(SampleLint.CAPTION)) {
                caption(member.name(), tar.content());
            } else {
                metadata(member.name(), tar.content());
            }
        } catch (TarContentException e) {
            findings.add(LintKind.UNREADABLE_MEMBER, shard, member.name(), String.valueOf(e.getMessage()));
        }
    }

    private void image(String name, ImageFormat told, byte[] head) throws IOException {
        ImageFormat found = ImageFormat.ofBytes(head).orElse(null);
        if (found == null) {
            findings.add(LintKind.IMAGE_FORMAT, shard, name, "its bytes do not begin as those of an image do");
            return;
        }
        formats.add(found);
        if (found != told) {
            findings.add(LintKind.IMAGE_FORMAT, shard, name, "its bytes are those of a " + found);
        }
    }

    private void caption(String name, byte[] bytes) throws IOException {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            findings.add(LintKind.CAPTION_BOM, shard, name, "it begins with the bytes EF BB BF");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            findings.add(LintKind.CAPTION_NOT_UTF8, shard, name, "its " + bytes.length + " bytes are not UTF-8");
        }
    }

    private void metadata(String name, byte[] json) throws IOException {
        MetadataUid uid;
        try {
            uid = MetadataUid.read(json);
        } catch (IOException e) {
            // The bytes are in memory: whatever it is, they are the cause, as where they are bad UTF-32.
            String message = e instanceof JsonProcessingException bad ? bad.getOriginalMessage() : e.getMessage();
            String line = String.valueOf(message).lines().findFirst().orElse("");
            findings.add(LintKind.BAD_METADATA, shard, name, line);
            return;
        }
        String text = uid.text();
        if (text == null) {
            findings.add(LintKind.MISSING_UID, shard, name, "it has no field uid");
        } else if (!uid.isString() || !Uid.isUid(text)) {
            String shown = text.length() <= SHOWN_UID ? text : text.substring(0, SHOWN_UID) + "...";
            findings.add(LintKind.BAD_UID, shard, name, "the uid is " + (uid.isString() ? '"' + shown + '"' : shown));
        } else if (uids != null) {
            uids.add(Uid.parse(text), shardNumber, name);
        }
    }
}
