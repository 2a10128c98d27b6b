package com.example

import io.kindling.driver.UserException
import io.kindling.kernels.model.ModelBuilder
import io.kindling.ml.{NeuralNetworkClassifier, NeuralNetworkRegressor}
import org.scalatest.funsuite.AnyFunSuite

/** A mail of which a number may be missing. */
case class PatchyMail(free: Option[Double], money: Option[Double], label: Double)

/** A user's mistakes are caught as one class of exceptions, whose message says what to do. */
class MistakesSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private def mails = Mails.all

  private def told(mistake: => Any): String = {
    val jobs = spark.sparkContext.statusTracker.getJobIdsForGroup(null).length
    val message = intercept[UserException](mistake).getMessage
    assert(spark.sparkContext.statusTracker.getJobIdsForGroup(null).length == jobs, "a job was run")
    message
  }

  test("a network that does not fit the features") {
    val message = intercept[UserException](new NeuralNetworkClassifier().setLayers(Array(56, 2)).fit(mails)).getMessage
    print(message)
  }

  test("a column that is not there is named beside those that are") {
    val message = told(new NeuralNetworkClassifier().setLayers(57, 2).setLabelCol("spam").fit(mails))
    print(message)
  }

  test("no network at all") {
    val message = told(new NeuralNetworkClassifier().fit(mails))
    print(message)
  }

  test("a misspelt optimizer") {
    val message = told(new NeuralNetworkClassifier().setLayers(57, 2).setOptimizer("adan").fit(mails))
    print(message)
  }

  test("labels that are no classes are told with their row") {
    val prices = Diamonds.dataset(spark).limit(100)
    val message = intercept[UserException] {
      new NeuralNetworkClassifier().setFeaturesCols("carat", "x").setLabelCol("price").setLayers(2, 3).fit(prices)
    }.getMessage
    print(message)
  }

  test("a missing number in a case class is an error, or skipped, or kept as 0, as handleInvalid says") {
    val patchy = Mails
      .frame
      .selectExpr("if(id % 10 = 0, null, free) AS free", "money", "double(type = 'spam') AS label")
      .as[PatchyMail]
    val classifier = new NeuralNetworkClassifier().setFeaturesCols("free", "money").setLayers(2, 4, 2).setMaxIter(1)

    val message = intercept[UserException](classifier.fit(patchy)).getMessage
    print(message)

    val model = classifier.setHandleInvalid("skip").fit(patchy)
    assert(model.transform(patchy).count() == patchy.filter(_.free.isDefined).count())
    assert(model.setHandleInvalid("keep").transform(patchy).count() == patchy.count())
  }

  test("a parameter out of its range is refused when it is set, as by any of Spark ML's stages") {
    assert(intercept[IllegalArgumentException](new NeuralNetworkClassifier().setMaxIter(0)).getMessage.contains("maxIter"))
    assert(intercept[IllegalArgumentException](new NeuralNetworkRegressor().setLayers(Array(57))).getMessage.contains("layers"))
  }

  test("a layer that does not fit is named where it is added") {
    val thrown = intercept[Exception](ModelBuilder.input(57).maxPool2d(2))
    print(thrown)
  }
}
