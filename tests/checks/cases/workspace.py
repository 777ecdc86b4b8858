"""Findings on the files of a workspace."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    CHAPTER,
    COUNTERPARTIES,
    MAIN,
    MEMBERS,
    PUBLISHED,
    At,
    Case,
    appended,
    case,
)
from tests.workspaces import edited

CASES: dict[str, Case] = {
    "WSP001": case(
        {ASSOCIATION: None},
        At("WSP001", None),
        says="config/association.toml",
        arguments=("validate", "-f", "json"),
    ),
    "WSP002": case(
        {MEMBERS: None}, At("WSP002", MEMBERS), says="no such file", hints="create the file"
    ),
    "WSP002 of a folder": case(
        {"config/published/2021.toml/x": ""}, At("WSP002", PUBLISHED), says="not an ordinary file"
    ),
    "WSP002 of a note's text": case(
        {"config/report/2021/note-1.md": None}, At("WSP002", "config/report/2021/note-1.md")
    ),
    "WSP002 of a chapter that is no text": case(
        {
            "config/report/2021/02-bilaga.md": "ord\n" * 300_000,
            "config/report/2021/02-bilaga.en.md": "# Appendix\n",
        },
        At("WSP002", "config/report/2021/02-bilaga.md"),
        says="larger than 1 MB",
        hints="no text",
    ),
    "WSP002 of a picture": case(
        appended(CHAPTER, "\n![Medlemmar](bild.png)\n"), At("WSP002", CHAPTER, 13, "bild.png")
    ),
    "WSP003": case(
        {COUNTERPARTIES: '[[counterparties]]\nid = "banken"\nname = "Bänken"\n'.encode("latin-1")},
        At("WSP003", COUNTERPARTIES, 3),
        says="0xe4",
        hints="UTF-8",
    ),
    "WSP004": case(
        edited(
            CHAPTER,
            ("Föreningen hade", "<<<<<<< HEAD\nFöreningen hade\n=======\nVi hade\n>>>>>>> andras"),
        ),
        At("WSP004", CHAPTER, 3, "<<<<<<< HEAD"),
        # What the chapter would have held is now missing; K1 wants no notes.
        *[At("RPT505", "config/report/2021")] * 3,
    ),
    "WSP004 in the register": case(
        edited(COUNTERPARTIES, ('name = "Banken"', '>>>>>>> andras\nname = "Banken"')),
        At("WSP004", COUNTERPARTIES, 3, ">>>>>>> andras"),
    ),
    "WSP005": case(
        appended(MAIN, 'include "../../stranger.beancount"\n'),
        At("WSP005", MAIN, 6, "stranger"),
        says="../../stranger.beancount",
    ),
    "WSP005 of a pattern": case(
        appended(MAIN, 'include "/etc/*"\n'), At("WSP005", MAIN, 6, "/etc/*")
    ),
    "WSP005 of a picture": case(
        appended(CHAPTER, "\n![Medlemmar](../../../../bild.png)\n"),
        At("WSP005", CHAPTER, 13, "bild.png"),
    ),
    "WSP006": case(
        edited(COUNTERPARTIES, ('"Banken"', "Banken")),
        At("WSP006", COUNTERPARTIES, 3, "Banken"),
        hints="quotes",
    ),
    "WSP007": case(
        {"ledger/.main.beancount.picklecache": b"\x80"},
        At("WSP007", "ledger/.main.beancount.picklecache"),
        hints="delete it",
    ),
    "WSP008": case(
        {},
        At("WSP008", None),
        says="lies in no git repository",
        hints="git init",
        arguments=("diff", "-f", "json"),
    ),
    "WSP012": case(
        {"ledger/mer/2021-12.beancount": "; no voucher\n"},
        At("WSP012", "ledger/mer/2021-12.beancount"),
        says="not in the books",
        hints="include it",
    ),
    "WSP013": case(
        {"config/.members.toml.a1b2c3d4.tmp": "[[memb"},
        At("WSP013", "config/.members.toml.a1b2c3d4.tmp"),
        hints="delete",
    ),
    "WSP020": case(
        {"config/report/2021/02-\udcfe.md": "# Annat\n\nText.\n"},
        At("WSP020", "config/report/2021/02-\udcfe.md"),
        hints="rename it",
    ),
    "WSP020 of a journal": case(
        {
            **edited(MAIN, ('include "2021.beancount"', 'include "2021*.beancount"')),
            "ledger/2021-\udcfe.beancount": "; nothing\n",
        },
        At("WSP020", "ledger/2021-\udcfe.beancount"),
    ),
    "WSP014": case(
        {
            "config/sie.toml": '[[imports]]\nfile = "mars.si"\n'
            f'sha256 = "{"0" * 64}"\njournal = "ledger/imported/mars.beancount"\n'
        },
        At("WSP014", "config/sie.toml", 4),
        says="mars.si has been imported into ledger/imported/mars.beancount",
        hints="bring the file back",
    ),
    "WSP009": case(
        {".sambruk-change/list.json": "{}"},
        At("WSP009", ".sambruk-change"),
        arguments=("members", "-f", "json"),
        says="not made here",
        hints="delete the folder",
    ),
}
