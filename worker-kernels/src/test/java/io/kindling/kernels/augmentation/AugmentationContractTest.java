package io.kindling.kernels.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kindling.kernels.layer.ShapeException;
import io.kindling.kernels.registry.AugmentationRegistry;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Scratch;
import io.kindling.kernels.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every augmentation must keep; a new one joins the lists. */
class AugmentationContractTest {
    private static final Shape PICTURE = Shape.of(3, 6, 8);

    static List<Augmentation> pictureAugmentations() {
        return List.of(
                new Shift(2),
                new Shift(7),
                new Rotation(30),
                new Zoom(0.3),
                new Crop(0.3),
                new Flip(Flip.Direction.HORIZONTAL),
                new Flip(Flip.Direction.VERTICAL),
                new Flip(Flip.Direction.BOTH).withProbability(0.7),
                new Cutout(3));
    }

    /** Those that change each row by itself. */
    static List<Augmentation> rowAugmentations() {
        return Stream.concat(pictureAugmentations().stream(), Stream.of(new Noise(0.3)))
                .toList();
    }

    static List<Augmentation> augmentations() {
        return Stream.concat(rowAugmentations().stream(), Stream.of(new Mixup(1)))
                .toList();
    }

    static List<Augmentation> withoutEffect() {
        return List.of(
                new Shift(0),
                new Rotation(0),
                new Zoom(0),
                new Crop(1, 1),
                new Flip(Flip.Direction.BOTH, 0),
                new Cutout(0),
                new Noise(0),
                new Mixup(1e-300));
    }

    @Test
    void theListsHaveAllThatAreRegistered() {
        for (List<Augmentation> list : List.of(augmentations(), withoutEffect())) {
            Set<Class<?>> classes = new HashSet<>();
            list.forEach(augmentation -> classes.add(augmentation.getClass()));
            assertThat(classes).containsExactlyInAnyOrderElementsOf(AugmentationRegistry.BY_NAME.values());
        }
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void theSameCallGivesTheSameBitsAndAnotherStepOthers(Augmentation augmentation) {
        float[] once = Rows.changed(augmentation, PICTURE, 5, Rows.keys(20));

        assertThat(Rows.changed(augmentation, PICTURE, 5, Rows.keys(20))).containsExactly(once);
        assertThat(Rows.changed(augmentation, PICTURE, 6, Rows.keys(20))).isNotEqualTo(once);
        assertThat(once)
                .isNotEqualTo(Rows.batch(PICTURE, Rows.keys(20)).features().toArray());
    }

    @ParameterizedTest
    @MethodSource("rowAugmentations")
    void theChangeOfARowFollowsFromItsKeyAlone(Augmentation augmentation) {
        float[] all = Rows.changed(augmentation, PICTURE, 5, Rows.keys(20));
        float[] some = Rows.changed(augmentation, PICTURE, 5, 17, 3, 11);

        assertThat(Rows.row(some, 0, PICTURE.size())).containsExactly(Rows.row(all, 17, PICTURE.size()));
        assertThat(Rows.row(some, 1, PICTURE.size())).containsExactly(Rows.row(all, 3, PICTURE.size()));
        assertThat(Rows.row(some, 2, PICTURE.size())).containsExactly(Rows.row(all, 11, PICTURE.size()));
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void thePlaceInTheListHasItsOwnDraws(Augmentation augmentation) {
        Batch second = Rows.batch(PICTURE, Rows.keys(20));
        new Augmentations(List.of(new Noise(0), augmentation)).apply(second, 5, new Scratch());

        assertThat(second.features().toArray()).isNotEqualTo(Rows.changed(augmentation, PICTURE, 5, Rows.keys(20)));
    }

    @ParameterizedTest
    @MethodSource("withoutEffect")
    void settingsOfNoEffectChangeNoBit(Augmentation augmentation) {
        assertThat(Rows.changed(augmentation, PICTURE, 5, Rows.keys(20)))
                .containsExactly(Rows.batch(PICTURE, Rows.keys(20)).features().toArray());
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void anyNumberOfRowsWillDoAndTheScratchIsAsBefore(Augmentation augmentation) {
        Scratch scratch = new Scratch();
        scratch.vector(10);
        long mark = scratch.mark();
        for (int rows : new int[] {0, 1, 2, 3, 7, 8, 9, 31, 64, 65}) {
            Batch batch = Rows.batch(PICTURE, Rows.keys(rows));
            Augmentations.of(augmentation).apply(batch, 5, scratch);
            assertThat(batch.features().toArray()).hasSize(rows * PICTURE.size());
            assertThat(scratch.mark()).isEqualTo(mark);
        }
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void itGoesToExecutorsAndComesBack(Augmentation augmentation) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Augmentations.of(augmentation));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(Augmentations.of(augmentation));
        }
    }

    @ParameterizedTest
    @MethodSource("pictureAugmentations")
    void aPictureHasThreeAxes(Augmentation augmentation) {
        augmentation.check(PICTURE);
        assertThatThrownBy(() -> augmentation.check(Shape.of(784)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "it changes pictures, rows of shape [channels, height, width], but the model's input is [784]."
                                + " Give the input such a shape, as [1, 28, 28], and put a flatten in front of the first dense"
                                + " layer");
    }

    @Test
    void noiseAndMixupTakeRowsOfAnyShape() {
        for (Augmentation augmentation : List.of(new Noise(1), new Mixup())) {
            augmentation.check(Shape.of(7));
            float[] changed = Rows.changed(augmentation, Shape.of(7), 5, 1, 2, 3);
            assertThat(changed)
                    .isNotEqualTo(Rows.batch(Shape.of(7), 1, 2, 3).features().toArray());
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Augmentations.of(new Shift(-1))).hasMessage("pixels is -1, must lie in [0, inf)");
        assertThatThrownBy(() -> Augmentations.of(new Noise(0.1), new Mixup(0)))
                .hasMessage("alpha is 0.0, must lie in (0, inf)");
        assertThatThrownBy(() -> Augmentations.of(new Mixup(), new Shift(1), new Mixup(1)))
                .hasMessage("mixup stands in the list twice; a row is mixed with one other");
    }
}
