package io.kindling.driver.cli;

import io.kindling.driver.UserException;
import io.kindling.driver.config.SparkConfig;
import io.kindling.driver.files.Location;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of a file for what a command prints, as JSON. */
final class OutFile {
    @Option(names = "--out", paramLabel = "FILE", description = "where it is written as JSON, too")
    private Optional<String> out = Optional.empty();

    /**
     * The file, if one was asked for.
     *
     * @throws UserException if it cannot be written; said before a minute's work is done for it
     */
    Optional<Location> demandWritable(SparkConfig spark) {
        Optional<Location> file = out.map(text -> Location.of(text, spark.conf()));
        file.ifPresent(OutFile::tryOut);
        return file;
    }

    /** Writes it whole, or not at all. */
    static void write(Location file, String json) {
        try {
            file.write(json);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void tryOut(Location file) {
        Location trial = file.sibling(file.name() + ".trial");
        try {
            if (file.isDirectory()) {
                throw new IOException("it is a directory");
            }
            trial.write("");
            trial.delete();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UserException unwritable(Location file, IOException cause) {
        return new UserException(
                "--out: " + file + " cannot be written: " + cause.getMessage()
                        + ". Give a file in a folder that is there.",
                cause);
    }
}
