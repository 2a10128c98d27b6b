package com.example

import java.io.{DataInputStream, FileInputStream}
import java.util.zip.GZIPInputStream
import org.apache.spark.sql.{Dataset, SparkSession}
import scala.util.Using

/** A handwritten digit: 784 pixels from 0 to 1, as an array and not as Spark ML's vector. */
case class Digit(pixels: Array[Float], digit: Int)

/** MNIST's test set, in the format of its authors. */
object Digits {
  def first(spark: SparkSession, count: Int): Dataset[Digit] = {
    import spark.implicits._
    val pixels = read("t10k-images-idx3-ubyte.gz", header = 16, bytes = count * 784)
    val digits = read("t10k-labels-idx1-ubyte.gz", header = 8, bytes = count)
    val rows = pixels.grouped(784).map(_.map(pixel => (pixel & 0xff) / 255f)).zip(digits.iterator.map(_.toInt))
    rows.map { case (image, digit) => Digit(image, digit) }.toSeq.toDS()
  }

  private def read(name: String, header: Int, bytes: Int): Array[Byte] =
    Using.resource(new DataInputStream(new GZIPInputStream(new FileInputStream("examples/data/mnist/" + name)))) { in =>
      in.readFully(new Array[Byte](header))
      val content = new Array[Byte](bytes)
      in.readFully(content)
      content
    }
}
