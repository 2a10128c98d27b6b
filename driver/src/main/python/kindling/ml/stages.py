"""What all stages share: where their Java class is, saving, loading, and errors."""

from typing import Any

from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.sql import DataFrame

from kindling.ml.errors import user_errors


class KindlingReader(JavaMLReader):
    """Reads what the Java class of the same stage has written, from Python or not."""

    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        return clazz._java_class


class KindlingStage(JavaMLWritable, JavaMLReadable):
    """A stage that is saved and loaded by its Java class."""

    _java_class: str

    @classmethod
    def read(cls) -> KindlingReader:
        """A reader of this stage."""
        return KindlingReader(cls)


class KindlingEstimator(KindlingStage):
    """Mixed in before PySpark's own estimator."""

    def _fit_java(self, dataset: DataFrame) -> Any:
        with user_errors():
            return super()._fit_java(dataset)  # type: ignore[misc]


class KindlingModel(KindlingStage):
    """Mixed in before PySpark's own model."""

    def _transform(self, dataset: DataFrame) -> DataFrame:
        with user_errors():
            return super()._transform(dataset)  # type: ignore[misc]
