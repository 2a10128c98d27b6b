package io.kindling.kernels.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    @Property(tries = 300)
    void everyRowComesOnceAnEpochWhateverTheSizes(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 70) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 100) int batchSize,
            @ForAll boolean shuffle,
            @ForAll long seed) {
        long[] shards = sizes.stream().mapToLong(Integer::longValue).toArray();
        BatchSampler sampler = new BatchSampler(seed, batchSize, shuffle, shards);
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int shard = 0; shard < shards.length; shard++) {
                List<Integer> seen = new ArrayList<>();
                for (long step = 0; step < sampler.stepsPerEpoch(); step++) {
                    seen.addAll(select(sampler, shard, epoch * sampler.stepsPerEpoch() + step));
                }
                assertThat(seen)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, (int) shards[shard]).boxed().toList());
            }
        }
    }

    @Property(tries = 200)
    void batchesAreOfTheAskedSizeWhereShardsAreDealtLikeCards(
            @ForAll @IntRange(min = 1, max = 500) int rows,
            @ForAll @IntRange(min = 1, max = 9) int shards,
            @ForAll @IntRange(min = 1, max = 100) int batchSize) {
        long[] sizes = new long[shards];
        for (int row = 0; row < rows; row++) {
            sizes[row % shards]++;
        }
        BatchSampler sampler = new BatchSampler(7, batchSize, true, sizes);
        for (long step = 0; step < sampler.stepsPerEpoch(); step++) {
            long expected = Math.min(batchSize, rows - step * batchSize);
            assertThat(total(sampler, step)).isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void unequalShardsStayNearTheAskedSize(
            @ForAll @Size(min = 2, max = 9) List<@IntRange(min = 1, max = 200) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 100) int batchSize) {
        BatchSampler sampler = new BatchSampler(
                7, batchSize, true, sizes.stream().mapToLong(Integer::longValue).toArray());
        for (long step = 0; step < sampler.stepsPerEpoch() - 1; step++) {
            assertThat(total(sampler, step))
                    .isBetween((long) batchSize - sizes.size(), (long) batchSize + sizes.size());
        }
    }

    @Test
    void withoutShufflingAStepTakesConsecutiveRows() {
        BatchSampler sampler = new BatchSampler(1, 5, false, new long[] {4, 4, 3});
        // Row i lies in shard i mod 3, at place i / 3.
        assertThat(select(sampler, 0, 0)).containsExactly(0, 1);
        assertThat(select(sampler, 1, 0)).containsExactly(0, 1);
        assertThat(select(sampler, 2, 0)).containsExactly(0);
        assertThat(select(sampler, 0, 1)).containsExactly(2, 3);
        assertThat(select(sampler, 1, 1)).containsExactly(2);
        assertThat(select(sampler, 2, 1)).containsExactly(1, 2);
        assertThat(select(sampler, 0, 2)).isEmpty();
        assertThat(select(sampler, 1, 2)).containsExactly(3);
        assertThat(select(sampler, 0, 3)).containsExactly(0, 1);
    }

    @Test
    void epochsAndSeedsDifferAndCallsAgree() {
        BatchSampler sampler = new BatchSampler(1, 100, true, new long[] {100});
        assertThat(select(sampler, 0, 0)).isEqualTo(select(sampler, 0, 0)).isNotEqualTo(select(sampler, 0, 1));
        assertThat(select(sampler, 0, 0)).isNotEqualTo(select(new BatchSampler(2, 100, true, new long[] {100}), 0, 0));
    }

    @Test
    void aBatchLargerThanTheDataIsAllOfIt() {
        BatchSampler sampler = new BatchSampler(1, 1_000_000, true, new long[] {3, 0, 8});
        assertThat(sampler.stepsPerEpoch()).isEqualTo(1);
        assertThat(total(sampler, 0)).isEqualTo(11);
    }

    @Test
    void aBatchOfNoRowsIsRefused() {
        assertThatThrownBy(() -> new BatchSampler(1, 0, true, new long[] {3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 rows");
    }

    @Test
    void thePermutationMixesWell() {
        // Of 10,000 rows the first tenth should come from everywhere: a mean near 4999.5 (standard error 91).
        Permutation order = new Permutation(10_000, 42);
        assertThat(IntStream.range(0, 1000).map(order::at).average().orElseThrow())
                .isBetween(4600.0, 5400.0);
        assertThat(IntStream.range(0, 10_000).map(order::at).distinct().count()).isEqualTo(10_000);
        // Neighbours do not stay neighbours.
        assertThat(IntStream.range(1, 10_000)
                        .filter(i -> Math.abs(order.at(i) - order.at(i - 1)) == 1)
                        .count())
                .isLessThan(20);
    }

    private static long total(BatchSampler sampler, long step) {
        return IntStream.range(0, sampler.shardRows().length)
                .mapToLong(shard -> select(sampler, shard, step).size())
                .sum();
    }

    private static List<Integer> select(BatchSampler sampler, int shard, long step) {
        int[] into = new int[sampler.largestBatch(shard)];
        int count = sampler.select(shard, step, into);
        return IntStream.of(into).limit(count).boxed().toList();
    }
}
