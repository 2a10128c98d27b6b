"""Which layer's activations are features, and where they come."""

from __future__ import annotations

from typing import Any, TypeVar

from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasFeaturesCol

P = TypeVar("P", bound="EmbeddingParams")


class EmbeddingParams(HasFeaturesCol):
    """Which layer's activations are features, and where they come."""

    outputCol: Param[str] = Param(
        Params._dummy(), "outputCol", "output column name", typeConverter=TypeConverters.toString
    )
    outputLayer: Param[str] = Param(
        Params._dummy(),
        "outputLayer",
        "the layer whose activations are the output, by its place: layers.2, or counted from the end: -2 is the last but one",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(outputCol="embedding", outputLayer="-2")

    def setFeaturesCol(self: P, value: str) -> P:
        """The column of features."""
        return self._set(featuresCol=value)

    def getOutputCol(self) -> str:
        """The column of the activations."""
        return self.getOrDefault(self.outputCol)

    def setOutputCol(self: P, value: str) -> P:
        """The column of the activations."""
        return self._set(outputCol=value)

    def getOutputLayer(self) -> str:
        """The layer, by its place: ``layers.2``, or counted from the end."""
        return self.getOrDefault(self.outputLayer)

    def setOutputLayer(self: P, value: str) -> P:
        """The layer, by its place: ``layers.2``, or counted from the end."""
        return self._set(outputLayer=value)
