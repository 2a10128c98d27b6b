package io.kindling.driver.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kindling.kernels.sum.PairwiseTree;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {
    @Test
    void everyGroupIsANodeOfTheFixedTree() {
        for (int shards = 1; shards <= 40; shards++) {
            String whole =
                    fold(IntStream.range(0, shards).mapToObj(String::valueOf).toArray(String[]::new));
            for (int size = 1; size < 2 * shards; size *= 2) {
                Grouping grouping = new Grouping(shards, size);
                String[] sums = IntStream.range(0, grouping.groups())
                        .mapToObj(group -> fold(IntStream.range(0, grouping.count(group))
                                .mapToObj(member -> String.valueOf(grouping.first(group) + member))
                                .toArray(String[]::new)))
                        .toArray(String[]::new);
                assertThat(fold(sums)).as("%d shards by %d", shards, size).isEqualTo(whole);
            }
        }
    }

    @Test
    void aSlotTakesItsShardsInOneTask() {
        assertThat(Grouping.over(8, 2)).isEqualTo(new Grouping(8, 4));
        assertThat(Grouping.over(512, 3)).isEqualTo(new Grouping(512, 16));
        assertThat(Grouping.over(2, 2)).isEqualTo(new Grouping(2, 1));
        assertThat(Grouping.over(2, 100)).isEqualTo(new Grouping(2, 1));
        assertThat(Grouping.over(7, 1)).isEqualTo(new Grouping(7, 8));
    }

    @Test
    void groupsAreNeverSoLargeThatASlotIsIdleForThem() {
        // Three tasks of two on two slots take as long as four shards; six of one only three.
        assertThat(Grouping.over(6, 2)).isEqualTo(new Grouping(6, 1));
    }

    private static String fold(String[] leaves) {
        PairwiseTree<String> tree = new PairwiseTree<>(leaves.length, (left, right) -> "(" + left + right + ")");
        for (int i = 0; i < leaves.length; i++) {
            tree.offer(i, leaves[i]);
        }
        return tree.result();
    }
}
