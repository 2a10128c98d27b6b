package io.kindling.driver.audit;

/** A column of numbers as the network sees it before any standardising: with its logarithm taken, and scaled. */
public final class Seen {
    private final Histogram histogram;
    private final Treatment treatment;

    public Seen(NumberFigures cells, Treatment treatment) {
        this.histogram = cells.histogram();
        this.treatment = treatment;
    }

    /** What becomes of a number. */
    public double of(double x) {
        double logged = treatment.log1p() && x > -1 ? Math.log1p(x) : x;
        return treatment.standardized() ? logged : logged * treatment.scale();
    }

    /** Mean, deviation and range, up to the width of a bin. */
    public Moments moments() {
        Moments moments = new Moments();
        for (long bin : histogram.bins()) {
            moments.add(of(Histogram.middle(bin)), histogram.count(bin));
        }
        return moments;
    }

    /** The share of the variance that the hundredth of the rows makes that lies farthest from the mean. */
    public double varianceOfFarthest() {
        Moments moments = moments();
        double all = moments.deviation() * moments.deviation() * moments.count();
        double mean = moments.mean();
        long left = Math.max(1, moments.count() / 100);
        long[] bins = histogram.bins();
        int low = 0;
        int high = bins.length - 1;
        double sum = 0;
        while (left > 0 && low <= high) {
            double below = Math.abs(of(Histogram.middle(bins[low])) - mean);
            double above = Math.abs(of(Histogram.middle(bins[high])) - mean);
            long bin = above >= below ? bins[high--] : bins[low++];
            long taken = Math.min(left, histogram.count(bin));
            sum += taken * Math.max(above, below) * Math.max(above, below);
            left -= taken;
        }
        return all == 0 ? 0 : sum / all;
    }
}
