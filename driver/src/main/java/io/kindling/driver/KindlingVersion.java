package io.kindling.driver;

/** Which Kindling this is. */
public final class KindlingVersion {
    /** As {@code kindling --version} and exported files say it. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private KindlingVersion() {}
}
