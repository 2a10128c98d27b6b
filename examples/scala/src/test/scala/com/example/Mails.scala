package com.example

import org.apache.spark.ml.linalg.{Vector, Vectors}
import org.apache.spark.sql.{DataFrame, Dataset, SparkSession}

/** A mail as its 57 numbers, of which the logarithms are learned; `label` is 1 for spam. */
case class Mail(id: Int, features: Vector, label: Double)

/** A mail as a few of its numbers, and as the word for what it is. */
case class ShortMail(
    id: Int,
    charExclamation: Double,
    charDollar: Double,
    free: Double,
    money: Double,
    hp: Double,
    george: Double,
    capitalLong: Int,
    `type`: String
)

/** Spambase: the columns `id`, 57 numbers, and `type` (spam, nonspam). */
object Mails {
  val file = "examples/data/spambase/spambase.csv.gz"

  /** The columns of numbers that a [[ShortMail]] has. */
  val numbers: Array[String] =
    Array("charExclamation", "charDollar", "free", "money", "hp", "george", "capitalLong")

  /** The whole file. */
  lazy val frame: DataFrame = spark.read.option("header", true).option("inferSchema", true).csv(file)

  lazy val all: Dataset[Mail] = {
    import spark.implicits._
    val columns = frame.columns.filterNot(Set("id", "type"))
    frame.map { row =>
      val features = columns.map(name => math.log1p(row.getAs[Number](name).doubleValue))
      Mail(row.getAs[Int]("id"), Vectors.dense(features), if (row.getAs[String]("type") == "spam") 1 else 0)
    }.cache()
  }

  lazy val short: Dataset[ShortMail] = {
    import spark.implicits._
    frame.select("id", (numbers :+ "type").toSeq: _*).as[ShortMail].cache()
  }

  private lazy val spark: SparkSession = LocalSpark.session
}
