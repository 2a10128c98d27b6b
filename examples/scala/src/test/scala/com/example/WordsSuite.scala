package com.example

import io.kindling.ml.NeuralNetworkClassifier
import org.apache.spark.ml.Pipeline
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator
import org.apache.spark.ml.feature.{HashingTF, RegexTokenizer}
import org.scalatest.funsuite.AnyFunSuite

/** A mail as it was written. */
case class Letter(id: String, label: Long, subject: String, body: String)

/** A mail's text, all of it, and whether it is spam. */
case class Labelled(id: String, text: String, label: Double)

/** SpamAssassin's mails, which scripts/fetch-data fetches: words become sparse vectors of Spark ML's. */
class WordsSuite extends AnyFunSuite with LocalSpark {
  import spark.implicits._

  test("hashed words of a case class' text tell spam from ham", Slow) {
    val letters = spark.read.json("examples/data/spam/spam.jsonl.gz").as[Letter]
    val mails = letters.map(mail => Labelled(mail.id, s"${mail.subject}\n${mail.body}", mail.label.toDouble)).cache()
    def known(mail: Labelled) = math.floorMod(mail.id.hashCode, 5) != 0
    val words = new RegexTokenizer().setInputCol("text").setOutputCol("words").setPattern("[^a-z]+")
    val hashes = new HashingTF().setInputCol("words").setOutputCol("features").setNumFeatures(1 << 14).setBinary(true)
    val classifier = new NeuralNetworkClassifier().setLayers(Array(1 << 14, 16, 2)).setMaxIter(3)

    val model = new Pipeline().setStages(Array(words, hashes, classifier)).fit(mails.filter(known(_)))

    val scored = model.transform(mails.filter(!known(_)))
    assert(new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored) > 0.97)
  }
}
