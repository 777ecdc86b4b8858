"""HTML: one file that is valid, leads nowhere else, and in which every text is only text."""

from __future__ import annotations

import dataclasses
import datetime
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import (
    Bar,
    Block,
    Chapter,
    Chart,
    Column,
    Header,
    Heading,
    Image,
    Items,
    Paragraph,
    Report,
    Row,
    Signature,
    Signatures,
    Span,
    Stamp,
    Table,
)
from sambruk_cli.language import Language
from sambruk_cli.render.html import report_html
from sambruk_cli.report.build import build_report
from sambruk_cli.report.details import unfoldable
from tests.conftest import PROJECT
from tests.report.years import example_report, example_year, report_year

pytestmark = pytest.mark.longer

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEADER = Header(
    association="Föreningen",
    organisation_number="802428-2785",
    prepared_by="Eva Ek",
    date=datetime.date(2008, 2, 7),
    approved_by="Stämman",
    period_start=datetime.date(2007, 1, 1),
    period_end=datetime.date(2007, 12, 31),
    version="1.0",
)
STAMP = Stamp("0123456789abcdef0123456789abcdef01234567", True, "fedcba98" * 8, "0.1.0")
VOUCHERS = Table(
    "vouchers",
    (Column("Datum", "date"), Column("Ver"), Column("Belopp, kr", "amount", 2)),
    (Row((datetime.date(2007, 3, 1), "A12", Decimal("-1234.50"))),),
    "1510 Kundfordringar, verifikationer",
)
ACCOUNTS = Table(
    "accounts",
    (Column("Konto"), Column("2007", "amount")),
    (Row(("1510 Kundfordringar", Decimal(-1234)), detail=(VOUCHERS,)),),
    "Kundfordringar",
)
STATEMENT = Table(
    "balance_sheet",
    (Column("Balansräkning"), Column("Not", "count", note=True), Column("2007", "amount")),
    (
        Row(("Tillgångar", None, None), "heading"),
        Row(("Kundfordringar", 2, Decimal(-1234)), indent=2, detail=(ACCOUNTS,)),
        Row(("Bank", 7, Decimal(5000000)), indent=1),
        Row(("Summa", None, Decimal(4998766)), "subtotal"),
        Row(("Summa tillgångar", None, Decimal(4998766)), "total"),
    ),
    "Balansräkning",
)
CHART = Chart(
    "chart",
    "Intäkter",
    "Stapeldiagram: Intäkter. Avgifter 50 kr 2007, 100 kr 2006.",
    ("2007", "2006"),
    (Bar("Avgifter", (Decimal(50), Decimal(100))),),
)


def report_of(*blocks: Block, language: Language = "sv", **changes: Any) -> Report:
    """A report of one chapter."""
    made = Report("Årsredovisning 2007", language, HEADER, (Chapter("1", "Kapitel", blocks),))
    return replace(made, **changes)


EVERYTHING = report_of(
    Heading(2, "Avsnitt", "1.1"),
    Paragraph((Span("Ett "), Span("starkt", "strong"), Span(" och "), Span("b", "emphasis"))),
    Paragraph((Span("kod\nrad", "code"),)),
    Items(((Paragraph((Span("punkt"),)),), (Paragraph((Span("punkt"),)),)), ordered=True),
    STATEMENT,
    Table("bare", (Column(""), Column("")), (Row(("a", "b")),)),
    CHART,
    Image("bild.png", "En bild", PNG),
    Heading(3, "Not 2 Intäkter", id="note-2"),
    Signatures("Ort", datetime.date(2008, 4, 24), (Signature("Eva Ek", "Ordf.", "X", "Y"),)),
    warning="Får inte undertecknas.",
    stamp=STAMP,
)


def parsed(html: str) -> Element:
    """The page as a browser reads it; anything that is not valid HTML raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(html)
    assert isinstance(root, Element)
    return root


def page_of(report: Report) -> Element:
    return parsed(report_html(report))


def body_of(*blocks: Block) -> Element:
    (main,) = page_of(report_of(*blocks)).iter("main")
    return main


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def tag_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def with_class(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


def table_rows(table: Element) -> list[list[str]]:
    """The texts of a table's own rows, without what they unfold to."""
    (body,) = table.findall("tbody")
    return [
        [text_of(cell) for cell in row]
        for row in body.findall("tr")
        if row.get("class") != "detail"
    ]


