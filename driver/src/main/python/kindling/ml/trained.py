"""What a trained classifier and a trained regression can do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Optional

from pyspark.sql import DataFrame, SparkSession

from kindling.ml.errors import user_errors
from kindling.ml.stages import KindlingModel
from kindling.ml.summary import TrainingSummary, figures

if TYPE_CHECKING:
    from kindling.ml.embedding import NeuralNetworkEmbeddingModel


class TrainedNetwork(KindlingModel):
    """A network that was trained on a label."""

    _java_obj: Any

    @property
    def hasSummary(self) -> bool:
        """Whether there is a :py:attr:`summary`: not of a model that was read."""
        return bool(self._java_obj.hasSummary())

    @property
    def summary(self) -> TrainingSummary:
        """How training went; RuntimeError if the model was read."""
        if not self.hasSummary:
            raise RuntimeError(
                f"No training summary available for this {type(self).__name__}; it is there after fit, and is not saved."
            )
        return TrainingSummary(self._java_obj.summary())

    def evaluate(self, dataset: DataFrame) -> Dict[str, float]:
        """``loss`` and metrics on labelled rows, by name; the label's column is that of training."""
        self._transfer_params_to_java()  # type: ignore[attr-defined]
        with user_errors():
            return figures(self._java_obj.evaluate(dataset._jdf))

    def registerUdf(self, name: str, spark: Optional[SparkSession] = None) -> None:
        """Makes the model a function of SQL, in the active session or in another."""
        self._transfer_params_to_java()  # type: ignore[attr-defined]
        if spark is None:
            self._java_obj.registerUdf(name)
        else:
            self._java_obj.registerUdf(spark._jsparkSession, name)

    def embedding(self, layer: str) -> NeuralNetworkEmbeddingModel:
        """The activations of a layer as features; the layer by its place, such as ``layers.2``."""
        from kindling.ml.embedding import NeuralNetworkEmbeddingModel

        self._transfer_params_to_java()  # type: ignore[attr-defined]
        with user_errors():
            model = NeuralNetworkEmbeddingModel(self._java_obj.embedding(layer))
        model._transfer_params_from_java()
        return model
