package io.github.hype4j.io.scores;

/**
 * Neighbouring row groups of one of many score files.
 *
 * @param file the place of the file among {@link ScoreFiles#files}
 * @param firstGroup the first row group
 * @param groups how many there are
 */
public record ScorePart(int file, int firstGroup, int groups) {}
