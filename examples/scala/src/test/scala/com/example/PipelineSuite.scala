package com.example

import io.kindling.ml.{NeuralNetworkClassificationModel, NeuralNetworkClassifier}
import org.apache.spark.ml.Pipeline
import org.apache.spark.ml.PipelineModel
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator
import org.apache.spark.ml.feature.{IndexToString, StandardScaler, StringIndexer, VectorAssembler}
import org.apache.spark.ml.param.ParamMap
import org.apache.spark.ml.tuning.{CrossValidator, ParamGridBuilder}
import org.apache.spark.sql.Dataset
import org.scalatest.funsuite.AnyFunSuite

/** A mail's type, and what a pipeline says of it, in words. */
case class Said(`type`: String, said: String)

/** Pipelines, grids and maps of parameters. */
class PipelineSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private lazy val known: Dataset[ShortMail] = Mails.short.filter(_.id % 5 != 0).cache()
  private lazy val others: Dataset[ShortMail] = Mails.short.filter(_.id % 5 == 0).cache()

  private lazy val indexer = new StringIndexer().setInputCol("type").setOutputCol("label")
  private lazy val assembler = new VectorAssembler().setInputCols(Mails.numbers).setOutputCol("counts")
  private lazy val scaler = new StandardScaler().setInputCol("counts").setOutputCol("features").setWithMean(true)
  private lazy val classifier =
    new NeuralNetworkClassifier().setLayers(Array(7, 16, 2)).setMaxIter(4).setStepSize(0.02).setNumShards(2)

  test("a pipeline of usual stages says in words what a mail is, after save and load, too") {
    val words = new IndexToString().setInputCol("prediction").setOutputCol("said").setLabels(Array("nonspam", "spam"))
    val pipeline = new Pipeline().setStages(Array(indexer, assembler, scaler, classifier, words))
    val path = folder().resolve("pipeline").toString

    val model = pipeline.fit(known)
    model.write.overwrite().save(path)

    val said = model.transform(others).as[Said].collect()
    assert(said.count(mail => mail.said == mail.`type`) > 0.8 * said.length)
    assert(PipelineModel.load(path).transform(others).as[Said].collect().toSeq == said.toSeq)
    val network = model.stages.collectFirst { case network: NeuralNetworkClassificationModel => network }
    assert(network.exists(_.summary.totalIterations > 0))
  }

  test("cross-validation finds the better step size of a grid") {
    val evaluator = new MulticlassClassificationEvaluator().setMetricName("accuracy")
    val grid = new ParamGridBuilder()
      .addGrid(classifier.stepSize, Array(1e-7, 0.02))
      .addGrid(classifier.layers, Seq(Array(7, 8, 2)))
      .addGrid(classifier.maxIter, Seq(4))
      .build()
    val pipeline = new Pipeline().setStages(Array(indexer, assembler, scaler, classifier))
    val validated = new CrossValidator()
      .setEstimator(pipeline)
      .setEvaluator(evaluator)
      .setEstimatorParamMaps(grid)
      .setNumFolds(2)
      .setSeed(1)
      .fit(known)

    assert(validated.avgMetrics(1) > 0.8)
    assert(validated.avgMetrics(1) > validated.avgMetrics(0))
    val best = validated.bestModel.asInstanceOf[PipelineModel].stages.last
    assert(best.asInstanceOf[NeuralNetworkClassificationModel].network.layers.size == 3)
    assert(evaluator.evaluate(validated.transform(others)) > 0.8)
  }

  test("pairs and maps of parameters change a single fit") {
    val prepared = new Pipeline().setStages(Array(indexer, assembler, scaler)).fit(known).transform(known)

    val byPair = classifier.fit(prepared, classifier.maxIter -> 3)
    val byPairs = classifier.fit(prepared, classifier.maxIter -> 3, classifier.stepSize -> 0.02)
    val byMap = classifier.fit(prepared, ParamMap(classifier.maxIter -> 3, classifier.layers -> Array(7, 16, 2)))
    val several = classifier.fit(prepared, Seq(ParamMap(classifier.maxIter -> 3), ParamMap(classifier.seed -> 2L)))

    assert(byPair.summary.epochs == 3)
    assert(classifier.getMaxIter == 4)
    for (same <- Seq(byPairs, byMap, several.head)) {
      assert(same.parameters.toSeq == byPair.parameters.toSeq)
    }
    assert(several.last.summary.epochs == 4)
  }

  test("parameters are set by name and explained") {
    assert(classifier.copy(ParamMap(classifier.batchSize -> 64)).getBatchSize == 64)
    assert(classifier.extractParamMap()(classifier.stepSize) == 0.02)
    assert(classifier.set(classifier.getParam("patience"), 0).getPatience == 0)
    assert(
      classifier.explainParams().contains("stepSize: learning rate of the optimizer (default: 0.001, current: 0.02)")
    )
  }
}
