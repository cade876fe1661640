package io.github.hype4j.io.tar;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a member as WebDataset takes it apart.
 *
 * @param key the path up to the first dot of its base name
 * @param extension the rest, in lower case
 */
public record MemberName(String key, String extension) {

    private static final Pattern MEMBER = Pattern.compile("((?:.*/|)[^.]+)[.]([^/]*)", Pattern.DOTALL);

    /**
     * Takes a name apart.
     *
     * @param name the member's name
     * @return key and extension; empty for names without either, for hidden files, as macOS puts between the members, and
     *     for names such as {@code __url__}, kept by WebDataset
     */
    public static Optional<MemberName> of(String name) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        Matcher matcher = MEMBER.matcher(name);
        if (!matcher.matches() || base.startsWith(".") || (base.startsWith("__") && base.endsWith("__"))) {
            return Optional.empty();
        }
        return Optional.of(new MemberName(matcher.group(1), matcher.group(2).toLowerCase(Locale.ROOT)));
    }
}
