package com.example

import java.io.{PrintWriter, StringWriter}
import org.scalatest.funsuite.AnyFunSuite
import scala.tools.nsc.interpreter.IMain
import scala.tools.nsc.interpreter.Results.Success
import scala.tools.nsc.interpreter.shell.ReplReporterImpl

/** The documentation's snippets of Scala and SQL are run by the interpreter of spark-shell, page by page, from the top down. */
class PagesSuite extends AnyFunSuite with LocalSpark {
  private val printed = new StringWriter()

  private lazy val interpreter = {
    val settings = Shell.settings(spark.conf.get(Shell.classesKey), Nil)
    new IMain(settings, new ReplReporterImpl(settings, new PrintWriter(printed)))
  }

  /** Runs lines as a shell does; gives what it prints of them. */
  private def run(code: String, place: String): String = {
    printed.getBuffer.setLength(0)
    assert(interpreter.interpret(code) == Success, s"$place: $printed")
    assert(!printed.toString.contains("warning:"), s"$place: $printed")
    printed.toString
  }

  for (page <- Page.all) {
    test(s"what ${page.name} shows runs in a shell") {
      interpreter.reset()
      Shell.firstLines.foreach(run(_, "the shell's first lines"))
      for (snippet <- page.snippets) {
        snippet.language match {
          case "scala" => info(snippet.place + ": " + run(snippet.code, snippet.place))
          case "sql"   => snippet.code.split(";").filterNot(_.isBlank).foreach(spark.sql(_).collect())
        }
      }
      spark.catalog.listTables().collect().foreach(view => spark.catalog.dropTempView(view.name))
    }
  }

  test("the pages on Scala and on shells have snippets") {
    assert(Page.all.map(_.name).toSet.intersect(Set("docs/scala.md", "docs/notebooks.md")).size == 2)
  }
}
