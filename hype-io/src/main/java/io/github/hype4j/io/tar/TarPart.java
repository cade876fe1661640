package io.github.hype4j.io.tar;

/** What a tar is made of, in order: members, and holes between them. */
public sealed interface TarPart permits TarMember, TarHole {}
