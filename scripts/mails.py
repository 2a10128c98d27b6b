#!/usr/bin/env python3
"""mails.py FOLDER: the mails of SpamAssassin's public corpus as JSON lines of id, label, subject, body.

FOLDER holds a folder for each group, with a file for each mail. A label is 1 for spam. The body is all plain text that is
not attached, or else all HTML without its markup. No mail is left out. scripts/fetch-data calls this.
"""
import email
import email.header
import html.parser
import json
import pathlib
import re
import sys

GROUPS = ["easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2"]
MARKUP = re.compile(rb"<\s*(html|body|table|br|p|font|a\s|!doctype)", re.I)
BREAKS = {"br", "p", "div", "tr", "li", "table", "hr", "title", "option", "h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = ("script", "style")


class Words(html.parser.HTMLParser):
    """What a reader sees of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.text, self.unseen = "", 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.unseen += tag in UNSEEN
        self.text += "\n" if tag in BREAKS else ""

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN and self.unseen > 0
        self.text += "\n" if tag in BREAKS else ""

    def handle_data(self, data):
        self.text += "" if self.unseen else data


def without_markup(page):
    bare = re.sub(r"<[^>]*>", " ", page)
    try:
        text = Words(page).text
    except Exception:  # some spam is no HTML that a parser takes
        return html.unescape(bare)
    return text if text.strip() or not bare.strip() else html.unescape(bare)


def decode(data, charset):
    for name in ("utf-8", charset):
        try:
            return data.decode(name)
        except (LookupError, TypeError, ValueError):
            pass
    return data.decode("latin-1")


def tidy(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def subject(mail):
    value = str(mail.get("Subject", ""))
    try:
        parts = email.header.decode_header(value)
    except Exception:  # a header that claims an encoding and has another
        return tidy(value).replace("\n", " ")
    text = "".join(decode(part, charset) if isinstance(part, bytes) else part for part, charset in parts)
    return re.sub(r"\s+", " ", text).strip()


def body(mail):
    plain, pages = [], []
    for part in mail.walk():
        kind = part.get_content_maintype()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind not in ("text", "multipart", "message"):
            continue
        data = part.get_payload(decode=True) or b""
        is_page = part.get_content_type() == "text/html" or (kind != "text" and MARKUP.search(data))
        (pages if is_page else plain).append(decode(data, part.get_content_charset()))
    return tidy("\n".join(plain)) or tidy("\n".join(without_markup(page) for page in pages))


def without_halves(text):
    """Half a surrogate pair is no text, and not every JSON reader takes it."""
    return text.encode("utf-8", "replace").decode("utf-8")


for group in GROUPS:
    for file in sorted((pathlib.Path(sys.argv[1]) / group).glob("*.txt")):
        mail = email.message_from_bytes(file.read_bytes())
        row = {
            "id": group + "/" + file.name.split(".")[0],
            "label": int(group.startswith("spam")),
            "subject": without_halves(subject(mail)),
            "body": without_halves(body(mail)),
        }
        print(json.dumps(row))
