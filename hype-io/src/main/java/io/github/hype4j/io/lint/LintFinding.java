package io.github.hype4j.io.lint;

/**
 * Something that was found.
 *
 * @param kind what
 * @param shard the name of the tar without {@code .tar}; empty for what concerns the pool
 * @param member the name of the member, or the key of the sample, as it stands in the tar; empty for what concerns the
 *     shard
 * @param detail one line for a person
 */
public record LintFinding(LintKind kind, String shard, String member, String detail) {}
