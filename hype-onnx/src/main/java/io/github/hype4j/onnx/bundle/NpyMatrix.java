package io.github.hype4j.onnx.bundle;

import ai.onnxruntime.platform.Fp16Conversions;
import io.github.hype4j.lorentz.Embeddings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes numpy's {@code .npy} files of a matrix of float32 (float16 is read too), in C order. */
public final class NpyMatrix {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d+),\\s*(\\d+),?\\)");

    private NpyMatrix() {}

    /**
     * Reads a matrix.
     *
     * @param file the bytes of the file
     * @param origin what the bytes were read from, for messages
     * @return one row a row
     * @throws IllegalArgumentException if it is no such file, is cut short, or has values that are not finite
     */
    public static Embeddings read(byte[] file, String origin) {
        if (file.length < 12 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException(origin + " is not a numpy .npy file");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = file[6] == 1 ? 10 : 12;
        int headerLength = file[6] == 1 ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
        if (headerLength < 0 || headerLength > file.length - start) {
            throw new IllegalArgumentException(origin + " is cut short in its header");
        }
        String header = new String(file, start, headerLength, StandardCharsets.ISO_8859_1);
        String type = field(DESCR, header, origin).group(1);
        if (field(ORDER, header, origin).group(1).equals("True")) {
            throw new IllegalArgumentException(origin + " is in Fortran order; save it with numpy.ascontiguousarray");
        }
        Matcher shape = field(SHAPE, header, origin);
        int rows = parse(shape.group(1), origin);
        int columns = parse(shape.group(2), origin);
        ByteBuffer data = bytes.position(start + headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = values(data, type, Math.multiplyExact(rows, columns), origin);
        try {
            return Embeddings.of(values, columns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    private static int parse(String number, String origin) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(origin + ": shape has " + number + ", which is too large", e);
        }
    }

    private static Matcher field(Pattern pattern, String header, String origin) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    origin + " must hold a matrix of float32 or float16, but its header is " + header.trim());
        }
        return matcher;
    }

    private static float[] values(ByteBuffer data, String type, int count, String origin) {
        int width = switch (type) {
            case "<f4" -> Float.BYTES;
            case "<f2" -> Short.BYTES;
            default ->
                throw new IllegalArgumentException(origin + " must hold float32 (<f4) or float16 (<f2), got " + type);
        };
        if (data.remaining() != (long) width * count) {
            throw new IllegalArgumentException(origin + " must have " + (long) width * count
                    + " bytes of data for its shape, got " + data.remaining());
        }
        float[] values = new float[count];
        if (width == Float.BYTES) {
            data.asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = Fp16Conversions.fp16ToFloat(data.getShort());
            }
        }
        return values;
    }

    /**
     * Writes a matrix as float32, byte for byte as {@code numpy.save} does.
     *
     * @param matrix the rows
     * @return the bytes of the file
     */
    public static byte[] write(Embeddings matrix) {
        String fields = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + matrix.rows() + ", "
                + matrix.dimension() + "), }";
        int unpadded = MAGIC.length + 4 + fields.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        String header = fields + " ".repeat(padding) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(unpadded + padding + matrix.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
        bytes.asFloatBuffer().put(matrix.values());
        return bytes.array();
    }
}
