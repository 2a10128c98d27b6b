"""How training went."""

from typing import Any, Dict, List

from pyspark.ml.wrapper import JavaWrapper
from pyspark.sql import DataFrame


def figures(java_map: Any) -> Dict[str, float]:
    """Java's map of figures as Python's."""
    return {str(name): float(java_map[name]) for name in java_map}


class TrainingSummary(JavaWrapper):
    """How training went. Kept with the model that ``fit`` gave; not saved.

    >>> model.summary.history.select("epoch", "train_loss", "validation_loss").show()
    """

    @property
    def status(self) -> str:
        """``completed``, ``early_stopped``, ``converged`` or ``stopped``."""
        return self._call_java("status")

    @property
    def totalIterations(self) -> int:
        """Steps taken."""
        return self._call_java("totalIterations")

    @property
    def epochs(self) -> int:
        """Epochs begun."""
        return self._call_java("epochs")

    @property
    def bestStep(self) -> int:
        """The step after which the model's weights were reached."""
        return self._call_java("bestStep")

    @property
    def trainLoss(self) -> float:
        """Mean of the steps' losses over the last epoch."""
        return self._call_java("trainLoss")

    @property
    def rowsPerSecond(self) -> float:
        """Training rows by the seconds spent in steps."""
        return self._call_java("rowsPerSecond")

    @property
    def seconds(self) -> float:
        """Seconds spent in steps, validation left out."""
        return self._call_java("seconds")

    @property
    def validation(self) -> Dict[str, float]:
        """``loss`` and metrics of the model on the validation rows; empty without such."""
        assert self._java_obj is not None
        return figures(self._java_obj.validation())

    @property
    def objectiveHistory(self) -> List[float]:
        """The mean training loss at each row of :py:attr:`history`."""
        assert self._java_obj is not None
        return [float(loss) for loss in self._java_obj.objectiveHistory()]

    @property
    def history(self) -> DataFrame:
        """A row an epoch, or a validation: ``epoch``, ``step``, ``train_loss``, ``learning_rate``, ``gradient_norm``,
        ``rows_per_second``, ``seconds``, ``best`` and a column ``validation_…`` for each figure."""
        return self._call_java("history")

    @property
    def ledger(self) -> DataFrame:
        """Where a step's time went: ``part``, ``milliseconds``, in the mean."""
        return self._call_java("ledger")

    def __repr__(self) -> str:
        assert self._java_obj is not None
        return self._java_obj.toString()
