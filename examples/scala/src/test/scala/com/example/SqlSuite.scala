package com.example

import io.kindling.ml.{NeuralNetworkClassifier, NeuralNetworkRegressor}
import org.apache.spark.sql.Row
import org.scalatest.BeforeAndAfterAll
import org.scalatest.funsuite.AnyFunSuite

/** A registered model, and then nothing but SQL. */
class SqlSuite extends AnyFunSuite with LocalSpark with BeforeAndAfterAll {
  import spark.implicits._

  override protected def beforeAll(): Unit = {
    spark.sql(s"""CREATE TEMPORARY VIEW mails USING csv
                 |OPTIONS (path '${Mails.file}', header true, inferSchema true)""".stripMargin)
    spark.sql("""CREATE TEMPORARY VIEW short_mails AS
                |SELECT id, type, if(type = 'spam', 1.0D, 0.0D) AS label,
                |       array(charExclamation, free, money, hp, george) AS features
                |FROM mails""".stripMargin)
    new NeuralNetworkClassifier()
      .setLayers(5, 16, 2)
      .setStandardization(true)
      .setStepSize(0.01)
      .setMaxIter(8)
      .fit(spark.table("short_mails"))
      .registerUdf("score")
  }

  override protected def afterAll(): Unit = {
    spark.sql("DROP TEMPORARY FUNCTION score")
    spark.sql("DROP VIEW short_mails")
    spark.sql("DROP VIEW mails")
    ()
  }

  test("SELECT score(...) tells most mails apart, over a view of a file") {
    val right = spark
      .sql("""SELECT avg(if(score(array(charExclamation, free, money, hp, george)).prediction = label, 1, 0))
             |FROM mails JOIN short_mails USING (id)""".stripMargin)
      .as[Double]
      .head()
    assert(right > 0.85)
  }

  test("a score stands in WHERE, in GROUP BY and in a view of its own") {
    spark.sql("""CREATE TEMPORARY VIEW suspects AS
                |SELECT id, type, score(features).probability[1] AS p FROM short_mails
                |WHERE score(features).prediction = 1""".stripMargin)
    try {
      val found = spark.sql("SELECT type, count(*), min(p) FROM suspects GROUP BY type ORDER BY type DESC").collect()
      assert(found.map(_.getString(0)).toSeq == Seq("spam", "nonspam"))
      assert(found(0).getLong(1) > 4 * found(1).getLong(1))
      assert(found.forall(_.getDouble(2) >= 0.5))
    } finally spark.sql("DROP VIEW suspects")
  }

  test("a classifier's score is a struct of its prediction and the classes' probabilities") {
    val schema = spark.sql("SELECT score(features) AS s FROM short_mails").schema("s").dataType
    assert(schema.simpleString == "struct<prediction:double,probability:array<double>>")
  }

  test("a regression's score is a number") {
    spark.sql("""CREATE TEMPORARY VIEW diamonds USING csv
                |OPTIONS (path 'examples/data/diamonds/diamonds.csv.gz', header true, inferSchema true)""".stripMargin)
    val model = new NeuralNetworkRegressor()
      .setFeaturesCols("carat", "x")
      .setLabelCol("price")
      .setLayers(2, 16, 1)
      .setStandardization(true)
      .setStepSize(0.01)
      .setMaxIter(4)
      .fit(spark.sql("SELECT carat, x, price FROM diamonds WHERE id % 10 = 0"))
    model.registerUdf(spark, "price_of")

    val Row(fine: Double, small: Double) =
      spark.sql("SELECT price_of(array(2.0, 8.1)), price_of(array(0.3, 4.3))").head(): @unchecked
    assert(fine > 5 * small)
    spark.sql("DROP VIEW diamonds")
    spark.sql("DROP TEMPORARY FUNCTION price_of")
  }

  test("features that are too few are named when the query runs") {
    val thrown = intercept[Exception](spark.sql("SELECT score(array(1.0, 2.0)).prediction").collect())
    val messages = Iterator.iterate[Throwable](thrown)(_.getCause).takeWhile(_ != null).map(_.getMessage).mkString("\n")
    assert(messages.contains("A row has 2 features, but the model takes 5."))
  }
}
