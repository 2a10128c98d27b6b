package io.kindling.kernels.layer;

/** A layer was given rows that it does not take. The message names the layer, by its place in the network, and both shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String place;
    private final String problem;

    /** A problem of the layer at hand, whose place is not known yet. */
    public ShapeException(String problem) {
        this("", problem);
    }

    private ShapeException(String place, String problem) {
        super(place.isEmpty() ? problem : "Layer " + place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    /** The same problem, seen from the combinator that holds the layer under this name. */
    public ShapeException inside(String name) {
        return new ShapeException(place.isEmpty() ? name : name + "." + place, problem);
    }
}
