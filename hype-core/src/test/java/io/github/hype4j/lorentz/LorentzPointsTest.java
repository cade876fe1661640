package io.github.hype4j.lorentz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LorentzPointsTest {

    private final Lorentz space = Lorentz.ofCurvature(0.5);
    private final LorentzPoints points =
            space.points(Embeddings.ofRows(new float[] {3, 4}, new float[] {0, 0}, new float[] {5, 12}));

    @Test
    void pointsKnowTheirNormsAndSpace() {
        assertThat(points.rows()).isEqualTo(3);
        assertThat(points.dimension()).isEqualTo(2);
        assertThat(points.space()).isSameAs(space);
        assertThat(points.squaredNorm(0)).isEqualTo(25);
        assertThat(points.squaredNorm(1)).isZero();
        assertThat(points).hasToString("LorentzPoints[3 x 2, curvature=0.5]");
    }

    @Test
    void timesPutThePointsOnTheHyperboloid() {
        double[] times = points.times();
        for (int i = 0; i < 3; i++) {
            assertThat(points.squaredNorm(i) - times[i] * times[i]).isCloseTo(-2, within(1e-12));
        }
    }

    @Test
    void selectKeepsNormsWithTheirRows() {
        LorentzPoints chosen = points.select(2, 0);

        assertThat(chosen.squaredNorm(0)).isEqualTo(169);
        assertThat(chosen.squaredNorm(1)).isEqualTo(25);
        assertThat(chosen.spaceComponents().row(1)).containsExactly(3, 4);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> points.select(3));
    }

    @Test
    void liftedTangentsAreWhereTheSingleFormPutsThem() {
        LorentzPoints lifted = space.expMap0(Embeddings.ofRows(new float[] {3, 4}, new float[] {0, 0}));

        assertThat(lifted.spaceComponents().row(0)).containsExactly(space.expMap0(new float[] {3, 4}));
        assertThat(lifted.spaceComponents().row(1)).containsExactly(0, 0);
        assertThat(lifted.rootDistances()[0]).isCloseTo(5, within(1e-6));
    }
}
