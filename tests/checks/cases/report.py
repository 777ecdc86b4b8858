"""Findings on the annual report."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    BOARD,
    CHAPTER,
    CHART_FILE,
    PUBLISHED,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.checks.cases.changes import (
    KEY_FIGURES,
    OLD_YEAR,
    OVERVIEW,
    PNG_HEAD,
    published,
)
from tests.workspaces import edited

NOTE = "config/report/2021/note-1.md"

FACTS_THAT_DO_NOT_FOOT = """\
[[tables]]
id = "employees"
title = "Medelantal anställda"
source = "Löneregistret"
columns = ["2021"]
rows = [
  { label = "Kvinnor", values = [3.5] }, { label = "Män", values = [1] },
  { label = "Summa", values = [5], sum = true },
]
"""

CASES: dict[str, Case] = {
    "RPT501": case(
        published('item = "income_statement.income"\nyear = "2021"\nvalue = 749\n'),
        At("RPT501", PUBLISHED, 5, "749"),
        says="published 749, computed 750, difference -1",
    ),
    "RPT501 of a difference that is known": case(
        published(
            'item = "income_statement.income"\nyear = "2020"\nvalue = 501\n'
            'difference = 1\nexplanation = "tryckfel"\n'
        ),
        At("RPT501", PUBLISHED, 5, "501"),
        hints="known: tryckfel",
    ),
    "RPT501 of a difference other than the known one": case(
        published(
            'item = "income_statement.income"\nyear = "2020"\nvalue = 502\n'
            'difference = 1\nexplanation = "tryckfel"\n'
        ),
        At("RPT501", PUBLISHED, 5, "502"),
        says="difference 2",
        hints="state and explain it",
    ),
    "RPT501 of a difference that is no more": case(
        published('item = "members.total"\nyear = "2021"\nvalue = 3\ndifference = 1\n'),
        At("RPT501", PUBLISHED, 5, "3"),
        says="the figures agree",
    ),
    "RPT502": case(
        published('item = "income_statement.incom"\nyear = "2021"\nvalue = 750\n'),
        At("RPT502", PUBLISHED, 5, "750"),
        hints='did you mean "income_statement.income"?',
    ),
    "RPT502 of a year that is not shown": case(
        published('item = "members.total"\nyear = "2019"\nvalue = 2\n'),
        At("RPT502", PUBLISHED, 5, "2"),
        hints="2021, 2020",
    ),
    "RPT502 of a file for no year": case(
        {"config/published/2022.toml": 'source = "tryckt"\n'},
        At("RPT502", "config/published/2022.toml"),
        says="2022",
    ),
    "RPT503": case(
        edited(CHAPTER, ("members.total", "members.totl")),
        At("RPT503", CHAPTER, 3, "members.totl"),
        hints='did you mean "members.total"?',
    ),
    "RPT503 of a block": case(
        appended(CHAPTER, "\n{{ block.fes }}\n"),
        At("RPT503", CHAPTER, 13, "block.fes"),
        hints='did you mean "block.fees"?',
    ),
    "RPT503 of a block within a sentence": case(
        appended(CHAPTER, "\nAvgifterna är {{ block.fees }}.\n"),
        At("RPT503", CHAPTER, 13, "block.fees"),
        hints="stands alone",
    ),
    "RPT503 on the second line of a paragraph": case(
        edited(CHAPTER, ("medlemmar.", "medlemmar\noch {{ members.fel }}.")),
        At("RPT503", CHAPTER, 4, "members.fel"),
    ),
    "RPT504": case({CHAPTER: None}, At("RPT504", "config/report/2021"), hints="01-name.md"),
    "RPT505": case(
        edited(CHAPTER, ("{{ block.signatures }}\n", "")),
        At("RPT505", "config/report/2021"),
        says="block.signatures",
    ),
    "RPT506": case(
        edited(CHAPTER, ("{{ members.total }}", "{{ members.total }")),
        At("RPT506", CHAPTER, 3, "members.total"),
    ),
    "RPT507": case(
        appended(CHAPTER, "\n## Ett\n\n#### Två\n"),
        At("RPT507", CHAPTER, 15, "#### Två"),
        hints="use ###;",
    ),
    "RPT508": case(
        {"config/report/2021/03-mer.md": "# Mer\n"},
        At("RPT508", "config/report/2021/03-mer.md"),
        says="chapter 3",
    ),
    "RPT508 of two chapters with one number": case(
        {"config/report/2021/01-z.md": "# Mer\n"}, At("RPT508", "config/report/2021/01-z.md")
    ),
    "RPT509": case(
        appended(CHAPTER, "\nRaden är **fet.\n"), At("RPT509", CHAPTER, 13, "fet"), says="**"
    ),
    "RPT509 of HTML": case(
        appended(CHAPTER, "\nRaden är <b>fet</b>.\n"), At("RPT509", CHAPTER, 13), says="HTML"
    ),
    "RPT509 of a table without a head": case(
        appended(CHAPTER, "\n| a | b |\n| 1 | 2 |\n"),
        At("RPT509", CHAPTER, 13, "| a |"),
        says="table",
        hints="|---|---:|",
    ),
    "RPT509 of a row with more cells than the head": case(
        appended(CHAPTER, "\n| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n| 1 | 2 | 3 |\n"),
        At("RPT509", CHAPTER, 16, "| 3 |"),
        says="more cells than the head",
    ),
    "RPT509 of a note that Markdown takes for an address": case(
        appended(CHAPTER, "\nSe noten[1].\n\n[1]: Stadgarna\n"),
        At("RPT509", CHAPTER, 15, "[1]: Stadgarna"),
        says="[1]",
    ),
    "RPT512 within a sentence": case(
        appended(CHAPTER, "\nHär är ![Medlemmarna](bild.png) på bild.\n"),
        At("RPT512", CHAPTER, 13, "bild.png"),
        says="within a sentence",
    ),
    "RPT509 of a block of code without an end": case(
        appended(CHAPTER, "\n```\nkod\n"), At("RPT509", CHAPTER, 13, "```")
    ),
    "RPT509 of what Markdown elsewhere strikes out": case(
        appended(CHAPTER, "\nRaden är ~~struken~~.\n"),
        At("RPT509", CHAPTER, 13),
        says="~~ is printed as it stands",
    ),
    "RPT509 of numbers with a gap": case(
        appended(CHAPTER, "\n1. Ett\n3. Tre\n"),
        At("RPT509", CHAPTER, 14, "3. Tre"),
        says="the item numbered 3 is printed as 2",
    ),
    "RPT509 of a table without a head in a note": case(
        {NOTE: "Enligt lag.\n\n| a | b |\n| 1 | 2 |\n"},
        At("RPT509", NOTE, 3, "| a |"),
        says="table",
    ),
    "RPT503 in a note": case(
        {NOTE: "Föreningen hade {{ members.totl }} medlemmar.\n"},
        At("RPT503", NOTE, 1, "members.totl"),
        hints='did you mean "members.total"?',
    ),
    "RPT510": case(
        {},
        At("RPT510", CHAPTER),
        hints="01-verksamheten.en.md",
        arguments=("--lang", "en", "report", "2021", "-f", "json"),
        code=0,
    ),
    "RPT511": case(
        OVERVIEW, At("RPT511", ASSOCIATION), says="from 2020 to 2021", hints="overview_comment"
    ),
    "RPT512": case(
        both(
            appended(CHAPTER, "\n![Medlemmar](bild.png)\n"),
            {"config/report/2021/bild.png": b"GIF89a"},
        ),
        At("RPT512", CHAPTER, 13, "bild.png"),
        says="neither a PNG nor a JPEG",
    ),
    "RPT512 of a picture without a text": case(
        both(appended(CHAPTER, "\n![](bild.png)\n"), {"config/report/2021/bild.png": PNG_HEAD}),
        At("RPT512", CHAPTER, 13, "bild.png"),
        says="no text",
    ),
    "RPT513": case(
        both(
            appended(CHAPTER, "\n![Medlemmar](bild.png)\n"),
            {"config/report/2021/bild.png": PNG_HEAD + b"damaged"},
        ),
        At("RPT513", None),
        arguments=("report", "2021", "-o", "arsredovisning.pdf"),
    ),
    "RPT513 of a letter in a chapter": case(
        appended(CHAPTER, "\nEn fin dag \N{GRINNING FACE} i 漢字.\n"),
        At("RPT513", CHAPTER, 13, "En fin dag"),
        says='no font of the PDF has "\N{GRINNING FACE}" U+1F600, "漢" U+6F22, "字" U+5B57',
    ),
    "RPT513 of a letter in a note": case(
        {"config/report/2021/note-1.md": "Enligt lag.\n\nOch 漢.\n"},
        At("RPT513", "config/report/2021/note-1.md", 3, "漢"),
    ),
    "RPT513 of a letter in English": case(
        {"config/report/2021/01-verksamheten.en.md": "# Activities\n\nIn 漢.\n"},
        At("RPT513", "config/report/2021/01-verksamheten.en.md", 3, "漢"),
    ),
    "RPT513 of a letter in a name": case(
        edited(BOARD, ('name = "Anna Ek"', 'name = "Anna 漢"')),
        At("RPT513", BOARD, 9, "Anna"),
    ),
    "RPT513 of a letter written by its number": case(
        edited(BOARD, ('name = "Anna Ek"', 'name = "Anna \\u6f22"')),
        At("RPT513", "config/report/2021"),
    ),
    "RPT513 of a letter in code": case(
        appended(CHAPTER, "\nEn text med `\N{RUNIC LETTER FEHU FEOH FE F}`.\n"),
        At("RPT513", CHAPTER, 13),
    ),
    "RPT513 of a damaged picture": case(
        both(
            appended(CHAPTER, "\n![Medlemmar](bild.png)\n"),
            {"config/report/2021/bild.png": PNG_HEAD + b"damaged"},
        ),
        At("RPT513", "config/report/2021/bild.png"),
        says="the picture bild.png is damaged",
    ),
    "RPT514": case(
        OLD_YEAR,
        At("RPT514", CHART_FILE, 11, "5010"),
        says="of 2019 does not fall in one row of layout ny",
    ),
    "RPT515": case(KEY_FIGURES, At("RPT515", ASSOCIATION, 36, "2020"), hints="[[key_figures]]"),
    "RPT516": case(
        {"config/report/2021/facts.toml": FACTS_THAT_DO_NOT_FOOT},
        At("RPT516", "config/report/2021/facts.toml", 8, "Summa"),
        says="5 is stated, and what it sums is 4.5",
    ),
    "RPT517": case(
        appended(CHAPTER, "\nSkriv här vad föreningen har gjort.\n"),
        At("RPT517", CHAPTER, 13, "Skriv här"),
        says="the report for 2021 is dated",
    ),
}
