"""Learning numbers."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from pyspark import keyword_only
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.regression import _JavaRegressionModel, _JavaRegressor

from kindling.ml.scoring_params import ScoringParams
from kindling.ml.stages import KindlingEstimator
from kindling.ml.trained import TrainedNetwork
from kindling.ml.training_setters import TrainingSetters


class NeuralNetworkRegressor(KindlingEstimator, _JavaRegressor["NeuralNetworkRegressionModel"], TrainingSetters):
    """Learns a number, by a neural network: an estimator as any of Spark ML's. The last layer has one output. The default loss is mean
    squared error.

    >>> regressor = NeuralNetworkRegressor(layers=[26, 64, 64, 1], labelCol="price", standardization=True)
    >>> regressor.fit(diamonds).transform(others).select("price", "prediction")
    DataFrame[price: double, prediction: double]
    """

    _java_class = "io.kindling.ml.NeuralNetworkRegressor"

    standardizeLabel: Param[bool] = Param(
        Params._dummy(),
        "standardizeLabel",
        "whether the network learns (label - mean) / deviation; predictions are in the label's own units either way",
        typeConverter=TypeConverters.toBoolean,
    )
    _input_kwargs: Dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        featuresCol: str = "features",
        labelCol: str = "label",
        predictionCol: str = "prediction",
        standardizeLabel: bool = True,
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
        self._setDefault(standardizeLabel=True)
        self._java_obj = self._new_java_obj(self._java_class, self.uid)
        self.setParams(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        featuresCol: str = "features",
        labelCol: str = "label",
        predictionCol: str = "prediction",
        standardizeLabel: bool = True,
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
    ) -> NeuralNetworkRegressor:
        """Sets several parameters at once, those of the constructor."""
        return self._set(**self._input_kwargs)

    def getStandardizeLabel(self) -> bool:
        """Whether the network learns the label standardised; default true."""
        return self.getOrDefault(self.standardizeLabel)

    def setStandardizeLabel(self, value: bool) -> NeuralNetworkRegressor:
        """Whether the network learns the label standardised; default true."""
        return self._set(standardizeLabel=value)

    def _create_model(self, java_model: Any) -> NeuralNetworkRegressionModel:
        return NeuralNetworkRegressionModel(java_model)


class NeuralNetworkRegressionModel(TrainedNetwork, _JavaRegressionModel[Vector], ScoringParams):
    """A trained regression. ``transform`` adds ``prediction``, in the label's own units, to rows, in batches or as a stream.

    >>> model.registerUdf("price_of")
    >>> spark.sql("SELECT price_of(features) FROM diamonds")
    DataFrame[price_of(features): double]
    """

    _java_class = "io.kindling.ml.NeuralNetworkRegressionModel"
