package com.example

import java.nio.file.{Files, Path}
import org.apache.spark.sql.SparkSession
import org.scalatest.{Suite, Tag}

/** Tests of minutes, or of the packaged jar: scripts/test-slow runs them. */
object Slow extends Tag("slow")

/** The one session of all suites, as spark-shell's, on two of this JVM's threads. Spark itself stops it when the JVM ends. */
object LocalSpark {
  lazy val session: SparkSession = SparkSession
    .builder()
    .appName("kindling from scala")
    .master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "3")
    // For the suites that run lines in an interpreter.
    .config(Shell.classesKey, Files.createTempDirectory(Path.of("examples/scala/target"), "lines-").toString)
    .getOrCreate()
}

trait LocalSpark { this: Suite =>

  /** A stable name, as spark-shell's: `import spark.implicits._` wants one. */
  protected lazy val spark: SparkSession = LocalSpark.session

  /** A folder of its own for a test that writes. */
  protected def folder(): Path = {
    Files.createTempDirectory(Path.of("examples/scala/target"), "written-")
  }
}
