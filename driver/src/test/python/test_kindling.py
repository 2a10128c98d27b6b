"""What PySpark's users do with any estimator, on real mails. Needs PySpark, and Kindling's classes on Spark's class path:

KINDLING_CLASS_PATH=kindling.jar PYTHONPATH=driver/src/main/python python3 driver/src/test/python/test_kindling.py
"""

import os
import tempfile
import unittest
from pathlib import Path

from pyspark.ml import Pipeline, PipelineModel
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.feature import StringIndexer, VectorAssembler
from pyspark.ml.functions import array_to_vector
from pyspark.ml.tuning import CrossValidator, CrossValidatorModel, ParamGridBuilder
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from kindling.ml import (
    NeuralNetworkClassificationModel,
    NeuralNetworkClassifier,
    NeuralNetworkEmbedding,
    NeuralNetworkEmbeddingModel,
    NeuralNetworkRegressionModel,
    NeuralNetworkRegressor,
)

DATA = Path(__file__).parents[4] / "examples" / "data"


class KindlingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.driver.extraClassPath", os.environ["KINDLING_CLASS_PATH"])
            .config("spark.driver.extraJavaOptions", "--add-modules=jdk.incubator.vector")
            .config("spark.sql.shuffle.partitions", "3")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        mails = cls.spark.read.csv(str(DATA / "spambase" / "spambase.csv.gz"), header=True, inferSchema=True)
        cls.numbers = [name for name in mails.columns if name not in ("type", "id")][:57]
        mails = mails.withColumn(
            "features", array_to_vector(f.array(*[f.log1p(f.col(name)) for name in cls.numbers]))
        ).withColumn("label", f.when(f.col("type") == "spam", 1.0).otherwise(0.0))
        cls.train = mails.where("id % 5 <> 0").cache()
        cls.test = mails.where("id % 5 = 0").cache()

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return str(Path(self.folder.name) / name)

    @staticmethod
    def classifier(**others):
        settings = {"layers": [57, 16, 2], "standardization": True, "maxIter": 5, "stepSize": 0.01, "numShards": 2}
        return NeuralNetworkClassifier(**{**settings, **others})

    def said(self, model):
        return model.transform(self.test).select("id", "prediction", "probability").orderBy("id").collect()

    def test_a_classifier_tells_spam_and_has_a_summary(self):
        model = self.classifier(validationFraction=0.1, seed=7).fit(self.train)
        accuracy = MulticlassClassificationEvaluator(metricName="accuracy").evaluate(model.transform(self.test))
        self.assertGreater(accuracy, 0.92)
        self.assertAlmostEqual(model.evaluate(self.test)["accuracy"], accuracy)
        self.assertEqual((model.numClasses, model.numFeatures), (2, 57))
        summary = model.summary
        self.assertEqual((summary.status, summary.epochs), ("completed", 5))
        self.assertEqual(summary.history.count(), 5)
        self.assertEqual(len(summary.objectiveHistory), 5)
        self.assertIn("validation_loss", summary.history.columns)
        self.assertIn("accuracy", summary.validation)
        self.assertGreater(summary.ledger.count(), 0)

    def test_thresholds_move_the_prediction(self):
        model = self.classifier().fit(self.train)
        usual = model.transform(self.test).where("prediction = 1").count()
        model.setThresholds([0.01, 0.99])
        self.assertLess(model.transform(self.test).where("prediction = 1").count(), usual)

    def test_estimator_and_model_are_read_back_as_they_were(self):
        classifier = self.classifier(optimizer="{sgd: {momentum: 0.9}}")
        classifier.save(self.path("estimator"))
        read = NeuralNetworkClassifier.load(self.path("estimator"))
        self.assertEqual(read.uid, classifier.uid)
        self.assertEqual(read.getLayers(), [57, 16, 2])
        self.assertEqual(read.getOptimizer(), "{sgd: {momentum: 0.9}}")
        model = read.fit(self.train)
        model.write().overwrite().save(self.path("model"))
        again = NeuralNetworkClassificationModel.load(self.path("model"))
        self.assertEqual(self.said(again), self.said(model))
        self.assertFalse(again.hasSummary)
        with self.assertRaisesRegex(RuntimeError, "after fit"):
            again.summary

    def test_a_pipeline_is_saved_and_loaded(self):
        pipeline = Pipeline(
            stages=[
                StringIndexer(inputCol="type", outputCol="index"),
                VectorAssembler(inputCols=self.numbers, outputCol="counts"),
                self.classifier(featuresCol="counts", labelCol="index"),
            ]
        )
        pipeline.save(self.path("pipeline"))
        read = Pipeline.load(self.path("pipeline"))
        self.assertIsInstance(read.getStages()[2], NeuralNetworkClassifier)
        model = read.fit(self.train)
        self.assertEqual(model.stages[2].labels, ["nonspam", "spam"])
        model.save(self.path("fitted"))
        again = PipelineModel.load(self.path("fitted"))
        self.assertIsInstance(again.stages[2], NeuralNetworkClassificationModel)
        self.assertEqual(self.said(again), self.said(model))

    def test_a_cross_validator_tries_parameters_and_is_saved(self):
        classifier = self.classifier()
        model = CrossValidator(
            estimator=classifier,
            estimatorParamMaps=ParamGridBuilder().addGrid(classifier.stepSize, [0.00001, 0.01]).build(),
            evaluator=MulticlassClassificationEvaluator(metricName="accuracy"),
            numFolds=2,
            parallelism=2,
        ).fit(self.train)
        self.assertGreater(model.avgMetrics[1], max(0.9, model.avgMetrics[0]))
        model.save(self.path("validated"))
        again = CrossValidatorModel.load(self.path("validated"))
        self.assertIsInstance(again.bestModel, NeuralNetworkClassificationModel)
        self.assertEqual(self.said(again), self.said(model))

    def test_a_model_is_a_function_of_sql(self):
        model = self.classifier().fit(self.train)
        model.registerUdf("score")
        model.transform(self.test).createOrReplaceTempView("scored")
        differing = self.spark.sql("SELECT count_if(score(features).prediction <> prediction) FROM scored")
        self.assertEqual(differing.first()[0], 0)

    def test_a_layers_activations_are_features(self):
        model = self.classifier().fit(self.train)
        embedding = model.embedding("layers.1").setOutputCol("hidden")
        self.assertEqual(embedding.getOutputLayer(), "layers.1")
        hidden = embedding.transform(self.test).orderBy("id").first()["hidden"]
        self.assertEqual(len(hidden), 16)
        learnt = NeuralNetworkEmbedding(
            layers=[57, 16, 2], standardization=True, maxIter=5, stepSize=0.01, numShards=2, outputLayer="layers.1"
        ).fit(self.train)
        self.assertEqual(learnt.transform(self.test).orderBy("id").first()["embedding"], hidden)
        learnt.save(self.path("embedding"))
        again = NeuralNetworkEmbeddingModel.load(self.path("embedding"))
        self.assertEqual(again.transform(self.test).orderBy("id").first()["embedding"], hidden)

    def test_a_regressor_learns_the_price_of_a_diamond(self):
        diamonds = self.spark.read.csv(str(DATA / "diamonds" / "diamonds.csv.gz"), header=True, inferSchema=True)
        model = NeuralNetworkRegressor(
            featuresCols=["carat", "depth", "table"],
            layers=[3, 16, 1],
            labelCol="price",
            standardization=True,
            maxIter=3,
            numShards=2,
        ).fit(diamonds)
        self.assertGreater(model.evaluate(diamonds)["r2"], 0.8)
        model.save(self.path("regression"))
        again = NeuralNetworkRegressionModel.load(self.path("regression"))
        self.assertEqual(again.evaluate(diamonds), model.evaluate(diamonds))

    def test_a_mistake_is_a_value_error_with_the_message_alone(self):
        with self.assertRaisesRegex(ValueError, "layers.*network"):
            NeuralNetworkClassifier().fit(self.train)


if __name__ == "__main__":
    unittest.main()