def captioned(root: Element, caption: str) -> Element:
    (table,) = [t for t in root.iter("table") if text_of(t.findall("caption")[0]) == caption]
    return table


@pytest.fixture(scope="module")
def example() -> Report:
    year, built = example_year(), example_report()
    return replace(unfoldable(built, year), stamp=STAMP)


@pytest.fixture(scope="module")
def page(example: Report) -> Element:
    return page_of(example)


# The figures as they stand in the published report.
INCOME_STATEMENT = """
Belopp i kr|1||
Föreningens intäkter|2|3 755 730|3 439 995
Föreningens kostnader|3|−3 831 414|−3 479 346
Verksamhetsresultat||−75 684|−39 351
Räntekostnader||−415|0
Ränteintäkter||64 856|30 657
Resultat efter finansiella poster||−11 243|−8 694
Skatt||0|−814
Årets resultat||−11 243|−9 508
"""
BALANCE_SHEET_FIGURES = """
461 214 986 335 62 850 89 741 0 133 600 524 064 1 209 676 1 753 575 933 046 2 277 639 2 142 722
2 277 639 2 142 722 815 000 670 000 −56 620 −47 112 −11 243 −9 508 747 137 613 380
1 068 779 1 492 342 461 723 37 000 1 530 502 1 529 342 2 277 639 2 142 722
"""


def test_the_income_statement_is_the_published_one(page: Element) -> None:
    rows = ["|".join(row) for row in table_rows(captioned(page, "Resultaträkning"))]
    expected = INCOME_STATEMENT.strip().replace(" ", "\xa0").splitlines()
    assert [row.replace(" ", "\xa0") for row in rows] == expected


def test_the_balance_sheet_has_the_published_figures(page: Element) -> None:
    rows = table_rows(captioned(page, "Balansräkning"))
    figures = " ".join(cell for row in rows for cell in row[2:] if cell)
    assert figures.replace("\xa0", " ") == " ".join(BALANCE_SHEET_FIGURES.split())


def test_every_figure_of_the_model_is_on_the_page(example: Report, page: Element) -> None:
    digits = re.sub(r"[\s\xa0]", "", text_of(page))
    amounts = [
        cell
        for chapter in example.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, Decimal)
    ]
    assert len(amounts) > 100
    for amount in amounts:
        assert str(abs(int(amount))) in digits


def test_vouchers_are_on_the_page_two_levels_down(page: Element) -> None:
    accounts = captioned(page, "Föreningens kostnader")
    vouchers = captioned(accounts, "4010 Konsultarvoden, verifikationer 2007")
    assert ["2007-03-15", "L2"] in [row[:2] for row in table_rows(vouchers)]


def test_the_contents_are_the_headings_in_order(page: Element) -> None:
    (nav,) = page.iter("nav")
    links = [text_of(link) for link in nav.iter("a")]
    headings = [text_of(e) for e in page.iter() if tag_of(e) in {"h2", "h3"}]
    assert [link for link in links if re.match(r"\d", link)] == headings[1:]
    assert "Resultaträkning" in links
    assert "Not 2 Föreningens intäkter" in links


@pytest.mark.parametrize("name", ["example", "everything"])
def test_the_page_is_whole(name: str, example: Report) -> None:
    root = page_of(example if name == "example" else EVERYTHING)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for e in root.iter():
        for attribute in ("aria-labelledby", "aria-controls", "aria-describedby"):
            assert e.get(attribute) is None or e.get(attribute) in ids
        if e.get("href") is not None:
            assert e.get("href", "").removeprefix("#") in ids
        assert e.get("style") is None
        assert not [a for a in e.keys() if a.startswith("on")]  # noqa: SIM118 - an element
    levels = [int(tag_of(e)[1]) for e in root.iter() if re.fullmatch(r"h\d", tag_of(e))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(list(root.iter(t))) for t in ("header", "nav", "main", "footer")] == [1] * 4


def test_nothing_is_fetched_from_anywhere(example: Report) -> None:
    for report in (example, EVERYTHING):
        root = page_of(report)
        assert {tag_of(e) for e in root.iter()} & {"link", "iframe", "object", "base"} == set()
        for e in root.iter():
            assert e.get("src") is None or e.get("src", "").startswith("data:image/png;base64,")
            assert not [v for v in e.attrib.values() if "//" in v]
        for own in (*root.iter("style"), *root.iter("script")):
            assert not re.search(
                r"url\(|@import|https?:|fetch|XMLHttp|eval|innerHTML", text_of(own)
            )


