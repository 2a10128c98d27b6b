package io.kindling.kernels.sum;

/** How a slot of a tally meets the same slot of another shard. */
enum Merge {
    /** Number by number. */
    SUM {
        @Override
        void into(double[] left, double[] right) {
            for (int i = 0; i < left.length; i++) {
                left[i] += right[i];
            }
        }
    },
    /**
     * Count, then the mean of each column, then its sum of squared deviations (Chan, Golub, LeVeque: Updating Formulae
     * and a Pairwise Algorithm for Computing Sample Variances, 1979).
     */
    MOMENTS {
        @Override
        void into(double[] left, double[] right) {
            double count = left[0] + right[0];
            if (right[0] == 0) {
                return;
            }
            double share = right[0] / count;
            int columns = left.length / 2;
            for (int j = 1; j <= columns; j++) {
                double delta = right[j] - left[j];
                left[columns + j] += right[columns + j] + delta * delta * left[0] * share;
                left[j] += delta * share;
            }
            left[0] = count;
        }
    },
    /** The largest of both: {@link LargestRecords}. */
    LARGEST {
        @Override
        void into(double[] left, double[] right) {
            LargestRecords.merge(left, right);
        }
    };

    /** Changes the left one. */
    abstract void into(double[] left, double[] right);
}
