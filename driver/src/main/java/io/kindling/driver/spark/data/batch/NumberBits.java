package io.kindling.driver.spark.data.batch;

/** The bits of a number that Spark hashes: both zeros are one, and all that are not a number. */
final class NumberBits {
    private NumberBits() {}

    static int of(float x) {
        return x == 0 ? 0 : Float.floatToIntBits(x);
    }

    static long of(double x) {
        return x == 0 ? 0 : Double.doubleToLongBits(x);
    }
}
