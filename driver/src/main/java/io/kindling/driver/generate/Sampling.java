package io.kindling.driver.generate;

import io.kindling.kernels.random.Draws;

/**
 * How the next byte is chosen among those that a network finds likely: of the {@code topK} likeliest one is drawn, with
 * probabilities in proportion to {@code exp(logit / temperature)}. The same seed draws the same.
 *
 * @param temperature below 1 the likely ones come more often than the network says, above 1 less often; at 0 always the
 *     likeliest
 * @param topK how many are drawn from (Fan, Lewis, Dauphin: Hierarchical Neural Story Generation, 2018)
 * @param seed of the draws
 */
public record Sampling(double temperature, int topK, long seed) {
    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; it must be 0 or more");
        }
        if (topK < 1) {
            throw new IllegalArgumentException("top_k is " + topK + "; it must be 1 or more");
        }
    }

    /** Temperature 0.8 among the 20 likeliest. */
    public Sampling() {
        this(0.8, 20, 1);
    }

    /** Always the likeliest. */
    public static Sampling greedy() {
        return new Sampling(0, 1, 1);
    }

    public Sampling withTemperature(double value) {
        return new Sampling(value, topK, seed);
    }

    public Sampling withTopK(int count) {
        return new Sampling(temperature, count, seed);
    }

    public Sampling withSeed(long value) {
        return new Sampling(temperature, topK, value);
    }

    /**
     * Chooses one.
     *
     * @param logits one for each choice, from {@code offset} on; of equal ones the first counts as likelier
     * @param step counts the draws
     * @return from 0 to {@code count - 1}
     */
    int choose(float[] logits, int offset, int count, long step) {
        int[] likeliest = likeliest(logits, offset, count, temperature == 0 ? 1 : Math.min(topK, count));
        double most = logits[offset + likeliest[0]];
        double[] upTo = new double[likeliest.length];
        double sum = 0;
        for (int i = 0; i < likeliest.length; i++) {
            sum += i == 0 ? 1 : StrictMath.exp((logits[offset + likeliest[i]] - most) / temperature);
            upTo[i] = sum;
        }
        double draw = Draws.uniform(Draws.mix(seed), step) * sum;
        int chosen = 0;
        while (chosen < upTo.length - 1 && draw >= upTo[chosen]) {
            chosen++;
        }
        return likeliest[chosen];
    }

    /** The k likeliest, the likeliest first. */
    private static int[] likeliest(float[] logits, int offset, int count, int k) {
        int[] found = new int[k];
        int size = 0;
        for (int c = 0; c < count; c++) {
            int place = size;
            while (place > 0 && logits[offset + c] > logits[offset + found[place - 1]]) {
                place--;
            }
            if (place < k) {
                size = Math.min(size + 1, k);
                System.arraycopy(found, place, found, place + 1, size - 1 - place);
                found[place] = c;
            }
        }
        return found;
    }
}
