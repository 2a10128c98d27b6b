package io.kindling.driver.run;

import io.kindling.driver.UserException;
import io.kindling.driver.checkpoint.CheckpointStore;
import io.kindling.driver.checkpoint.SavedCheckpoint;
import io.kindling.driver.config.RunConfig;
import io.kindling.driver.exchange.StartingWeights;
import io.kindling.driver.files.Location;
import io.kindling.kernels.model.Model;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a run begins: with its first step, or where a checkpoint left it.
 *
 * @param store where its checkpoints lie
 * @param checkpoint what it goes on from
 * @param shards into how many the data were cut when it was begun; empty if it begins now
 */
record Beginning(CheckpointStore store, Optional<SavedCheckpoint> checkpoint, Optional<Integer> shards) {
    /**
     * Looks for a checkpoint where a run goes on, and says what it found.
     *
     * @throws UserException if a fresh run would write among another one's checkpoints
     */
    static Beginning of(RunDirectory directory, RunConfig config, PrintStream out) {
        CheckpointStore store = store(directory, config);
        if (!directory.resumed()) {
            if (config.training().checkpoint().directory().isPresent() && !store.isEmpty()) {
                throw new UserException("training.checkpoint.directory: " + store.directory() + " holds checkpoints of"
                        + " another run. Give another directory, or go on with that run by --resume");
            }
            return new Beginning(store, Optional.empty(), Optional.empty());
        }
        Optional<SavedCheckpoint> checkpoint = store.newest(damage -> out.println(damage + "; trying the one before"));
        out.println(checkpoint
                .map(found -> "resuming after step " + found.step() + ", from " + found)
                .orElse("no checkpoint in " + store.directory() + "; the run begins from the start"));
        Optional<Integer> shards = checkpoint
                .map(SavedCheckpoint::shards)
                .or(() ->
                        directory.config().map(before -> before.spark().shards().count()));
        return new Beginning(store, checkpoint, shards);
    }

    /**
     * What a run that begins now starts from: the weights that the configuration names, or random ones; nothing where it
     * goes on.
     *
     * @throws UserException if the weights are not those of the model
     */
    float[] parameters(RunConfig config, Model model, PrintStream out) {
        if (checkpoint.isPresent()) {
            return new float[0];
        }
        return StartingWeights.of(config, model, out::println);
    }

    /** Where the checkpoints of a run lie. */
    static CheckpointStore store(RunDirectory directory, RunConfig config) {
        Location place = config.training()
                .checkpoint()
                .directory()
                .map(text -> Location.of(text, config.spark().conf()))
                .orElseGet(directory::checkpoints);
        return new CheckpointStore(place);
    }
}
