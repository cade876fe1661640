package io.github.hype4j.io.tar;

/**
 * A member of a tar.
 *
 * @param name its name, long ones in full
 * @param dataOffset the place of its data in the file
 * @param storedBytes how many bytes its data takes in the file, without padding
 * @param size the length of its content, which differs from {@code storedBytes} for sparse members only
 * @param isFile whether it is a file, rather than a folder, a link or a device
 * @param typeFlag the type in its header: {@code '0'} or NUL for a file, {@code '5'} for a folder
 * @param isCut whether the file ends before the data does
 */
public record TarMember(
        String name, long dataOffset, long storedBytes, long size, boolean isFile, char typeFlag, boolean isCut)
        implements TarPart {

    /** The place after its data and their padding. */
    long end() {
        return dataOffset + (storedBytes + TarSource.BLOCK - 1) / TarSource.BLOCK * TarSource.BLOCK;
    }
}
