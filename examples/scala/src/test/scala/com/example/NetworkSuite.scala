package com.example

import io.kindling.driver.train.{StepReport, TrainingListener, ValidationReport}
import io.kindling.kernels.convolution.Conv2d
import io.kindling.kernels.loss.CrossEntropy
import io.kindling.kernels.model.{Model, ModelBuilder}
import io.kindling.ml.{NeuralNetworkClassifier, NeuralNetworkEmbedding}
import org.apache.spark.ml.linalg.Vector
import org.scalatest.funsuite.AnyFunSuite
import scala.collection.mutable.ArrayBuffer

/** A digit as a network sees it. */
case class Embedded(digit: Int, seen: Vector)

/** A line of a summary's history, of the figures that are asked for. */
case class Epoch(epoch: Long, step: Long, train_loss: Double, validation_accuracy: Double, best: Boolean)

/** Networks put together in Scala, and what is told of their training. */
class NetworkSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  private lazy val digits = Digits.first(spark, 1500).cache()

  private def classifier =
    new NeuralNetworkClassifier().setFeaturesCol("pixels").setLabelCol("digit").setStepSize(0.005).setMaxIter(3)

  test("a convolutional network put together in Scala learns digits") {
    val network: Model = ModelBuilder
      .input(1, 28, 28)
      .maxPool2d(2)
      .layer(new Conv2d(8, 3))
      .relu()
      .maxPool2d(2)
      .residual(inner => inner.layer(new Conv2d(8, 1)).relu())
      .flatten()
      .dense(10)
      .loss(new CrossEntropy())

    val model = classifier.setNetwork(network).setMaxIter(6).fit(digits)

    assert(model.network.layers == network.layers)
    val accuracy: Double = model.evaluate(digits).get("accuracy")
    assert(accuracy > 0.7)
  }

  test("a network is given in YAML, and goes on to embeddings") {
    val embedding = new NeuralNetworkEmbedding()
      .setFeaturesCol("pixels")
      .setLabelCol("digit")
      .setNetwork("{input: [784], layers: [dense: 32, relu, dense: 10]}")
      .setOutputLayer("layers.1")
      .setOutputCol("seen")
      .setMaxIter(4)
      .setStepSize(0.003)
    val seen = embedding.fit(digits).transform(digits).as[Embedded].collect()

    assert(seen.forall(_.seen.size == 32))
    assert(seen.forall(_.seen.toArray.forall(_ >= 0)))
    // A digit is more like those of its own kind than like the others.
    val means = seen.groupMapReduce(_.digit)(row => row.seen.toArray -> 1) { case ((a, n), (b, m)) =>
      a.zip(b).map { case (x, y) => x + y } -> (n + m)
    }
    val nearest = seen.count { row =>
      row.digit == means.minBy { case (_, (sum, count)) =>
        sum.zip(row.seen.toArray).map { case (s, x) => math.pow(s / count - x, 2) }.sum
      }._1
    }
    assert(nearest > 0.7 * seen.length)
  }

  test("listeners are functions") {
    val steps = ArrayBuffer.empty[Double]
    val epochs = ArrayBuffer.empty[Long]
    val both = ArrayBuffer.empty[String]

    classifier
      .setLayers(784, 16, 10)
      .addListener(TrainingListener.onStep(step => steps += step.loss))
      .addListener(TrainingListener.onValidation(report => epochs += report.epoch))
      .addListener(new TrainingListener {
        override def step(step: StepReport): Unit = both += s"step ${step.step}"
        override def validated(report: ValidationReport): Unit = both += s"epoch ${report.epoch}"
      })
      .fit(digits)

    assert(epochs == Seq(1, 2, 3))
    assert(steps.last < steps.head)
    assert(both.size == steps.size + epochs.size)
    assert(both.last == "epoch 3")
  }

  test("the history of a training is a DataFrame, and a Dataset of a case class") {
    val summary = classifier.setLayers(784, 16, 10).setValidationFraction(0.2).fit(digits).summary

    val history = summary.history.as[Epoch].collect()
    assert(history.map(_.epoch).toSeq == Seq(1, 2, 3))
    assert(history.last.train_loss < history.head.train_loss)
    assert(history.last.step == summary.totalIterations)
    assert(history.map(_.train_loss).toSeq == summary.objectiveHistory.toSeq)
    val best: Double = summary.validation.get("accuracy")
    assert(history.filter(_.best).last.validation_accuracy == best)
    assert(summary.ledger.select($"milliseconds").as[Double].collect().sum > 0)
    assert(summary.status == "completed")
  }
}