def test_the_policy_lets_nothing_run_but_the_files_own_script_and_style() -> None:
    root = page_of(EVERYTHING)
    (policy,) = [m for m in root.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    digests = [
        f"'sha256-{b64encode(sha256(text_of(own).encode()).digest()).decode()}'"
        for own in (*root.iter("style"), *root.iter("script"))
    ]
    assert policy.get("content") == (
        f"default-src 'none'; style-src {digests[0]}; script-src {digests[1]}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_same_report_gives_the_same_characters(example: Report) -> None:
    year = report_year(PROJECT, "2007")
    again, _ = build_report(year)
    assert report_html(replace(unfoldable(again, year), stamp=STAMP)) == report_html(example)


# --- every text is only text

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    '"onload="alert(1)',
    "</title></style></script></svg></table><b>",
    "<!-- --> ]]> <![CDATA[",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60; &nbsp",
    "{{ members.total }} {% x %} ${x} `x`",
    "=HYPERLINK(0)",
    "noll\0 klocka\a vänd \u202etxet\u202c märke \u200f",
    "inget tecken \uffff \ufdd0 \U0001fffe",
    "rad\nrad\r\nrad",
    "ö" * 10_000,
    "ord " * 2_500,
]


def poisoned(value: Any, text: str) -> Any:
    """The same document with a text in the place of every text, ids of headings included."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {"language", "style", "kind", "role"}
        changed = {
            f.name: poisoned(getattr(value, f.name), text)
            for f in dataclasses.fields(value)
            if f.name not in own
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    return text if isinstance(value, str) else value


def skeleton(root: Element) -> list[tuple[str, dict[str, str]]]:
    """Elements and attributes, without the words that some attributes hold."""
    worded = {"alt", "aria-label"}
    return [
        (tag_of(e), {k: "" if k in worded else v for k, v in e.attrib.items()}) for e in root.iter()
    ]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_anywhere_changes_what_the_page_is_made_of(text: str) -> None:
    harmless = re.sub(r"[^\n]", "x", text)
    hostile = page_of(poisoned(EVERYTHING, text))
    assert skeleton(hostile) == skeleton(page_of(poisoned(EVERYTHING, harmless)))


@pytest.mark.parametrize("text", HOSTILE[:10])
def test_hostile_texts_are_shown_as_they_are(text: str) -> None:
    root = page_of(poisoned(EVERYTHING, text))
    shown = [text_of(e) for e in root.iter() if tag_of(e) in {"h1", "p", "th", "dd", "li", "pre"}]
    assert shown.count(text) > 10
    (picture,) = root.iter("img")
    assert picture.get("alt") == text


def test_what_turns_the_direction_of_text_is_written_out() -> None:
    shown = text_of(body_of(Paragraph((Span("1\u202e2\u200f3\0"),))))
    assert "1\\u202e2\\u200f3\\u0000" in shown


@given(st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"))))
def test_every_paragraph_survives(text: str) -> None:
    paragraph = body_of(Paragraph((Span(text),))).findall(".//p")[0]
    assert text_of(paragraph) == text


def test_an_id_is_never_made_from_a_text() -> None:
    main = body_of(Heading(2, "A", id="x onload=1"), Heading(2, "B", id="main"), STATEMENT)
    assert {e.get("id") for e in main.iter() if e.get("id")} >= {"section-1", "section-2"}
    assert "main" not in {e.get("id") for e in main.iter()}


# --- front and foot


def test_the_front_says_who_what_and_when() -> None:
    root = page_of(EVERYTHING)
    assert root.get("lang") == "sv"
    (title,) = root.findall("head/title")
    assert text_of(title) == "Årsredovisning 2007 – Föreningen"
    assert dict(zip(map(text_of, root.iter("dt")), map(text_of, root.iter("dd")), strict=True)) == {
        "Företagsnamn": "Föreningen",
        "Organisationsnummer": "802428-2785",
        "Räkenskapsperiod": "2007-01-01 – 2007-12-31",
        "Upprättad av": "Eva Ek",
        "Datum": "2008-02-07",
        "Godkänd av": "Stämman",
        "Version": "1.0",
    }
    (warning,) = with_class(root, "warning")
    assert text_of(warning) == "Får inte undertecknas."


def test_the_front_is_in_english() -> None:
    root = page_of(replace(EVERYTHING, language="en"))
    assert root.get("lang") == "en"
    assert [text_of(e) for e in root.iter("dt")] == [
        "Name",
        "Organisation number",
        "Fiscal year",
        "Prepared by",
        "Date",
        "Approved by",
        "Version",
    ]


def test_a_report_that_nobody_has_approved_is_marked_as_a_draft() -> None:
    draft = replace(EVERYTHING, header=replace(HEADER, approved_by=""))
    marks: dict[Language, str] = {"sv": "UTKAST", "en": "DRAFT"}
    for language, mark in marks.items():
        root = page_of(replace(draft, language=language))
        assert [text_of(e) for e in with_class(root, "mark")] == [mark]
        assert with_class(root, f"draft-{language}")
    assert with_class(page_of(EVERYTHING), "mark") == []
    assert with_class(page_of(report_of()), "warning") == []


def test_the_foot_says_what_the_report_was_made_from() -> None:
    (footer,) = page_of(EVERYTHING).iter("footer")
    assert STAMP.commit in text_of(footer)
    assert STAMP.digest in text_of(footer)
    assert "med ändringar" in text_of(footer)
    clean = replace(EVERYTHING, stamp=replace(STAMP, commit="", changed=False))
    (footer,) = page_of(clean).iter("footer")
    assert "git" not in text_of(footer)


# --- blocks


def test_rows_have_headers_and_roles() -> None:
    table = captioned(body_of(STATEMENT), "Balansräkning")
    head = table.findall("thead/tr/th")
    assert [(text_of(e), e.get("scope"), e.get("class")) for e in head] == [
        ("Balansräkning", "col", None),
        ("Not", "col", "note short"),
        ("2007", "col", "number short"),
    ]
    rows = [r for r in table.findall("tbody/tr") if r.get("class") != "detail"]
    assert [r.get("class") for r in rows] == ["heading", None, None, "subtotal", "total"]
    assert all(r[0].tag == "th" and r[0].get("scope") == "row" for r in rows)
    assert [r[0].get("class") for r in rows] == [None, "indent-2", "indent-1", None, None]
    assert text_of(rows[1][2]) == "−1\xa0234"


def test_the_row_header_is_the_first_column_of_text() -> None:
    (row,) = captioned(body_of(VOUCHERS), VOUCHERS.caption).findall("tbody/tr")
    assert [cell.tag for cell in row] == ["td", "th", "td"]
    assert [text_of(cell) for cell in row] == ["2007-03-01", "A12", "−1\xa0234,50"]


def test_a_table_without_a_caption_is_described_by_where_it_stands() -> None:
    plain = Table("x", (Column("Namn"), Column("Roll")), (Row(("a", "")),))
    (caption,) = body_of(Heading(2, "Styrelsen", "1.1"), plain).iter("caption")
    assert text_of(caption) == "Styrelsen: Namn, Roll"
    assert caption[0].get("class") == "heard"


def test_a_row_unfolds_to_the_row_after_it_at_any_depth() -> None:
    main = body_of(STATEMENT)
    parents = {child: parent for parent in main.iter() for child in parent}
    buttons = list(main.iter("button"))
    assert [text_of(b) for b in buttons] == ["Kundfordringar", "1510 Kundfordringar"]
    for button in buttons:
        row = parents[parents[button]]
        siblings = list(parents[row])
        detail = siblings[siblings.index(row) + 1]
        assert button.get("aria-controls") == detail.get("id")
        assert detail[0].get("colspan") == str(len(row))
    # Without the script everything is unfolded, and the buttons say so.
    assert {b.get("aria-expanded") for b in buttons} == {"true"}
    assert all(b.get("disabled") is not None for b in buttons)
    assert not [e for e in main.iter() if e.get("hidden") is not None]


def test_references_to_notes_are_links_where_there_is_such_a_note() -> None:
    main = body_of(STATEMENT, Heading(2, "Not 2 Intäkter", id="note-2"))
    links = [(text_of(e), e.get("href"), e.get("aria-label")) for e in main.iter("a")]
    assert links == [("2", "#note-2", "Not 2")]
    assert [e.get("id") for e in main.iter("h3")] == ["note-2"]


def test_a_row_of_two_notes_links_to_each_that_there_is() -> None:
    columns = (Column("Balansräkning"), Column("Not", "count", note=True))
    several = Table("x", columns, (Row(("Bank", Shown("2, 3, 4", (2, 3, 4)))),))
    notes = (Heading(2, f"Not {n}", id=f"note-{n}") for n in (2, 4))
    main = body_of(several, *notes)
    links = [(text_of(e), e.get("href")) for e in main.iter("a")]
    assert links == [("2", "#note-2"), ("4", "#note-4")]
    assert "2, 3, 4" in [text_of(e) for e in main.iter("td")]


def test_headings_never_skip_a_level() -> None:
    main = body_of(Heading(4, "A"), Heading(6, "B"), Heading(2, "C"), Heading(3, "D"))
    assert [tag_of(e) for e in main.iter() if re.fullmatch(r"h\d", tag_of(e))] == [
        "h2",
        "h3",
        "h4",
        "h3",
        "h4",
    ]


def bars(chart: Chart) -> Iterator[tuple[str | None, str | None]]:
    for e in body_of(chart).iter():
        if tag_of(e) == "rect":
            yield e.get("x"), e.get("width")


def test_bars_are_as_long_as_their_values() -> None:
    assert list(bars(CHART)) == [("0.00%", "30.00%"), ("0.00%", "60.00%")]
    loss = replace(CHART, bars=(Bar("Resultat", (Decimal(-20), Decimal(100))),))
    assert list(bars(loss)) == [("0.00%", "10.00%"), ("10.00%", "50.00%")]
    nothing = replace(CHART, bars=(Bar("Inget", (Decimal(0), Decimal(0))),))
    assert list(bars(nothing)) == [("0.00%", "0.00%"), ("0.00%", "0.00%")]


def test_a_chart_says_what_it_shows() -> None:
    (picture,) = [e for e in body_of(CHART).iter() if tag_of(e) == "svg"]
    texts = {e.get("id"): text_of(e) for e in picture.iter() if e.get("id")}
    assert picture.get("role") == "img"
    assert texts[picture.get("aria-labelledby")] == CHART.title
    assert texts[picture.get("aria-describedby")] == CHART.alt
    shown = [text_of(e) for e in picture.iter() if tag_of(e) == "text"]
    assert shown == ["Avgifter", "2007: 50\xa0kr", "2006: 100\xa0kr"]


def test_a_picture_stands_in_the_file_and_nothing_that_is_no_picture_does() -> None:
    (picture,) = body_of(Image("x.png", "Ett diagram", PNG)).iter("img")
    assert picture.get("alt") == "Ett diagram"
    assert b64decode(picture.get("src", "").partition(",")[2]) == PNG
    other = body_of(Image("x.png", "Ett diagram", b"<svg onload='alert(1)'/>"))
    assert list(other.iter("img")) == []
    assert "Ett diagram" in text_of(other)


def test_signatures_have_a_place_each() -> None:
    people = (Signature("Eva Ek", "Ordförande", "Lunds kommun"), Signature("Bo Å", "", "", "Ada"))
    main = body_of(Signatures("Lund", datetime.date(2008, 4, 24), people))
    (block,) = with_class(main, "signatures")
    assert [text_of(e) for e in block.iter("p")] == ["Lund 24\xa0april\xa02008"]
    assert [list(e.itertext()) for e in block.iter("li")] == [
        ["Eva Ek", "Ordförande", "Lunds kommun"],
        ["Bo Å", "i stället för Ada"],
    ]


def test_styles_line_breaks_and_code() -> None:
    main = body_of(
        Paragraph((Span("a", "strong"), Span("\n"), Span("b", "emphasis"), Span("c", "code"))),
        Paragraph((Span("d\n  e", "code"),)),
    )
    paragraph = main.findall(".//p")[0]
    assert [(e.tag, text_of(e)) for e in paragraph] == [
        ("strong", "a"),
        ("br", ""),
        ("em", "b"),
        ("code", "c"),
    ]
    assert [text_of(e) for e in main.iter("pre")] == ["d\n  e"]
