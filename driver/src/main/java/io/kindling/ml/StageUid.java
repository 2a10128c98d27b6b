package io.kindling.ml;

/**
 * The uid of a stage that is being made. Spark's constructors ask a stage for its uid before Java lets the stage's own constructor
 * set a field: they find it here.
 */
final class StageUid {
    private static final ThreadLocal<String> PENDING = new ThreadLocal<>();

    private final String uid;

    private StageUid(String uid) {
        this.uid = uid;
    }

    /** Holds a uid for the stage that this thread makes next; evaluate it in front of {@code super()}. */
    static StageUid hold(String uid) {
        PENDING.set(uid);
        return new StageUid(uid);
    }

    /** The uid of the stage that this thread is making. */
    static String pending() {
        return PENDING.get();
    }

    /** Lets go of it: the stage keeps it now. */
    String settled() {
        PENDING.remove();
        return uid;
    }
}
