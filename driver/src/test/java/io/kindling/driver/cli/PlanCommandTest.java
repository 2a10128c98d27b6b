package io.kindling.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.driver.Home;
import io.kindling.driver.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class PlanCommandTest {
    private static final String[] SPAM = {
        "plan",
        Home.path("conf/spam-mlp.yaml").toString(),
        "--set",
        "data.train.path=" + Home.path("examples/data/spambase/spambase.csv.gz"),
        "--set",
        "data.test.path=" + Home.path("examples/data/spambase/spambase.csv.gz"),
        "--master",
        "local[2]"
    };

    @Test
    @Tag("slow")
    void clustersAreForecastFromSomeSteps() {
        Outcome outcome = plan("--executors", "1,8", "--cores", "2", "--network", "1gbit");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsPattern("measured on 1 executor\\(s\\) with 2 task slots, .* a step of [0-9.]+ ms: compute")
                .contains("what sending them to other JVMs takes is not in the forecast")
                .containsPattern("(?m)^ +1 +2 +")
                .containsPattern("(?m)^ +8 +16 +");
    }

    @Test
    void whatIsNoClusterIsRefusedBeforeAnythingRuns() {
        assertThat(plan("--executors", "0").err()).contains("--executors has 0; wanted is 1 or more.");
        assertThat(plan("--network", "fast").err())
                .contains("\"fast\" is no network; wanted is its speed, as in 10gbit");
        assertThat(plan("--cores", "0").code()).isEqualTo(Main.WRONG_INPUT);
    }

    @Test
    void stepsOverAllRowsAreNotForecast() {
        plan(
                        "--set",
                        "training.solver=lbfgs",
                        "--set",
                        "training.optimizer=adam",
                        "--set",
                        "training.schedule=constant")
                .isWrongInput("training.solver: what is forecast are steps of a batch each", "mini_batch");
    }

    private static Outcome plan(String... arguments) {
        String[] all = new String[SPAM.length + arguments.length];
        System.arraycopy(SPAM, 0, all, 0, SPAM.length);
        System.arraycopy(arguments, 0, all, SPAM.length, arguments.length);
        return Outcome.of(all);
    }
}
