package io.kindling.driver.train;

/**
 * Where the time of one round went, in nanoseconds. The parts add up to the whole.
 *
 * @param compute what the shards' work took, spread evenly over the slots that worked on it
 * @param waiting for the slowest, behind that
 * @param broadcast sending the parameters out
 * @param scheduling starting tasks and hearing of their end
 * @param aggregation sending the sums and adding them up
 */
public record RoundTimes(long compute, long waiting, long broadcast, long scheduling, long aggregation) {
    /** A round that has not been. */
    public static final RoundTimes NONE = new RoundTimes(0, 0, 0, 0, 0);

    /**
     * Of what was measured on its own.
     *
     * @param total by the clock of whoever asked for the round
     * @param working until the last worker had ended, {@code compute} included
     */
    public static RoundTimes of(long total, long broadcast, long compute, long working, long aggregation) {
        long known = broadcast + Math.max(compute, working) + aggregation;
        return new RoundTimes(
                compute, Math.max(0, working - compute), broadcast, Math.max(0, total - known), aggregation);
    }

    /** The whole round. */
    public long total() {
        return compute + waiting + broadcast + scheduling + aggregation;
    }

    /** The share of each of so many steps. */
    public RoundTimes dividedBy(int steps) {
        return new RoundTimes(
                compute / steps, waiting / steps, broadcast / steps, scheduling / steps, aggregation / steps);
    }

    /** Both rounds together. */
    public RoundTimes plus(RoundTimes other) {
        return new RoundTimes(
                compute + other.compute,
                waiting + other.waiting,
                broadcast + other.broadcast,
                scheduling + other.scheduling,
                aggregation + other.aggregation);
    }
}
