package io.kindling.kernels.augmentation;

import io.kindling.kernels.random.BetaDraw;
import io.kindling.kernels.random.Draws;
import io.kindling.kernels.setting.Default;
import io.kindling.kernels.setting.Help;
import io.kindling.kernels.setting.Range;
import io.kindling.kernels.shard.Batch;
import io.kindling.kernels.tensor.Matrix;
import io.kindling.kernels.tensor.Scratch;

/**
 * Mixes each row with another (Zhang et al. 2018: mixup, Beyond Empirical Risk Minimization): {@code x = λ xᵢ + (1 - λ) xⱼ},
 * and in the same shares the loss, {@code λ loss(yᵢ) + (1 - λ) loss(yⱼ)}, which suits any loss. Takes rows of any shape;
 * torchvision's {@code MixUp(alpha)}.
 *
 * <p>Row j is drawn among the other rows of the step in the same shard that go through the network together (all of them, unless they
 * are too many for its memory); it may serve several. λ is drawn from Beta(alpha,
 * alpha), for each row anew, and is the larger of the two shares: as pairs are as likely one way as the other the mixtures
 * are those of the paper, and no row is left out of its epoch. A row keeps its own weight. A row that is alone stays as it is.
 *
 * @param alpha near 0 few rows are mixed to speak of, at 1 all shares are as likely, far above it all are half and half
 */
@Help("Mixes each row with another of the step, and their losses alike (Zhang et al. 2018); torchvision's MixUp")
public record Mixup(
        @Default("0.2") @Range("(0, inf)") @Help("How much is mixed: the shares are drawn from Beta(alpha, alpha)")
        double alpha)
        implements Augmentation {
    /** With an alpha of 0.2. */
    public Mixup() {
        this(0.2);
    }

    @Override
    public void apply(Batch batch, long drawKey, Scratch scratch) {
        int rows = batch.rows();
        if (rows < 2) {
            return;
        }
        Matrix x = batch.features();
        long mark = scratch.mark();
        Matrix before = scratch.matrix(rows, x.shape());
        System.arraycopy(x.array(), x.offset(), before.array(), before.offset(), x.size());
        batch.startMixing();
        for (int row = 0; row < rows; row++) {
            long key = Draws.key(drawKey, batch.keys()[row]);
            int other = other(key, row, rows);
            float share = share(key);
            mix(share, before, other, x.array(), x.rowOffset(row), x.columns());
            batch.mixTargets(row, other, share);
        }
        scratch.release(mark);
    }

    /** The row that a row is mixed with. */
    static int other(long key, int row, int rows) {
        int drawn = (int) (Draws.uniform(key, 0) * (rows - 1));
        return drawn < row ? drawn : drawn + 1;
    }

    /** The share of the row itself. */
    float share(long key) {
        double drawn = BetaDraw.symmetric(alpha, Draws.mix(key));
        return (float) Math.max(drawn, 1 - drawn);
    }

    /** {@code x = share · x + (1 - share) · other}, <em>overwriting</em> x. */
    private static void mix(float share, Matrix before, int other, float[] x, int at, int columns) {
        float rest = 1 - share;
        float[] y = before.array();
        int from = before.rowOffset(other);
        for (int j = 0; j < columns; j++) {
            x[at + j] = share * x[at + j] + rest * y[from + j];
        }
    }
}
