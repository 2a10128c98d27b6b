package com.example

import io.kindling.ml.{
  NeuralNetworkClassificationModel,
  NeuralNetworkClassifier,
  NeuralNetworkEmbeddingModel,
  NeuralNetworkRegressionModel,
  NeuralNetworkRegressor
}
import org.apache.spark.SparkException
import org.apache.spark.ml.util.{MLReader, MLWritable}
import org.scalatest.funsuite.AnyFunSuite

/** What was saved comes back: Java's static methods are those of a companion. */
class PersistenceSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private def mails = Mails.all
  private lazy val classifier = new NeuralNetworkClassifier().setLayers(57, 8, 2).setStepSize(0.01).setMaxIter(2)
  private lazy val model = classifier.fit(mails)

  test("a classifier's model comes back by load and by read, and scores the same") {
    val path = folder().resolve("model").toString
    model.write.overwrite().save(path)

    val reader: MLReader[NeuralNetworkClassificationModel] = NeuralNetworkClassificationModel.read
    val scored = model.transform(mails).as[Scored].collect().toSeq
    for (loaded <- Seq(NeuralNetworkClassificationModel.load(path), reader.load(path))) {
      assert(loaded.transform(mails).as[Scored].collect().toSeq == scored)
      assert(loaded.uid == model.uid)
      assert(!loaded.hasSummary)
      assert(intercept[IllegalStateException](loaded.summary).getMessage.contains("is not saved"))
    }
  }

  test("a regressor's model, an embedding's and an estimator come back, too") {
    val parent = folder()
    def saved(stage: MLWritable, name: String): String = {
      val path = parent.resolve(name).toString
      stage.write.save(path)
      path
    }
    val numbers = new NeuralNetworkRegressor().setLayers(57, 1).setMaxIter(1).fit(mails)
    val loadedNumbers = NeuralNetworkRegressionModel.load(saved(numbers, "numbers"))
    assert(loadedNumbers.parameters.toSeq == numbers.parameters.toSeq)

    val embedding = model.embedding("layers.0")
    val loadedEmbedding = NeuralNetworkEmbeddingModel.load(saved(embedding, "embedding"))
    assert(loadedEmbedding.getOutputLayer == "layers.0")
    assert(loadedEmbedding.transform(mails).columns.contains("embedding"))

    val loadedClassifier = NeuralNetworkClassifier.load(saved(classifier, "classifier"))
    assert(loadedClassifier.getLayers.toSeq == Seq(57, 8, 2))
    assert(loadedClassifier.getStepSize == 0.01)
  }

  test("a place that is taken is not written over, and one that is missing is named") {
    val path = folder().resolve("model").toString
    model.save(path)

    assert(intercept[java.io.IOException](model.save(path)).getMessage.contains(path))
    val missing = intercept[Exception](NeuralNetworkClassificationModel.load(path + "-of-another"))
    assert(missing.getMessage.contains("-of-another"))
    assert(!missing.isInstanceOf[SparkException])
  }
}
