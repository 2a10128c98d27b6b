package com.example

import java.io.{BufferedReader, File, InputStreamReader, PrintWriter}
import java.nio.file.{Files, Path}
import org.apache.spark.sql.SparkSession
import scala.tools.nsc.Settings
import scala.tools.nsc.interpreter.shell.{ILoop, ShellConfig}

/** What spark-shell is, of the same parts: Scala's interpreter with Spark's options, its first lines, and its classes given to the
  * executors. The module of spark-shell's own few classes (spark-repl) is not needed so.
  */
object Shell {

  /** Where the session's executors find the classes that lines become. */
  val classesKey = "spark.repl.class.outputDir"

  /** What spark-shell says for its user before the first prompt. */
  val firstLines: Seq[String] = Seq(
    "@transient val spark = org.apache.spark.sql.SparkSession.builder().getOrCreate()",
    "@transient val sc = spark.sparkContext",
    "import org.apache.spark.SparkContext._",
    "import spark.implicits._",
    "import spark.sql",
    "import org.apache.spark.sql.functions._"
  )

  /** The interpreter's settings, with these jars beside the class path of this JVM. */
  def settings(classes: String, jars: Seq[String]): Settings = {
    val classPath = (System.getProperty("java.class.path") +: jars).mkString(File.pathSeparator)
    val settings = new Settings()
    settings.processArguments(
      List("-Yrepl-class-based", "-Yrepl-outdir", classes, "-classpath", classPath),
      processAll = true
    )
    settings
  }

  /** Reads lines from standard input until it ends; spark-submit says of the jars where they are. */
  def main(arguments: Array[String]): Unit = {
    val classes: Path = Files.createTempDirectory("shell-classes-")
    System.setProperty(classesKey, classes.toString)
    val jars = sys.props.get("spark.repl.local.jars").toSeq.flatMap(_.split(',')).map(_.stripPrefix("file:"))
    val shell = settings(classes.toString, jars)
    val loop =
      new ILoop(
        ShellConfig(shell),
        new BufferedReader(new InputStreamReader(System.in)),
        new PrintWriter(System.out, true)
      ) {
        override protected def internalReplAutorunCode(): Seq[String] = firstLines
        override def printWelcome(): Unit = ()
      }
    loop.run(shell)
    SparkSession.active.stop()
  }
}
