package io.kindling.kernels.blas;

import io.kindling.kernels.vector.Elementwise;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was rounded of an array whose numbers stay as they are for a while: each matrix in it is rounded once, for the way
 * forth and the way back. The memory is kept for the next time. Not thread-safe.
 */
final class KeptRoundings {
    private final Elementwise loops;
    private final Map<Place, PackedMatrix> memory = new HashMap<>();
    private final Set<Place> rounded = new HashSet<>();
    private float[] numbers;

    /** Where a matrix lies in the array. */
    private record Place(int offset, int stride, int rows, int columns) {}

    KeptRoundings(Elementwise loops) {
        this.loops = loops;
    }

    /** Forgets what was rounded; from now on these numbers stay as they are. */
    void keep(float[] unchanged) {
        numbers = unchanged;
        rounded.clear();
    }

    /** The matrix, rounded; empty where it lies in another array. */
    Optional<PackedMatrix> of(float[] x, int offset, int stride, int rows, int columns) {
        if (x != numbers) {
            return Optional.empty();
        }
        Place place = new Place(offset, stride, rows, columns);
        PackedMatrix matrix = memory.computeIfAbsent(place, absent -> new PackedMatrix());
        if (rounded.add(place)) {
            matrix.reserve((long) rows * columns * Short.BYTES);
            matrix.round(loops, x, offset, stride, rows, columns);
        }
        return Optional.of(matrix);
    }
}
