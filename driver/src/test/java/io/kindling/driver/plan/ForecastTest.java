package io.kindling.driver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
    /** One executor with one slot: 40 of 60 ms are computing; a pass takes 4 ms and a tenth for each row. */
    private static final Measured MEASURED = new Measured(
            1,
            1,
            1,
            400,
            4000,
            1_000_000,
            Map.of(
                    "compute",
                    44.0,
                    "waiting",
                    0.0,
                    "broadcast",
                    4.0,
                    "scheduling",
                    5.0,
                    "aggregation",
                    3.0,
                    "update",
                    4.0),
            rows -> 4 + 0.1 * rows);

    @Test
    void theSameClusterTakesWhatWasMeasured() {
        Forecast same = Forecast.of(MEASURED, cluster(1, Optional.empty(), Optional.empty()));
        assertThat(same.millis()).isCloseTo(60, within(1e-9));
        assertThat(same.rowsPerSecond(MEASURED)).isCloseTo(400 / 0.060, within(1e-6));
        assertThat(same.epochSeconds(MEASURED)).isCloseTo(10 * 0.060, within(1e-9));
    }

    @Test
    void computingIsDividedAndTasksCost() {
        Forecast four = Forecast.of(MEASURED, cluster(4, Optional.empty(), Optional.empty()));
        // 100 rows a slot: 4 + 10 of 4 + 40.
        assertThat(four.compute()).isCloseTo(14, within(1e-9));
        assertThat(four.tasks()).isEqualTo(4);
        assertThat(four.scheduling()).isCloseTo(5 + 3 * 0.4, within(1e-9));
        assertThat(four.sending()).isCloseTo(4 + 4 * 3, within(1e-9));
        assertThat(four.update()).isEqualTo(4);
    }

    @Test
    void executorsOnOneMachineShareItsCores() {
        Forecast four = Forecast.of(MEASURED, cluster(4, Optional.empty(), Optional.of(2)));
        assertThat(four.compute()).isCloseTo(2 * 14, within(1e-9));
    }

    @Test
    void aNetworkAddsWhatItsLinksTake() {
        // 4 MB out twice and in from two tasks, at 125 MB/s.
        Forecast two = Forecast.of(MEASURED, cluster(2, Optional.of(Network.parse("1gbit")), Optional.empty()));
        Forecast without = Forecast.of(MEASURED, cluster(2, Optional.empty(), Optional.empty()));
        assertThat(two.sending() - without.sending()).isCloseTo(4 * 32, within(1e-6));
    }

    @Test
    void slotsThatAreMoreThanShardsAreOfNoUse() {
        Forecast.Cluster eight = new Forecast.Cluster(8, 1, Optional.empty(), Optional.empty(), Optional.of(2));
        Forecast.Cluster two = new Forecast.Cluster(2, 1, Optional.empty(), Optional.empty(), Optional.of(2));
        assertThat(Forecast.of(MEASURED, eight).millis())
                .isEqualTo(Forecast.of(MEASURED, two).millis());
    }

    @Test
    void aNetworkIsASpeed() {
        assertThat(Network.parse("10gbit").bytesPerSecond()).isEqualTo(1.25e9);
        assertThat(Network.parse("100mbit").bytesPerSecond()).isEqualTo(12.5e6);
        for (String text : new String[] {"10", "fast", "0gbit", "10gb"}) {
            assertThatThrownBy(() -> Network.parse(text)).hasMessageContaining("10gbit");
        }
    }

    private static Forecast.Cluster cluster(int executors, Optional<Network> network, Optional<Integer> hostCores) {
        return new Forecast.Cluster(executors, 1, network, hostCores, Optional.empty());
    }
}
