package io.kindling.driver.files;

import io.kindling.driver.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Files of a directory that was copied from somewhere: none of them may lead out of it. */
public final class EnclosedFile {
    private EnclosedFile() {}

    /**
     * The file or folder of this name, whether it is there or not.
     *
     * @param name one name, without separators
     * @throws UserException if it is a link to a place outside of the directory
     */
    public static Location of(Location directory, String name) {
        if (!isName(name)) {
            throw new UserException(directory + " names a file \"" + name + "\", which is not one of its own.");
        }
        Location file = directory.resolve(name);
        Optional<Path> onDisk = file.onDisk();
        if (onDisk.isPresent() && leadsOut(onDisk.get(), directory.onDisk().orElseThrow())) {
            throw new UserException(file + " is a link to a place outside of " + directory
                    + ", and a model is read from its own directory alone. Put a copy of the file there.");
        }
        return file;
    }

    /** Whether this is the name of a file and not a path: no separators, neither {@code .} nor {@code ..}. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }

    private static boolean leadsOut(Path file, Path directory) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return !file.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }
}
