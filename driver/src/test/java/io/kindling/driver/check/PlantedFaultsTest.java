package io.kindling.driver.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kindling.driver.Home;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on mails and digits that are spoilt in one way each: the question that is there for it says so, and none where all is well. */
@Tag("spark")
class PlantedFaultsTest {
    private static final String CROOKED = CrookedScale.class.getName();

    @Test
    void weightsThatAllStartEqualNeverLearnToDiffer() {
        String zeros =
                "model.layers=[dense: {units: 8, initializer: zeros}, relu, dense: {units: 1, initializer: zeros}]";
        Finding finding = CheckedRuns.ask(new UnlikeUnits(), CheckedRuns.mails(zeros));
        failed(finding, "layers.0.weight");
        String ones = zeros.replace("zeros", "{constant: {value: 0.1}}");
        failed(CheckedRuns.ask(new UnlikeUnits(), CheckedRuns.mails(ones)), "layers.0.weight");
    }

    @Test
    void zerosInTheLastLayerAloneDoNoHarm() {
        String last = "model.layers=[dense: 32, relu, dense: {units: 10, initializer: zeros}]";
        ok(CheckedRuns.ask(new UnlikeUnits(), CheckedRuns.digits(last)));
    }

    @Test
    void twoDenseLayersWithoutAnActivationAreOne() {
        Finding finding = CheckedRuns.ask(
                new NonlinearLayers(),
                CheckedRuns.mails("model.layers=[dense: 64, dropout: 0.3, dense: 8, relu, dense: 1]"));
        warned(finding, "layers[0] (dense) and layers[2] (dense)", "relu");
        assertThat(finding.found()).doesNotContain("layers[4]");
    }

    @Test
    void thoseWithinAResidualAreSeenToo() {
        String inside =
                "model.layers=[dense: 16, relu, residual: {layers: [dense: 16, batch_norm, dense: 16]}, relu, dense: 1]";
        warned(CheckedRuns.ask(new NonlinearLayers(), CheckedRuns.mails(inside)), "layers[2].layers[0] (dense)");
    }

    @Test
    void aLayerOfOnesOwnThatBendsCountsAsAnActivation() {
        ok(CheckedRuns.ask(
                new NonlinearLayers(), CheckedRuns.mails("model.layers=[dense: 8, " + CROOKED + ": {}, dense: 1]")));
    }

    @Test
    void bytesThatAreNotScaledMakeTheFirstLossManyTimesTooLarge() {
        Finding finding = CheckedRuns.ask(new LossAtStart(), CheckedRuns.digits("data.scale=1"));
        failed(finding, "data.scale");
        assertThat(finding.numbers().get("expected_loss")).isCloseTo(Math.log(10), within(1e-6));
        assertThat(finding.numbers().get("loss")).isGreaterThan(30);
    }

    @Test
    void aFirstLossThatIsNoNumberEndsTheQuestions() {
        LossAtStart question = new LossAtStart();
        Finding finding = CheckedRuns.ask(question, CheckedRuns.digits("data.scale=1e37"));
        failed(finding, "before the first step");
        assertThat(question.endsAll(finding)).isTrue();
    }

    @Test
    void theExpectedLossOfNumbersIsTheirVariance() {
        String[] price = diamonds("data.label={column: price, standardize: true}");
        Finding finding = CheckedRuns.ask(new LossAtStart(), CheckedRuns.mails(price));
        assertThat(finding.numbers().get("expected_loss")).isBetween(0.7, 1.3);
        warned(
                CheckedRuns.ask(new SensibleTargets(), CheckedRuns.mails(diamonds("data.label={column: price}"))),
                "mean 4",
                "standardize: true");
        failed(
                CheckedRuns.ask(new LossAtStart(), CheckedRuns.mails(diamonds("data.label={column: depth}"))),
                "variance of the target",
                "standardize: true");
    }

    @Test
    void aClassThatNeverComesIsNamed() {
        Finding finding = CheckedRuns.ask(new SensibleTargets(), CheckedRuns.digits("model.layers=[dense: 12]"));
        warned(finding, "10, 11", "fewer classes");
        ok(CheckedRuns.ask(new SensibleTargets(), CheckedRuns.digits()));
    }

