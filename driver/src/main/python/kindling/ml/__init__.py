"""Neural networks as Spark ML's estimators and models, from Python.

>>> from kindling.ml import NeuralNetworkClassifier
>>> model = NeuralNetworkClassifier(layers=[57, 64, 2], maxIter=20, standardization=True).fit(mails)
>>> model.transform(others).select("probability", "prediction")
DataFrame[probability: vector, prediction: double]

The work is done in the JVM, by the classes of the same names in ``io.kindling.ml`` of kindling.jar.
"""

import sys

from kindling.java_names import stand_for
from kindling.ml.classification import NeuralNetworkClassificationModel, NeuralNetworkClassifier
from kindling.ml.embedding import NeuralNetworkEmbedding, NeuralNetworkEmbeddingModel
from kindling.ml.regression import NeuralNetworkRegressionModel, NeuralNetworkRegressor
from kindling.ml.summary import TrainingSummary

stand_for("io.kindling.ml", sys.modules[__name__])

__all__ = [
    "NeuralNetworkClassificationModel",
    "NeuralNetworkClassifier",
    "NeuralNetworkEmbedding",
    "NeuralNetworkEmbeddingModel",
    "NeuralNetworkRegressionModel",
    "NeuralNetworkRegressor",
    "TrainingSummary",
]
