package com.example

import io.kindling.driver.UserException
import io.kindling.kernels.layer.ShapeException
import io.kindling.kernels.model.ModelBuilder
import io.kindling.ml.{NeuralNetworkClassifier, NeuralNetworkRegressor}
import org.scalatest.funsuite.AnyFunSuite

/** A mail of which a number may be missing. */
case class PatchyMail(free: Option[Double], money: Option[Double], label: Double)

/** A user's mistakes are caught as one class of exceptions, whose message says what to do. */
class MistakesSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private def mails = Mails.all

  /** The message of a mistake that is found before any job. */
  private def told(mistake: => Any): String = {
    val before = spark.sparkContext.statusTracker.getJobIdsForGroup(null).toSet
    val message = intercept[UserException](mistake).getMessage
    assert(spark.sparkContext.statusTracker.getJobIdsForGroup(null).toSet == before, "a job was run")
    message
  }

  test("a network that does not fit a vector's length, which only a row tells") {
    val message = intercept[UserException](new NeuralNetworkClassifier().setLayers(Array(56, 2)).fit(mails)).getMessage
    assert(message.contains("The data has 57 features, but the model takes 56"))
  }

  test("a column that is not there: the message has those that are") {
    val message = told(new NeuralNetworkClassifier().setLayers(57, 2).setLabelCol("spam").fit(mails))
    assert(message == "labelCol: there is no column \"spam\" in the dataset. It has id, features, label.")
  }

  test("no network at all") {
    val message = told(new NeuralNetworkClassifier().fit(mails))
    assert(message.startsWith("Set one of layers, such as setLayers("))
  }

  test("a misspelt optimizer") {
    val message = told(new NeuralNetworkClassifier().setLayers(57, 2).setOptimizer("adan").fit(mails))
    assert(message.contains("optimizer.adan is unknown; did you mean adam?"))
  }

  test("labels that are no classes are told with their row") {
    val prices = Diamonds.dataset(spark).limit(100)
    val message = intercept[UserException] {
      new NeuralNetworkClassifier().setFeaturesCols("carat", "x").setLabelCol("price").setLayers(2, 3).fit(prices)
    }.getMessage
    assert(message.startsWith("Column \"price\" row 1 is 326, but a class is a whole number from 0 to 2"))
  }

  test("a missing number in a case class is an error, or skipped, or kept as 0, as handleInvalid says") {
    val patchy = Mails
      .frame
      .selectExpr("if(id % 10 = 0, null, free) AS free", "money", "double(type = 'spam') AS label")
      .as[PatchyMail]
    val classifier = new NeuralNetworkClassifier().setFeaturesCols("free", "money").setLayers(2, 4, 2).setMaxIter(1)

    val message = intercept[UserException](classifier.fit(patchy)).getMessage
    assert(message.startsWith("Column \"free\" row 10 is null; set handleInvalid 'skip' to drop such rows"))

    val model = classifier.setHandleInvalid("skip").fit(patchy)
    assert(model.transform(patchy).count() == patchy.filter(_.free.isDefined).count())
    assert(model.setHandleInvalid("keep").transform(patchy).count() == patchy.count())
  }

  test("a parameter out of its range is refused when it is set, as by any of Spark ML's stages") {
    assert(
      intercept[IllegalArgumentException](new NeuralNetworkClassifier().setMaxIter(0)).getMessage.contains("maxIter")
    )
    assert(intercept[IllegalArgumentException](
      new NeuralNetworkRegressor().setLayers(Array(57))
    ).getMessage.contains("layers"))
  }

  test("a layer that does not fit is named where it is added") {
    val thrown = intercept[ShapeException](ModelBuilder.input(57).maxPool2d(2))
    assert(thrown.getMessage.startsWith("Layer 0: max_pool2d takes pictures of [channels, height, width]"))
  }
}
