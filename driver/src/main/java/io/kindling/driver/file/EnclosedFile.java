package io.kindling.driver.file;

import io.kindling.driver.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of a directory that was copied from somewhere: none of them may lead out of it. */
public final class EnclosedFile {
    private EnclosedFile() {}

    /**
     * The file or folder of this name, whether it is there or not.
     *
     * @param name one name, without separators
     * @throws UserException if it is a link to a place outside of the directory
     */
    public static Path of(Path directory, String name) {
        if (!isName(name)) {
            throw new UserException(directory + " names a file \"" + name + "\", which is not one of its own.");
        }
        Path file = directory.resolve(name);
        demandInside(file, directory);
        return file;
    }

    /**
     * Nothing, if all that lies below this folder lies inside it.
     *
     * @throws UserException if something is a link to a place outside
     */
    public static void demandAllInside(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isSymbolicLink).forEach(link -> demandInside(link, folder));
        }
    }

    /** Whether this is the name of a file and not a path: no separators, neither {@code .} nor {@code ..}. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }

    private static void demandInside(Path file, Path directory) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (file.toRealPath().startsWith(directory.toRealPath())) {
                return;
            }
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e.getMessage() + ").", e);
        }
        throw new UserException(file + " is a link to a place outside of " + directory
                + ", and a model is read from its own directory alone. Put a copy of the file there.");
    }
}
