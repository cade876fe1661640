package io.github.hype4j.io.tar;

/**
 * Bytes of a tar that make no sense, or that are absent.
 *
 * @param from the first byte that is skipped
 * @param to the place where the next member begins, or the end of the file
 * @param after the name of the member before it, empty if there is none
 * @param isEnd whether no member follows
 * @param reachesIntoMember whether the next member begins within the data of the member before: bytes of that member are
 *     lost, and its content is not to be trusted
 * @param cause what is wrong, for a person
 */
public record TarHole(long from, long to, String after, boolean isEnd, boolean reachesIntoMember, String cause)
        implements TarPart {

    /**
     * Tells of the hole.
     *
     * @param tar the name of the file
     * @return one line: what is damaged, where, and what is lost
     */
    public String describe(String tar) {
        String place = after.isEmpty() ? "has no readable member before it" : "is cut or damaged in or after " + after;
        return tar + " " + place + " (at byte " + from + ": " + cause + "); "
                + (isEnd ? "what follows is lost" : to - from + " bytes are skipped, reading goes on at byte " + to);
    }
}
