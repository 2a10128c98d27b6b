"""Telling classes apart."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from pyspark import keyword_only
from pyspark.ml.classification import _JavaProbabilisticClassificationModel, _JavaProbabilisticClassifier
from pyspark.ml.linalg import Vector

from kindling.ml.scoring_params import ScoringParams
from kindling.ml.stages import KindlingEstimator
from kindling.ml.trained import TrainedNetwork
from kindling.ml.training_setters import TrainingSetters


class NeuralNetworkClassifier(
    KindlingEstimator, _JavaProbabilisticClassifier["NeuralNetworkClassificationModel"], TrainingSetters
):
    """Learns to tell classes apart, by a neural network: an estimator as any of Spark ML's.

    Labels are whole numbers from 0, as ``StringIndexer`` gives them. The default loss is cross-entropy. The same rows and parameters
    give the same model, bit for bit, on any cluster of the same kind of processor, if
    ``numShards`` is the same.

    >>> classifier = NeuralNetworkClassifier(layers=[57, 64, 2], standardization=True)
    >>> model = classifier.setMaxIter(20).setStepSize(0.003).fit(mails)
    >>> model.evaluate(others)["accuracy"] > 0.93
    True
    """

    _java_class = "io.kindling.ml.NeuralNetworkClassifier"
    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        featuresCol: str = "features",
        labelCol: str = "label",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        thresholds: Optional[List[float]] = None,
        featuresCols: Optional[List[str]] = None,
        handleInvalid: str = "error",
        weightCol: Optional[str] = None,
        validationIndicatorCol: Optional[str] = None,
        validationFraction: float = 0.0,
        layers: Optional[List[int]] = None,
        activation: str = "relu",
        network: Optional[str] = None,
        maxIter: int = 10,
        batchSize: int = 256,
        precision: str = "float32",
        stepSize: float = 0.001,
        solver: str = "mini_batch",
        optimizer: str = "adam",
        schedule: str = "constant",
        clipNorm: float = 0.0,
        patience: int = 0,
        monitor: str = "loss",
        standardization: bool = False,
        seed: int = 1,
        checkpointInterval: int = -1,
        checkpointDir: Optional[str] = None,
        numShards: int = 0,
        engine: str = "auto",
        tensorBoardDir: Optional[str] = None,
        mlflowUri: Optional[str] = None,
        mlflowExperiment: Optional[str] = None,
        trainingSettings: Optional[str] = None,
    ) -> None:
        super().__init__()
        self._java_obj = self._new_java_obj(self._java_class, self.uid)
        self.setParams(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        featuresCol: str = "features",
        labelCol: str = "label",
        predictionCol: str = "prediction",
        probabilityCol: str = "probability",
        rawPredictionCol: str = "rawPrediction",
        thresholds: Optional[List[float]] = None,
        featuresCols: Optional[List[str]] = None,
        handleInvalid: str = "error",
        weightCol: Optional[str] = None,
        validationIndicatorCol: Optional[str] = None,
        validationFraction: float = 0.0,
        layers: Optional[List[int]] = None,
        activation: str = "relu",
        network: Optional[str] = None,
        maxIter: int = 10,
        batchSize: int = 256,
        precision: str = "float32",
        stepSize: float = 0.001,
        solver: str = "mini_batch",
        optimizer: str = "adam",
        schedule: str = "constant",
        clipNorm: float = 0.0,
        patience: int = 0,
        monitor: str = "loss",
        standardization: bool = False,
        seed: int = 1,
        checkpointInterval: int = -1,
        checkpointDir: Optional[str] = None,
        numShards: int = 0,
        engine: str = "auto",
        tensorBoardDir: Optional[str] = None,
        mlflowUri: Optional[str] = None,
        mlflowExperiment: Optional[str] = None,
        trainingSettings: Optional[str] = None,
    ) -> NeuralNetworkClassifier:
        """Sets several parameters at once, those of the constructor."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model: Any) -> NeuralNetworkClassificationModel:
        return NeuralNetworkClassificationModel(java_model)


class NeuralNetworkClassificationModel(TrainedNetwork, _JavaProbabilisticClassificationModel[Vector], ScoringParams):
    """A trained classifier. ``transform`` adds ``rawPrediction`` (the network's own outputs, such as logits), ``probability`` and
    ``prediction`` to rows, in batches or as a stream. ``registerUdf`` makes it a function of SQL:

    >>> model.registerUdf("score")
    >>> spark.sql("SELECT score(features).prediction FROM mails")
    DataFrame[score(features).prediction: double]
    """

    _java_class = "io.kindling.ml.NeuralNetworkClassificationModel"

    @property
    def labels(self) -> List[str]:
        """The classes' names, in the order of their indices; empty if they have none."""
        return [str(label) for label in self._java_obj.labels()]
