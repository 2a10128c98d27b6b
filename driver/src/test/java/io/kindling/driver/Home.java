package io.kindling.driver;

import java.nio.file.Path;

/** The repository, for tests that read its examples. */
public final class Home {
    private Home() {}

    /** A path in the repository. */
    public static Path path(String relative) {
        return Path.of(System.getProperty("kindling.home", ".."))
                .resolve(relative)
                .normalize()
                .toAbsolutePath();
    }
}
