package com.example

import org.apache.spark.sql.{Dataset, SparkSession}

/** A diamond: its measures, its grades in words, and its price in dollars. */
case class Diamond(
    id: Int,
    carat: Double,
    cut: String,
    color: String,
    clarity: String,
    depth: Double,
    table: Double,
    price: Double,
    x: Double,
    y: Double,
    z: Double
)

object Diamonds {
  def dataset(spark: SparkSession): Dataset[Diamond] = {
    import spark.implicits._
    spark.read
      .option("header", true)
      .schema(implicitly[org.apache.spark.sql.Encoder[Diamond]].schema)
      .csv("examples/data/diamonds/diamonds.csv.gz")
      .as[Diamond]
  }
}
