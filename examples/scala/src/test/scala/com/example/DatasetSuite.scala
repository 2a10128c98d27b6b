package com.example

import io.kindling.ml.{NeuralNetworkClassificationModel, NeuralNetworkClassifier}
import org.apache.spark.ml.linalg.Vector
import org.apache.spark.sql.Dataset
import org.scalatest.funsuite.AnyFunSuite

/** What a model says of a mail. */
case class Scored(id: Int, label: Double, probability: Vector, prediction: Double)

/** Datasets of case classes, from their rows to their scores. */
class DatasetSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private def mails: Dataset[Mail] = Mails.all

  private lazy val model: NeuralNetworkClassificationModel =
    new NeuralNetworkClassifier()
      .setLayers(Array(57, 16, 2))
      .setStandardization(true)
      .setStepSize(0.01)
      .setMaxIter(5)
      .fit(mails.filter(_.id % 5 != 0))

  test("a Dataset of a case class is learned from, and its scores are a Dataset of another") {
    val scored: Dataset[Scored] = model.transform(mails.filter(_.id % 5 == 0)).as[Scored]

    val right = scored.filter(mail => mail.prediction == mail.label).count().toDouble / scored.count()
    assert(right > 0.92)
    assert(scored.collect().forall(mail => math.abs(mail.probability.toArray.sum - 1) < 1e-6))
  }

  test("a model says in a line what it is, as the shell prints it") {
    assert(
      model.toString ==
        s"NeuralNetworkClassificationModel: uid=${model.uid}, numLayers=3, numFeatures=57, numOutputs=2"
    )
    assert(model.network.toString == "Model: input=[57], output=[2], numLayers=3, loss=CrossEntropy, numParameters=962")
  }

  test("layers are an array as MLlib's, or numbers") {
    val sizes = Array(57, 16, 2)
    assert(new NeuralNetworkClassifier().setLayers(sizes).getLayers.toSeq == sizes.toSeq)
    assert(new NeuralNetworkClassifier().setLayers(57, 16, 2).getLayers.toSeq == sizes.toSeq)
  }

  test("columns of features are an array as VectorAssembler's, or names") {
    val mails = Mails.short.withColumn("label", ($"type" === "spam").cast("double"))
    val columns = Array("charExclamation", "free", "money")
    val classifier = new NeuralNetworkClassifier().setLayers(3, 8, 2).setNumShards(2).setMaxIter(3)

    val byArray = classifier.setFeaturesCols(columns).fit(mails)
    val byNames = classifier.setFeaturesCols("charExclamation", "free", "money").fit(mails)

    assert(byArray.parameters.toSeq == byNames.parameters.toSeq)
    assert(byArray.getFeaturesCols.toSeq == columns.toSeq)
  }

  test("arrays of pixels in a case class are features") {
    val digits = Digits.first(spark, 2000)
    val Array(train, test) = digits.randomSplit(Array(0.8, 0.2), 1): @unchecked

    val model = new NeuralNetworkClassifier()
      .setFeaturesCol("pixels")
      .setLabelCol("digit")
      .setLayers(784, 64, 10)
      .setStepSize(0.003)
      .setMaxIter(8)
      .fit(train)

    val accuracy: Double = model.evaluate(test).get("accuracy")
    assert(accuracy > 0.85)
    assert(model.numClasses == 10)
  }

  test("a model predicts a case class' rows in a function of the user's own") {
    val others = mails.filter(_.id % 5 == 0)
    val trained = model
    val inFunction = others.map(mail => mail.id -> trained.predict(mail.features)).collect().toMap

    val inColumns = trained.transform(others).as[Scored].collect().map(mail => mail.id -> mail.prediction).toMap
    assert(inFunction == inColumns)
  }
}
