package com.example

import io.kindling.ml.{NeuralNetworkRegressionModel, NeuralNetworkRegressor}
import org.apache.spark.ml.Pipeline
import org.apache.spark.ml.evaluation.RegressionEvaluator
import org.apache.spark.ml.feature.{OneHotEncoder, StringIndexer}
import org.scalatest.funsuite.AnyFunSuite

/** A price in dollars, and what a network takes it for. */
case class Priced(id: Int, price: Double, prediction: Double)

/** Prices of diamonds. */
class RegressionSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private lazy val diamonds = Diamonds.dataset(spark).filter(_.id % 4 == 0).cache()

  test("a regressor behind indexed and encoded words knows what diamonds cost") {
    val words = Array("cut", "color", "clarity")
    val indices = words.map(_ + "Index")
    val vectors = words.map(_ + "Vector")
    val regressor = new NeuralNetworkRegressor()
      .setFeaturesCols(Array("carat", "depth", "table", "x", "y", "z") ++ vectors)
      .setLabelCol("price")
      .setLayers(Array(23, 32, 1))
      .setStandardization(true)
      .setStepSize(0.005)
      .setMaxIter(10)
    val model = new Pipeline()
      .setStages(
        Array(
          new StringIndexer().setInputCols(words).setOutputCols(indices),
          new OneHotEncoder().setInputCols(indices).setOutputCols(vectors).setDropLast(true),
          regressor
        )
      )
      .fit(diamonds.filter(_.id % 5 != 0))

    val priced = model.transform(diamonds.filter(_.id % 5 == 0)).as[Priced]
    val r2 = new RegressionEvaluator().setLabelCol("price").setMetricName("r2").evaluate(priced)
    assert(r2 > 0.93)
    assert(priced.filter(_.price > 10000).map(_.prediction).collect().forall(_ > 3000))
    val network = model.stages.last.asInstanceOf[NeuralNetworkRegressionModel]
    assert(network.summary.trainLoss < 0.1)
  }
}
