package io.github.hype4j.onnx.jpeg;

/** The order of coefficients in a file: T.81, figure 5. */
final class Zigzag {

    private static final byte[] PLACES = places();

    private Zigzag() {}

    /** Where in rows of eight the coefficient of an index from 0 to 63 stands. */
    static int place(int index) {
        return PLACES[index];
    }

    private static byte[] places() {
        byte[] places = new byte[64];
        int index = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                int row = diagonal % 2 == 0 ? diagonal - i : i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    places[index++] = (byte) (8 * row + column);
                }
            }
        }
        return places;
    }
}
