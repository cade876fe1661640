package io.github.hype4j.numpy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What stands before the elements of a {@code .npy} array (numpy's format versions 1.0 to 3.0).
 *
 * @param type what the elements are
 * @param shape the length of each dimension, slowest first; empty for a single element
 * @param bytes the size of the header in the file
 */
public record NpyHeader(NpyType type, List<Long> shape, int bytes) {

    /** How many bytes {@link #isStart} looks at. */
    public static final int MAGIC_BYTES = 6;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = MAGIC.length + 4;
    private static final int ALIGNMENT = 64;
    /** numpy leaves room for the first dimension to grow to so many digits. */
    private static final int GROWTH_DIGITS = 21;

    private static final int LONGEST_DICTIONARY = 1 << 16;

    private static final Pattern DESCR = Pattern.compile("'descr':\\s*(\\[.*?\\]|'[^']*')");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(((?:\\s*\\d{1,18}L?\\s*,?)*)\\s*\\)");

    /**
     * Checks the parts.
     *
     * @param type what the elements are
     * @param shape the length of each dimension, slowest first; empty for a single element
     * @param bytes the size of the header in the file
     * @throws IllegalArgumentException if a length is negative, or the array has more bytes than a long counts
     */
    public NpyHeader {
        shape = List.copyOf(shape);
        try {
            long elements = type.bytes();
            for (long length : shape) {
                if (length < 0) {
                    throw new IllegalArgumentException("shape must not be negative, got " + shape);
                }
                elements = Math.multiplyExact(elements, length);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("shape " + shape + " is too large", e);
        }
    }

    /**
     * The header of an array that is to be written.
     *
     * @param type what the elements are
     * @param shape the length of each dimension, slowest first
     * @return the header
     * @throws IllegalArgumentException if a length is negative, or the array has more bytes than a long counts
     */
    public static NpyHeader of(NpyType type, long... shape) {
        List<Long> lengths = LongStream.of(shape).boxed().toList();
        int unpadded = PREFIX + dictionary(type, lengths).length() + 1;
        return new NpyHeader(type, lengths, (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    private static String dictionary(NpyType type, List<Long> shape) {
        String lengths = shape.size() == 1
                ? shape.get(0) + ","
                : shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        int growth = shape.isEmpty()
                ? 0
                : Math.max(0, GROWTH_DIGITS - String.valueOf(shape.get(0)).length());
        return "{'descr': " + type.descr() + ", 'fortran_order': False, 'shape': (" + lengths + "), }"
                + " ".repeat(growth);
    }

    /**
     * Whether bytes begin as a {@code .npy} file does.
     *
     * @param bytes the first bytes of a file, {@value #MAGIC_BYTES} or more
     * @return false if they do not, or are fewer
     */
    public static boolean isStart(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads a header.
     *
     * @param in stands at its first byte, and afterwards at the first byte of the elements
     * @param origin what is read, for messages
     * @return the header
     * @throws IllegalArgumentException if it is not a header, is cut short, or is one of an array that is not read: of
     *     another type than {@link NpyType} has, or of several dimensions in Fortran order
     * @throws IOException if the stream fails
     */
    public static NpyHeader read(InputStream in, String origin) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!isStart(magic)) {
            throw new IllegalArgumentException(origin + " is not a .npy file: it does not begin with \\x93NUMPY");
        }
        byte[] version = readFully(in, 2, origin);
        if (version[0] < 1 || version[0] > 3) {
            throw new IllegalArgumentException(
                    origin + " is of .npy format " + version[0] + "." + version[1] + "; versions 1 to 3 are read");
        }
        byte[] length = readFully(in, version[0] == 1 ? 2 : 4, origin);
        long dictionaryBytes = 0;
        for (int i = length.length - 1; i >= 0; i--) {
            dictionaryBytes = dictionaryBytes << 8 | Byte.toUnsignedInt(length[i]);
        }
        if (dictionaryBytes > LONGEST_DICTIONARY) {
            throw new IllegalArgumentException(
                    origin + " has a .npy header of " + dictionaryBytes + " bytes; those of plain arrays are short");
        }
        byte[] dictionary = readFully(in, (int) dictionaryBytes, origin);
        int bytes = magic.length + version.length + length.length + dictionary.length;
        return parse(new String(dictionary, StandardCharsets.ISO_8859_1), bytes, origin);
    }

    private static byte[] readFully(InputStream in, int count, String origin) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IllegalArgumentException(origin + " ends within its .npy header");
        }
        return bytes;
    }

    private static NpyHeader parse(String dictionary, int bytes, String origin) {
        String descr = field(DESCR, dictionary, "a descr", origin);
        NpyType type = NpyType.ofDescr(descr)
                .orElseThrow(() -> new IllegalArgumentException(
                        origin + " holds elements of type " + descr + "; these are read: " + NpyType.names()));
        boolean isFortran = field(ORDER, dictionary, "a fortran_order", origin).equals("True");
        List<Long> shape = Stream.of(field(SHAPE, dictionary, "a shape", origin).split(","))
                .map(length -> length.replace("L", "").strip())
                .filter(length -> !length.isEmpty())
                .map(Long::valueOf)
                .toList();
        // In one dimension both orders are the same.
        if (isFortran && shape.size() > 1) {
            throw new IllegalArgumentException(origin + " is in Fortran order; save it with numpy.ascontiguousarray");
        }
        try {
            return new NpyHeader(type, shape, bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    private static String field(Pattern pattern, String dictionary, String what, String origin) {
        Matcher matcher = pattern.matcher(dictionary);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    origin + " has a .npy header without " + what + ": " + dictionary.strip());
        }
        return matcher.group(1);
    }

    /**
     * The length of the first dimension.
     *
     * @return 0 or more; 1 for a single element
     */
    public long rows() {
        return shape.isEmpty() ? 1 : shape.get(0);
    }

    /**
     * The number of elements of a row.
     *
     * @return the product of all lengths but the first
     */
    public long rowLength() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }

    /**
     * The number of elements.
     *
     * @return the product of all lengths
     */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /**
     * The size of the elements in the file.
     *
     * @return the number of bytes
     */
    public long dataBytes() {
        return elements() * type.bytes();
    }

    /**
     * The header as {@code numpy.save} writes it: format version 1.0, padded with spaces.
     *
     * @return the bytes that go before the elements
     */
    public byte[] toBytes() {
        String dictionary = dictionary(type, shape);
        int unpadded = PREFIX + dictionary.length() + 1;
        byte[] header = new byte[(unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[6] = 1;
        header[7] = 0;
        header[8] = (byte) (header.length - PREFIX);
        header[9] = (byte) (header.length - PREFIX >> 8);
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, PREFIX, text.length);
        header[header.length - 1] = '\n';
        return header;
    }
}
