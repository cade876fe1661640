package io.github.hype4j.io.lint;

import io.github.hype4j.io.tar.MemberName;
import io.github.hype4j.io.tar.TarHole;
import io.github.hype4j.io.tar.TarMember;
import io.github.hype4j.io.tar.TarMembers;
import io.github.hype4j.io.tar.TarPart;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through one shard: its names, and how its members make samples. */
final class ShardLint {

    private static final String REGULAR_TYPES = "\0" + "07S";
    private static final String FOLDER_TYPES = "5D";

    private final String shard;
    private final Findings findings;
    private final MemberContentLint content;
    private final Set<String> keys = new HashSet<>();

    private @Nullable SampleLint current;
    private boolean lastMemberIsCut;
    private boolean followsHole;
    private long members;
    private long samples;

    ShardLint(String shard, Findings findings, MemberContentLint content) {
        this.shard = shard;
        this.findings = findings;
        this.content = content;
    }

    void read(TarMembers tar) throws IOException {
        for (TarPart part = tar.next(); part != null; part = tar.next()) {
            if (part instanceof TarMember member) {
                members++;
                take(member, tar);
                lastMemberIsCut = member.isCut();
            } else if (part instanceof TarHole hole) {
                take(hole);
            }
        }
        finish();
        if (samples == 0) {
            findings.add(LintKind.NO_SAMPLES, shard, "", "no member of the tar belongs to a sample");
        }
    }

    long members() {
        return members;
    }

    long samples() {
        return samples;
    }

    private void take(TarHole hole) throws IOException {
        LintKind kind = LintKind.HOLE;
        if (hole.isEnd()) {
            boolean isWhole = hole.from() == hole.to() && !lastMemberIsCut;
            kind = isWhole ? LintKind.NO_END_MARK : LintKind.CUT;
        }
        findings.add(kind, shard, hole.after(), hole.describe(shard + ".tar"));
        followsHole = true;
        if (current != null && kind != LintKind.NO_END_MARK) {
            current.besideHole();
        }
    }

    private void take(TarMember member, TarMembers tar) throws IOException {
        String path = member.name();
        if (isUnsafe(path)) {
            findings.add(LintKind.UNSAFE_NAME, shard, path, "the name is absolute or has .. in it");
        }
        if (!isRegular(member)) {
            return;
        }
        MemberName name = MemberName.of(path).orElse(null);
        if (name == null) {
            if (!isMeantToBePassedOver(path)) {
                findings.add(LintKind.UNNAMED_PART, shard, path, "the name has no key or no extension");
            }
            return;
        }
        SampleLint sample = sampleOf(name.key(), path);
        String extension = name.extension();
        if (extension.indexOf('.') >= 0) {
            String detail = "the key is " + name.key() + ", the extension " + extension;
            findings.add(LintKind.DOTTED_NAME, shard, path, detail);
        }
        if (!sample.claim(extension)) {
            String detail = "the sample " + name.key() + " has two members of extension " + extension;
            findings.add(LintKind.DUPLICATE_EXTENSION, shard, path, detail);
        }
        if (member.size() == 0) {
            findings.add(LintKind.EMPTY_MEMBER, shard, path, "it has no bytes");
        } else if (!member.isCut()) {
            content.check(member, extension, tar);
        }
    }

    private SampleLint sampleOf(String key, String path) throws IOException {
        if (current != null && current.key().equals(key)) {
            return current;
        }
        finish();
        if (!keys.add(key)) {
            String detail = "the key " + key + " has come before, and others since";
            findings.add(LintKind.INTERLEAVED_KEY, shard, path, detail);
        }
        SampleLint sample = new SampleLint(key, followsHole);
        current = sample;
        followsHole = false;
        samples++;
        return sample;
    }

    private void finish() throws IOException {
        if (current != null) {
            current.tellMissing(shard, findings);
            current = null;
        }
    }

    private boolean isRegular(TarMember member) throws IOException {
        char type = member.typeFlag();
        if (FOLDER_TYPES.indexOf(type) >= 0) {
            return false;
        }
        if (REGULAR_TYPES.indexOf(type) >= 0) {
            return member.isFile();
        }
        String what = switch (type) {
            case '1', '2' -> "a link";
            case '3', '4' -> "a device";
            case '6' -> "a pipe";
            default -> "of a type that is not a file's";
        };
        String detail = "it is " + what + " (type " + (type > ' ' && type < 0x7f ? type : (int) type) + ")";
        findings.add(LintKind.UNSUPPORTED_TYPE, shard, member.name(), detail);
        return false;
    }

    private static boolean isUnsafe(String path) {
        String slashed = path.replace('\\', '/');
        boolean hasDrive = slashed.length() > 2 && slashed.charAt(1) == ':' && slashed.charAt(2) == '/';
        return slashed.startsWith("/")
                || hasDrive
                || List.of(slashed.split("/", -1)).contains("..");
    }

    private static boolean isMeantToBePassedOver(String path) {
        String base = path.substring(path.lastIndexOf('/') + 1);
        return base.startsWith("__") && base.endsWith("__");
    }
}
