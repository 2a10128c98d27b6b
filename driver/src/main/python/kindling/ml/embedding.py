"""A layer's activations as features."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from pyspark import keyword_only
from pyspark.ml.param.shared import HasLabelCol
from pyspark.ml.wrapper import JavaEstimator, JavaModel

from kindling.ml.embedding_params import EmbeddingParams
from kindling.ml.scoring_params import ScoringParams
from kindling.ml.stages import KindlingEstimator, KindlingModel
from kindling.ml.training_setters import TrainingSetters


class NeuralNetworkEmbedding(
    KindlingEstimator, JavaEstimator["NeuralNetworkEmbeddingModel"], TrainingSetters, EmbeddingParams, HasLabelCol
):
    """Learns features: trains a network on a label, classes by default, and gives the activations of one of its layers. A model that
    is trained already gives the same by its ``embedding`` method.

    >>> embedding = NeuralNetworkEmbedding(layers=[57, 16, 2], outputLayer="layers.1", standardization=True)
    >>> embedding.fit(mails).transform(others).select("embedding")
    DataFrame[embedding: vector]
    """

    _java_class = "io.kindling.ml.NeuralNetworkEmbedding"
    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        featuresCol: str = "features",
        labelCol: str = "label",
        outputCol: str = "embedding",
        outputLayer: str = "-2",
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
        outputCol: str = "embedding",
        outputLayer: str = "-2",
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
    ) -> NeuralNetworkEmbedding:
        """Sets several parameters at once, those of the constructor."""
        return self._set(**self._input_kwargs)

    def setLabelCol(self, value: str) -> NeuralNetworkEmbedding:
        """The column to learn."""
        return self._set(labelCol=value)

    def _create_model(self, java_model: Any) -> NeuralNetworkEmbeddingModel:
        return NeuralNetworkEmbeddingModel(java_model)


class NeuralNetworkEmbeddingModel(KindlingModel, JavaModel, EmbeddingParams, ScoringParams):
    """The activations of a layer of a trained network as a column of vectors.

    >>> features = model.embedding("layers.1").setOutputCol("hidden")
    >>> features.transform(others).select("hidden")
    DataFrame[hidden: vector]
    """

    _java_class = "io.kindling.ml.NeuralNetworkEmbeddingModel"
