package io.kindling.kernels.random;

/**
 * Counter-based random draws: pure functions of a key and a counter, so that any task can repeat any draw. The mixing is
 * the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
 */
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Draws() {}

    /** Scatters a key over all 64 bits; a bijection. */
    public static long mix(long key) {
        long z = key + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A key from two. */
    public static long key(long a, long b) {
        return mix(mix(a) ^ b);
    }

    /** A key from three. */
    public static long key(long a, long b, long c) {
        return key(key(a, b), c);
    }

    /** The counter-th draw of a key, uniform in [0, 1) with 53 bits. */
    public static double uniform(long key, long counter) {
        return (mix(key + counter * GOLDEN) >>> 11) * 0x1.0p-53;
    }

    /** The counter-th draw of a key from the standard normal distribution (Box and Muller 1958). */
    public static double normal(long key, long counter) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * counter)));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform(key, 2 * counter + 1));
    }
}
