package com.example

import java.nio.file.{Files, Path}
import scala.jdk.StreamConverters._

/** A snippet of a page.
  *
  * @param place the page and its line
  */
case class Snippet(place: String, language: String, code: String)

/** A page of the documentation that shows Scala; its snippets of Scala and SQL follow each other as in one session. */
case class Page(name: String, snippets: Seq[Snippet]) {

  /** The first snippet that has these words. */
  def snippet(words: String): Snippet =
    snippets.find(
      _.code.contains(words)
    ).getOrElse(throw new NoSuchElementException(s"$name has no snippet with $words"))
}

object Page {
  private val Block = "(?ms)^```(scala|sql)\\n(.*?)^```".r

  def all: Seq[Page] = {
    val files = Files.walk(Path.of("docs")).toScala(Seq).filter(_.toString.endsWith(".md")) :+ Path.of("README.md")
    files.sorted.map(read).filter(_.snippets.exists(_.language == "scala"))
  }

  def read(file: Path): Page = {
    val text = Files.readString(file)
    val snippets = Block.findAllMatchIn(text).map { found =>
      Snippet(s"$file:${text.substring(0, found.start).count(_ == '\n') + 1}", found.group(1), found.group(2))
    }
    Page(file.toString, snippets.toSeq)
  }
}
