package com.example

import java.io.{PrintWriter, StringWriter}
import org.scalatest.funsuite.AnyFunSuite
import scala.tools.nsc.interpreter.IMain
import scala.tools.nsc.interpreter.Results.Success
import scala.tools.nsc.interpreter.shell.ReplReporterImpl

/** The documentation's snippets of Scala and SQL are run by the interpreter of spark-shell, page by page, from the top down. */
class PagesSuite extends AnyFunSuite with LocalSpark {
  for (page <- Page.all) {
    test(s"what ${page.name} shows runs in a shell") {
      val printed = new StringWriter()
      val settings = Shell.settings(spark.conf.get(Shell.classesKey), Nil)
      val interpreter = new IMain(settings, new ReplReporterImpl(settings, new PrintWriter(printed)))
      def run(code: String, place: String): Unit =
        assert(interpreter.interpret(code) == Success, s"$place: $printed")
      Shell.firstLines.foreach(run(_, "the shell's first lines"))

      for (snippet <- page.snippets) {
        val before = printed.getBuffer.length
        snippet.language match {
          case "scala" => run(snippet.code, snippet.place)
          case "sql" => snippet.code.split(";").filterNot(_.isBlank).foreach(spark.sql(_).collect())
        }
        info(s"${snippet.place}: " + printed.getBuffer.substring(before))
      }
      interpreter.close()
      assert(!printed.toString.contains("warning:"), printed.toString)
    }
  }

  test("the pages on Scala and on shells have snippets") {
    assert(Page.all.map(_.name).contains("docs/scala.md"))
    assert(Page.all.map(_.name).contains("docs/notebooks.md"))
  }
}