    @Test
    void labelsOfOneKindAreSeen() {
        warned(
                CheckedRuns.ask(new SensibleTargets(), CheckedRuns.mails("data.train.where=type = 'spam'")),
                "every row of a batch is positive",
                "where");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"by_scale: 0.8", "by_scale: 0", "by_scale: -1", "by_input: 1.25", "by_input: 0", "by_input: -1"})
    void aWrongGradientIsFoundAndItsLayerNamed(String wrong) {
        Finding finding = CheckedRuns.ask(
                new TrueGradients(),
                CheckedRuns.mails(
                        "model.layers=[dense: 16, tanh, dense: 8, " + CROOKED + ": {" + wrong + "}, dense: 1]"));
        failed(finding, "layers.3 (" + CROOKED + ")", "GradientCheck");
        assertThat(finding.numbers().get("tensors_wrong")).isEqualTo(wrong.startsWith("by_scale") ? 1 : 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[dense: 16, tanh, dense: 8, io.kindling.driver.check.CrookedScale: {}, dense: 1]",
                "[dense: 5, relu, dense: 3, relu, dense: 1]",
                "[dense: 64, batch_norm, relu, dropout: 0.5, dense: 32, hardtanh, dense: 1]",
                "[dense: {units: 16, initializer: zeros}, relu, dense: 1]",
                "[dense: 128, leaky_relu, residual: {layers: [dense: 128, layer_norm, gelu, dropout: 0.2]}, dense: 1]",
                "[dense: 1]"
            })
    void rightGradientsOfNetworksOnMailsAreFoundRight(String layers) {
        Finding finding = CheckedRuns.ask(new TrueGradients(), CheckedRuns.mails("model.layers=" + layers));
        assertThat(finding.judgement()).as(finding.toString()).isEqualTo(Judgement.OK);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void kinksOfRectifiersAndPoolingAreNotTakenForWrongGradients(long seed) {
        String layers = "[reshape: [1, 28, 28], conv2d: {filters: 6, kernel: 5}, relu, max_pool2d: 2,"
                + " conv2d: {filters: 8, kernel: 3}, batch_norm, relu, max_pool2d: 2, flatten, dense: 20, relu, dropout: 0.4,"
                + " dense: 10]";
        ok(CheckedRuns.ask(new TrueGradients(), CheckedRuns.digits("seed=" + seed, "model.layers=" + layers)));
        String small = "[dense: 4, relu, dense: 3, leaky_relu, dense: 1]";
        ok(CheckedRuns.ask(new TrueGradients(), CheckedRuns.mails("seed=" + seed, "model.layers=" + small)));
    }

    @Test
    void featuresThatTellNothingCannotBeLearnedByHeart() {
        failed(
                CheckedRuns.ask(new OverfitsFewRows(), CheckedRuns.digits("data.scale=1e-30")),
                "nothing was learned",
                "constant");
        ok(CheckedRuns.ask(new OverfitsFewRows(), CheckedRuns.digits()));
    }

    @Test
    void smoothedLabelsLeaveALossThatIsNotHeldAgainstTheNetwork() {
        Finding finding = CheckedRuns.ask(
                new OverfitsFewRows(), CheckedRuns.digits("model.loss={cross_entropy: {label_smoothing: 0.2}}"));
        ok(finding);
        assertThat(finding.numbers().get("least_loss")).isCloseTo(0.8669, within(1e-3));
        assertThat(finding.numbers().get("loss")).isGreaterThan(0.8669);
    }

    @Test
    void aRateFarTooHighIsSeenAndABetterOneSuggested() {
        Finding finding = CheckedRuns.ask(
                new LearningRateRange(), CheckedRuns.mails("training.optimizer={sgd: {learning_rate: 2000}}"));
        failed(finding, "lost from", "learning_rate: ");
        assertThat(finding.numbers().get("suggested")).isBetween(0.001, 10.0);
        assertThat(finding.lines()).anyMatch(line -> line.contains("####") && line.endsWith("< suggested"));
    }

    @Test
    void aRateThatHardlyMovesTheLossIsSeen() {
        warned(
                CheckedRuns.ask(
                        new LearningRateRange(), CheckedRuns.mails("training.optimizer={adam: {learning_rate: 1e-7}}")),
                "hardly moves it");
    }

    @Test
    void stepsThatLoseTheLossAreSeenAsTheRunWouldTakeThem() {
        failed(
                CheckedRuns.ask(
                        new FirstSteps(),
                        CheckedRuns.mails(
                                "training.optimizer={sgd: {learning_rate: 1e4}}", "training.schedule=constant")),
                "learning_rate");
    }

    @Test
    void aDeepNetworkOfSmallWeightsLosesItsSignals() {
        String small = "tanh, dense: {units: 32, initializer: {normal: {deviation: 0.01}}}, ";
        Finding finding = CheckedRuns.ask(
                new SignalsByDepth(),
                CheckedRuns.mails("model.layers=[dense: 32, " + small.repeat(8) + "tanh, dense: 1]"));
        warned(finding, "vanishes on the way back", "initializer");
        ok(CheckedRuns.ask(
                new SignalsByDepth(),
                CheckedRuns.mails("model.layers=[dense: 32, " + "tanh, dense: 32, ".repeat(8) + "tanh, dense: 1]")));
    }

    @Test
    void validationRowsInOtherUnitsAreSeen() {
        Finding finding =
                CheckedRuns.ask(new ValidationSteps(), CheckedRuns.mails("data.validation={where: charDollar > 0.5}"));
        warned(finding, "rows to learn from", "data.validation");
        ok(CheckedRuns.ask(new ValidationSteps(), CheckedRuns.mails()));
    }

    private static String[] diamonds(String label) {
        return new String[] {
            "data.train={path: " + Home.path("examples/data/diamonds/diamonds.csv.gz") + "}",
            "data.test={path: " + Home.path("examples/data/diamonds/diamonds.csv.gz") + "}",
            "data.columns=[carat, x, y, z]",
            "data.exclude=[]",
            "data.log1p=false",
            label,
            "model.input=[4]",
            "model.loss=mse"
        };
    }

    private static void ok(Finding finding) {
        assertThat(finding.judgement()).as(finding.toString()).isEqualTo(Judgement.OK);
        assertThat(finding.remedy()).isEmpty();
    }

    private static void warned(Finding finding, String... words) {
        says(Judgement.WARNING, finding, words);
    }

    private static void failed(Finding finding, String... words) {
        says(Judgement.FAILED, finding, words);
    }

    private static void says(Judgement judgement, Finding finding, String... words) {
        assertThat(finding.judgement()).as(finding.toString()).isEqualTo(judgement);
        assertThat(finding.found() + " " + finding.wanted() + " " + finding.remedy())
                .contains(words);
    }
}
