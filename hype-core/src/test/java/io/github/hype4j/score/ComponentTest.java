package io.github.hype4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentTest {

    static final List<Component> COMPUTED = List.of(
            Component.IMAGE_SPECIFICITY,
            Component.TEXT_SPECIFICITY,
            Component.NEGATIVE_DISTANCE,
            Component.COSINE,
            Component.IMAGE_ROOT_DISTANCE,
            Component.TEXT_ROOT_DISTANCE,
            Component.ENTAILMENT_VIOLATION,
            Component.CLUSTER);

    @Test
    void constantsAreComputedAndColumnsAreNot() {
        assertThat(COMPUTED).allMatch(Component::isComputed).doesNotHaveDuplicates();
        assertThat(Component.column("clip_l14_similarity_score").isComputed()).isFalse();
        assertThat(Component.column("Cosine").isComputed()).isFalse();
    }

    @Test
    void componentsOfTextsAndPairsNeedATextAndTheOthersDoNot() {
        assertThat(COMPUTED)
                .filteredOn(component -> !component.needsText())
                .containsExactlyInAnyOrder(
                        Component.IMAGE_SPECIFICITY, Component.IMAGE_ROOT_DISTANCE, Component.CLUSTER);
        assertThat(Component.column("clip").needsText()).isFalse();
    }

    @Test
    void componentsAreEqualAndOrderedByName() {
        assertThat(new Component("cosine")).isEqualTo(Component.COSINE).hasToString("cosine");
        assertThat(Component.COSINE).isLessThan(Component.IMAGE_SPECIFICITY);
        assertThat(Component.column("b")).isGreaterThan(Component.column("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "_a", "a-b", "a b", "ä", "a\n", "a.b"})
    void otherNamesAreRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Component.column(name))
                .withMessage("name of a component must be a letter followed by letters, digits and underscores, got \""
                        + name + "\"");
    }

    @Test
    void aColumnMayNotHideAComputedComponent() {
        for (Component component : COMPUTED) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Component.column(component.name()))
                    .withMessage(
                            "column \"" + component + "\" has the name of a computed component; rename the column");
        }
    }
}
