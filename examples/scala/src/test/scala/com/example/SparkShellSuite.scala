package com.example

import java.io.File
import java.nio.file.{Files, Path}
import java.util.concurrent.TimeUnit
import org.scalatest.funsuite.AnyFunSuite
import scala.jdk.CollectionConverters._

/** The page on shells, typed into one: a process of its own that spark-submit starts as it starts spark-shell, with the packaged
  * jar given by --jars, and executors in JVMs of their own.
  */
class SparkShellSuite extends AnyFunSuite {
  private val home = Path.of(sys.props("kindling.home"))
  private val jar = home.resolve("driver/target/kindling.jar")

  test(
    "a shell with the jar learns on executors from what the page says, and maps case classes through the model",
    Slow
  ) {
    assert(Files.exists(jar), "run by mvn verify, which packages it first")
    val page = Page.read(Path.of("docs/notebooks.md"))
    val printed = typed(
      pasted(page.snippet("new NeuralNetworkClassifier()").code.replace(
        ".setLayers(",
        ".setEngine(\"spark\").setLayers("
      )),
      "case class Short(id: Int, features: Array[Double])",
      """val short = mails.selectExpr("id", "array(charExclamation, free, money) AS features").as[Short]""",
      pasted(s"""val spam = short.filter { mail =>
                |  model.predict(org.apache.spark.ml.linalg.Vectors.dense(mail.features)) == 1
                |}.count()""".stripMargin),
      pasted(page.snippet("registerUdf").code),
      page.snippets.filter(_.language == "sql").flatMap(_.code.split(";")).filterNot(_.isBlank).map { statement =>
        s"""sql("${statement.trim.replace("\n", " ")}").show()"""
      }.mkString("\n"),
      """val columns = model.transform(mails).where("prediction = 1").count()""",
      """println("counted: " + spam + " by function, " + columns + " in columns")""",
      """println("executors: " + sc.getExecutorMemoryStatus.size)"""
    )

    assert(!printed.linesIterator.exists(line => line.contains("error:") || line.contains("Exception")), printed)
    val counted = "counted: (\\d+) by function, (\\d+) in columns".r.findFirstMatchIn(printed)
    assert(counted.exists(found => found.group(1) == found.group(2) && found.group(1).toInt > 500), printed)
    // The driver counts as one.
    assert(printed.contains("executors: 3"), printed)
  }

  private def pasted(code: String): String = s":paste < END\n${code.trim}\nEND"

  /** What a shell prints that reads these lines. */
  private def typed(lines: String*): String = {
    val folder = Files.createTempDirectory(home.resolve("examples/scala/target"), "shell-")
    val spark = sparkHome(folder)
    val script = Files.writeString(folder.resolve("lines.txt"), lines.mkString("", "\n", "\n:quit\n"))
    val log = folder.resolve("printed.txt")
    val command = Seq(
      Path.of(sys.props("java.home"), "bin/java").toString,
      s"@${home.resolve("conf/jvm.options")}",
      "-Xmx1g",
      s"-Dlog4j2.configurationFile=${home.resolve("conf/log4j2.properties")}",
      "-cp",
      s"$spark/jars/*:${home.resolve("examples/scala/target/test-classes")}",
      "org.apache.spark.deploy.SparkSubmit",
      "--master",
      "local-cluster[2,1,1024]",
      "--conf",
      "spark.ui.enabled=false",
      "--conf",
      "spark.driver.host=127.0.0.1",
      "--jars",
      jar.toString,
      "--class",
      "com.example.Shell",
      "spark-shell"
    )
    val builder = new ProcessBuilder(command.asJava)
    builder.environment.putAll(
      Map("SPARK_HOME" -> spark.toString, "SPARK_SCALA_VERSION" -> "2.13", "SPARK_LOCAL_IP" -> "127.0.0.1").asJava
    )
    val process = builder
      .redirectInput(script.toFile)
      .redirectErrorStream(true)
      .redirectOutput(log.toFile)
      .start()
    val ended = process.waitFor(8, TimeUnit.MINUTES)
    if (!ended) process.destroyForcibly()
    val printed = Files.readString(log)
    assert(ended && process.exitValue == 0, printed)
    printed
  }

  /** A folder as a distribution of Spark: links to Spark's jars, and to those of the interpreter. */
  private def sparkHome(folder: Path): Path = {
    val jars = Files.createDirectories(folder.resolve("spark/jars"))
    val sparks = Files.readString(home.resolve("driver/target/spark-classpath.txt")).trim.split(File.pathSeparator)
    val interpreters = sys.props("java.class.path").split(File.pathSeparator).filter { entry =>
      Seq("scala-compiler", "jline", "jna", "java-diff-utils").exists(Path.of(entry).getFileName.toString.startsWith)
    }
    for (entry <- (sparks ++ interpreters).distinct) {
      Files.createSymbolicLink(jars.resolve(Path.of(entry).getFileName), Path.of(entry))
    }
    jars.getParent
  }
}
