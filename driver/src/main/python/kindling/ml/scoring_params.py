"""Which features a stage reads."""

from __future__ import annotations

from typing import Any, List, TypeVar

from pyspark.ml.param import Param, Params, TypeConverters

P = TypeVar("P", bound="ScoringParams")


class ScoringParams(Params):
    """Which features a stage reads. By default they are in ``featuresCol``: a vector, dense or sparse, or an array of numbers."""

    featuresCols: Param[List[str]] = Param(
        Params._dummy(),
        "featuresCols",
        "several feature columns, in order, in the place of featuresCol; numbers, arrays or vectors",
        typeConverter=TypeConverters.toListString,
    )
    handleInvalid: Param[str] = Param(
        Params._dummy(),
        "handleInvalid",
        "what a missing feature (null, NaN, infinite) means: 'error', 'skip' the row, or 'keep' it as 0 after standardization",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(handleInvalid="error")

    def getFeaturesCols(self) -> List[str]:
        """Several feature columns, in order; they win over ``featuresCol``."""
        return self.getOrDefault(self.featuresCols)

    def setFeaturesCols(self: P, value: List[str]) -> P:
        """Several feature columns, in order; they win over ``featuresCol``."""
        return self._set(featuresCols=value)

    def getHandleInvalid(self) -> str:
        """What a missing feature means: ``error``, ``skip`` or ``keep``."""
        return self.getOrDefault(self.handleInvalid)

    def setHandleInvalid(self: P, value: str) -> P:
        """What a missing feature means: ``error``, ``skip`` or ``keep``."""
        return self._set(handleInvalid=value)
