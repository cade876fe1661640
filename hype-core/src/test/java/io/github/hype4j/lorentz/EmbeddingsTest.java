package io.github.hype4j.lorentz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    @Test
    void rowsStandOneAfterTheOther() {
        Embeddings rows = Embeddings.of(new float[] {1, 2, 3, 4, 5, 6}, 3);

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.dimension()).isEqualTo(3);
        assertThat(rows.row(1)).containsExactly(4, 5, 6);
        assertThat(rows).hasToString("Embeddings[2 x 3]");
    }

    @Test
    void givenArrayIsKeptAndGivenRowsAreCopied() {
        float[] values = {1, 2};
        assertThat(Embeddings.of(values, 2).values()).isSameAs(values);

        Embeddings copied = Embeddings.ofRows(values, values);
        values[0] = 9;
        assertThat(copied.row(0)).containsExactly(1, 2);
        copied.row(0)[0] = 7;
        assertThat(copied.row(0)).containsExactly(1, 2);
    }

    @Test
    void selectTakesRowsInTheOrderAskedForAndRepeats() {
        Embeddings rows = Embeddings.ofRows(new float[] {1, 1}, new float[] {2, 2}, new float[] {3, 3});

        assertThat(rows.select(2, 0, 2).values()).containsExactly(3, 3, 1, 1, 3, 3);
        assertThat(rows.select().rows()).isZero();
        assertThat(rows.select().dimension()).isEqualTo(2);
    }

    @Test
    void emptyBatchHasADimension() {
        assertThat(Embeddings.empty(4).rows()).isZero();
        assertThat(Embeddings.empty(4).dimension()).isEqualTo(4);
    }

    @Test
    void badRowsAreRefusedByPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embeddings.of(new float[] {1, 2, 3, Float.NaN}, 2))
                .withMessage("values[3] (row 1, column 1) must be finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embeddings.ofRows(new float[] {Float.POSITIVE_INFINITY}))
                .withMessage("values[0] (row 0, column 0) must be finite, got Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embeddings.of(new float[5], 2))
                .withMessage("values: length 5 is not a multiple of the dimension 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embeddings.of(new float[5], 0))
                .withMessage("dimension must be at least 1, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Embeddings.empty(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embeddings.ofRows(new float[2], new float[2], new float[3]))
                .withMessage("rows[2] has length 3, rows[0] has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(Embeddings::ofRows)
                .withMessage("rows must hold at least one row; use empty(dimension) for none");
        assertThatIllegalArgumentException().isThrownBy(() -> Embeddings.ofRows(new float[0]));
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        Embeddings rows = Embeddings.ofRows(new float[] {1});
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.row(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.row(-1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> rows.select(0, 1));
    }
}
