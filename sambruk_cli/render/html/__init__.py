"""HTML: the report as one file that needs nothing else, neither network nor script.

Accessible (WCAG 2.2 AA): landmarks, headings in order, table headers, keyboard. A strict content
security policy stands in the file, so that even a fault here could not make a text run.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from sambruk_cli.document.front import draft_mark, header_fields
from sambruk_cli.document.model import Chapter, Report
from sambruk_cli.messages import say
from sambruk_cli.render.html.blocks import block_elements, with_number
from sambruk_cli.render.html.elements import Element, document, element
from sambruk_cli.render.html.page import ContentsLink, Page, page_of


def report_html(report: Report) -> str:
    """The whole report: the same report gives the same characters."""
    page = page_of(report)
    chapters = [_chapter(chapter, page) for chapter in report.chapters]
    body = element(
        "body",
        element("a", _skip(report), href="#report", class_="skip"),
        _header(report, page),
        _contents(page),
        element("main", *chapters, id="report", tabindex="-1"),
        _footer(report),
        class_=f"draft draft-{report.language}" if report.is_draft else None,
    )
    return document(element("html", _head(report), body, lang=report.language))


def _skip(report: Report) -> str:
    return say(report.language, "Skip to the report")


def _head(report: Report) -> Element:
    style, script = _own_file("report.css"), _own_file("report.js")
    policy = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content="; ".join(policy)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{report.title} – {report.header.association}"),
        element("style", style),
        element("script", script),
    )


def _own_file(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _header(report: Report, page: Page) -> Element:
    draft = draft_mark(report)
    fields = header_fields(report.header, report.language)
    return element(
        "header",
        element("p", element("strong", report.warning), class_="warning")
        if report.warning
        else None,
        element("p", draft, class_="mark") if draft else None,
        element("h1", report.title),
        element("dl", *(_field(name, value) for name, value in fields)),
        _tools(page) if page.has_details() else None,
    )


def _field(name: str, value: str) -> Element:
    return element("div", element("dt", name), element("dd", value))


def _tools(page: Page) -> Element:
    """Buttons for all rows that unfold at once; the script shows them."""
    show = say(page.language, "Show all details")
    hide = say(page.language, "Hide all details")
    return element(
        "p",
        say(page.language, "Rows with an arrow show their accounts, and accounts their vouchers."),
        " ",
        element("button", show, type="button", id="show-all"),
        " ",
        element("button", hide, type="button", id="hide-all"),
        class_="tools",
        id="tools",
        hidden=True,
    )


def _contents(page: Page) -> Element:
    title = element("h2", say(page.language, "Contents"), id="contents-title")
    return element(
        "nav",
        element("details", element("summary", title), _listed(page.contents), open=True),
        id="contents",
        aria_labelledby="contents-title",
    )


def _listed(entries: Sequence[ContentsLink]) -> Element | None:
    """Entries of the contents, those of a lower level within the one that they follow."""
    return element("ol", *_items(entries), role="list") if entries else None


def _items(entries: Sequence[ContentsLink]) -> Iterator[Element]:
    at = 0
    while at < len(entries):
        first = entries[at]
        below = at + 1
        while below < len(entries) and entries[below].level > first.level:
            below += 1
        link = with_number("a", first.number, first.text, href=f"#{first.id}")
        yield element("li", link, _listed(entries[at + 1 : below]))
        at = below


def _chapter(chapter: Chapter, page: Page) -> Element:
    name = page.new_id("chapter")
    page.contents.append(ContentsLink(1, chapter.number, chapter.title, name))
    page.level, page.heading = 2, chapter.title
    heading = with_number("h2", chapter.number, chapter.title, id=name)
    blocks = block_elements(chapter.blocks, page)
    return element("section", heading, *blocks, class_="fresh" if chapter.begins_page else None)


def _footer(report: Report) -> Element:
    """What the report was made from, so that it can be made again and compared."""
    header, stamp, language = report.header, report.stamp, report.language
    who = ", ".join(filter(None, (header.association, header.organisation_number)))
    if stamp is None:
        return element("footer", element("p", who))
    parts = [f"sambruk {stamp.program}"]
    if stamp.commit:
        changed = say(language, "git {commit}, with changes", commit=stamp.commit)
        parts.append(changed if stamp.changed else f"git {stamp.commit}")
    parts.append(say(language, "books and register: SHA-256 {digest}", digest=stamp.digest))
    made = say(language, "Made with {what}", what="; ".join(parts))
    return element("footer", element("p", who), element("p", made, class_="stamp"))
