"""How an estimator is told how to train."""

from __future__ import annotations

from typing import List, TypeVar

from kindling.ml.training_params import TrainingParams

S = TypeVar("S", bound="TrainingSetters")


class TrainingSetters(TrainingParams):
    """The setters of :py:class:`TrainingParams`."""

    def setWeightCol(self: S, value: str) -> S:
        """Column with the weight of each row; by default all weigh 1."""
        return self._set(weightCol=value)

    def setValidationIndicatorCol(self: S, value: str) -> S:
        """Boolean column, true for validation rows."""
        return self._set(validationIndicatorCol=value)

    def setValidationFraction(self: S, value: float) -> S:
        """Share of the rows to validate on, in [0, 1); default 0."""
        return self._set(validationFraction=value)

    def setLayers(self: S, value: List[int]) -> S:
        """Sizes of the layers from input to output, as MLlib's."""
        return self._set(layers=value)

    def setActivation(self: S, value: str) -> S:
        """Between the dense layers of ``layers``; default relu."""
        return self._set(activation=value)

    def setNetwork(self: S, value: str) -> S:
        """The network in YAML, in the place of ``layers``."""
        return self._set(network=value)

    def setMaxIter(self: S, value: int) -> S:
        """Epochs; default 10."""
        return self._set(maxIter=value)

    def setBatchSize(self: S, value: int) -> S:
        """Rows of a step; default 256."""
        return self._set(batchSize=value)

    def setPrecision(self: S, value: str) -> S:
        """Of matrix products: ``float32`` (default) or ``bf16``."""
        return self._set(precision=value)

    def setStepSize(self: S, value: float) -> S:
        """Learning rate; default 0.001."""
        return self._set(stepSize=value)

    def setSolver(self: S, value: str) -> S:
        """``mini_batch`` (default), or a full-batch solver in YAML, such as ``lbfgs``."""
        return self._set(solver=value)

    def setOptimizer(self: S, value: str) -> S:
        """How gradients become steps, in YAML; default adam."""
        return self._set(optimizer=value)

    def setSchedule(self: S, value: str) -> S:
        """How the learning rate changes, in YAML; default constant."""
        return self._set(schedule=value)

    def setClipNorm(self: S, value: float) -> S:
        """Longest gradient; default 0: any."""
        return self._set(clipNorm=value)

    def setPatience(self: S, value: int) -> S:
        """Validations without a new best before training stops; default 0: it goes on."""
        return self._set(patience=value)

    def setMonitor(self: S, value: str) -> S:
        """The figure that decides what is best; default loss."""
        return self._set(monitor=value)

    def setStandardization(self: S, value: bool) -> S:
        """Whether features are standardised; default false."""
        return self._set(standardization=value)

    def setSeed(self: S, value: int) -> S:
        """Decides everything random; default 1."""
        return self._set(seed=value)

    def setCheckpointInterval(self: S, value: int) -> S:
        """Epochs between checkpoints; default -1: none."""
        return self._set(checkpointInterval=value)

    def setCheckpointDir(self: S, value: str) -> S:
        """Where checkpoints lie."""
        return self._set(checkpointDir=value)

    def setNumShards(self: S, value: int) -> S:
        """Parts of the rows; default 0: as many as task slots."""
        return self._set(numShards=value)

    def setEngine(self: S, value: str) -> S:
        """``auto`` (default), ``local`` or ``spark``."""
        return self._set(engine=value)

    def setTensorBoardDir(self: S, value: str) -> S:
        """Where each ``fit`` writes event files for TensorBoard; by default none."""
        return self._set(tensorBoardDir=value)

    def setMlflowUri(self: S, value: str) -> S:
        """Address of an MLflow server that is told of each ``fit``; by default none is."""
        return self._set(mlflowUri=value)

    def setMlflowExperiment(self: S, value: str) -> S:
        """MLflow's experiment; by default the variable MLFLOW_EXPERIMENT_NAME, or else the uid."""
        return self._set(mlflowExperiment=value)

    def setTrainingSettings(self: S, value: str) -> S:
        """Further settings of ``training`` in YAML."""
        return self._set(trainingSettings=value)
