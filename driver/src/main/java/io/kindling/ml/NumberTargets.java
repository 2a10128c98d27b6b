package io.kindling.ml;

import io.kindling.driver.UserException;
import io.kindling.kernels.loss.TargetKind;
import io.kindling.kernels.model.Model;

/** What a network says of a number. */
final class NumberTargets {
    private NumberTargets() {}

    /**
     * Nothing, if a network gives one number a row.
     *
     * @throws UserException if it does not
     */
    static void demand(Model model) {
        if (model.loss().targetKind() != TargetKind.NUMBER || model.output().size() != 1) {
            throw new UserException("The network does not give one number a row: its output is " + model.output()
                    + ". Make its last layer one unit wide, with the loss mse, mae or huber; for classes there is"
                    + " NeuralNetworkClassifier.");
        }
    }
}
