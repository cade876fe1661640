package io.github.hype4j.io.subset;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a one-dimensional NumPy array of uids.
 *
 * @param rows the length of the array
 * @param bytes the length of the header in the file
 */
record NpyHeader(long rows, int bytes) {

    /** Header lengths that NumPy itself writes for any number of uids. */
    static final int WRITTEN_BYTES = 128;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final String UID_DTYPE = "[('f0','<u8'),('f1','<u8')]";
    private static final int LONGEST_DICTIONARY = 1 << 16;

    private static final Pattern DESCR = Pattern.compile("'descr':\\s*(\\[.*?\\]|'[^']*')");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(\\s*(\\d{1,18})\\s*,\\s*\\)");

    /** The bytes that {@code numpy.save} writes before {@code rows} uids: format version 1.0, padded with spaces. */
    static byte[] toBytes(long rows) {
        String dictionary =
                "{'descr': [('f0', '<u8'), ('f1', '<u8')], 'fortran_order': False, 'shape': (" + rows + ",), }";
        byte[] header = new byte[WRITTEN_BYTES];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[7] = 0;
        header[8] = (byte) (WRITTEN_BYTES - 10);
        header[9] = 0;
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 10, text.length);
        header[WRITTEN_BYTES - 1] = '\n';
        return header;
    }

    /** Whether a header begins here; the stream, which must support marks, stays where it is. */
    static boolean startsHere(DataInputStream in) throws IOException {
        in.mark(MAGIC.length);
        byte[] start = in.readNBytes(MAGIC.length);
        in.reset();
        return Arrays.equals(start, MAGIC);
    }

    /** Reads a header of format version 1, 2 or 3; the message of an exception goes after the file's name. */
    static NpyHeader read(DataInputStream in) throws IOException {
        try {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IllegalArgumentException("is not a .npy file: it does not begin with \\x93NUMPY");
            }
            int version = in.readUnsignedByte();
            int minor = in.readUnsignedByte();
            if (version < 1 || version > 3) {
                throw new IllegalArgumentException(
                        "is of .npy format " + version + "." + minor + "; versions 1 to 3 are read");
            }
            long length = version == 1
                    ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
                    : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (length > LONGEST_DICTIONARY) {
                throw new IllegalArgumentException(
                        "has a .npy header of " + length + " bytes; that of a subset is short");
            }
            byte[] dictionary = new byte[(int) length];
            in.readFully(dictionary);
            int prefix = version == 1 ? 10 : 12;
            return new NpyHeader(rows(new String(dictionary, StandardCharsets.ISO_8859_1)), prefix + dictionary.length);
        } catch (EOFException e) {
            throw new IllegalArgumentException("ends within its .npy header", e);
        }
    }

    private static long rows(String dictionary) {
        String descr = field(DESCR, dictionary, "a descr").replace(" ", "");
        if (!descr.equals(UID_DTYPE)) {
            throw new IllegalArgumentException("holds elements of type " + descr + "; a subset holds " + UID_DTYPE);
        }
        // The order of a one-dimensional array says nothing, but its absence means a broken header.
        field(ORDER, dictionary, "a fortran_order");
        return Long.parseLong(field(SHAPE, dictionary, "a one-dimensional shape"));
    }

    private static String field(Pattern pattern, String dictionary, String what) {
        Matcher matcher = pattern.matcher(dictionary);
        if (!matcher.find()) {
            throw new IllegalArgumentException("has a .npy header without " + what + ": " + dictionary.strip());
        }
        return matcher.group(1);
    }
}
