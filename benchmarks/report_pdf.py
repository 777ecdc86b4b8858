"""The annual report as PDF: the example against WeasyPrint, and a report of 5 000 members.

WeasyPrint sets the HTML of the same report. It is needed here alone:
make bench installs it and runs this.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.timing import Command, Timed, compare

ROOT = Path(__file__).parents[1]
MEMBERS = 5000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*_example(folder), *_many_members(folder)]
    sys.stdout.write("| report | median, s | least-most, s |\n|---|---:|---:|\n")
    for timed in rows:
        sys.stdout.write(f"| {timed.name} | {timed.median:.2f} | {timed.spread} |\n")
    ours, theirs = rows[0].median, rows[1].median
    sys.stdout.write(f"\nsambruk / WeasyPrint: {ours / theirs:.2f}\n")


def _sambruk(root: Path, file: Path) -> list[str]:
    return [sys.executable, "-m", "sambruk_cli", "--root", str(root), "report", "-o", str(file)]


def _example(folder: Path) -> list[Timed]:
    page = folder / "report.html"
    page.write_text(_page())
    weasyprint = [sys.executable, "-m", "weasyprint", str(page), str(folder / "w.pdf")]
    return compare(
        [
            Command("sambruk: books to PDF, the 2007 example", _sambruk(ROOT, folder / "s.pdf")),
            Command("WeasyPrint: HTML of the same report to PDF", weasyprint),
        ]
    )


def _page() -> str:
    """The report as HTML without what its figures unfold to: what the PDF shows, no more."""
    from sambruk_cli.opening.reading import read_checked
    from sambruk_cli.render.html import report_html
    from sambruk_cli.report.build import build_report
    from sambruk_cli.report.year import gather
    from sambruk_cli.terms import Terms
    from sambruk_cli.workspace import Workspace

    session = read_checked(Workspace(ROOT), Terms(date(2026, 1, 31)), cache=False)
    year = gather(session, session.year("2007"))
    assert year is not None
    return report_html(build_report(year)[0])


def _many_members(folder: Path) -> list[Timed]:
    """The tests' small workspace with a chapter that lists 5 000 more members."""
    from tests.workspaces import CHAPTER, FILES, write_workspace

    members = "".join(
        f'\n[[members]]\nid = "m-{n}"\nname = "Medlem {n:05d}"\nkind = "organisation"\n'
        f'joined = 2021-12-31\nleft = 2021-12-31\ntier = "organisation"\n'
        for n in range(MEMBERS)
    )
    # Charged by no schedule on that day, so that the books need not hold their dues.
    fees = FILES["config/fees.toml"].replace(
        "valid_from = 2020-01-01\n", "valid_from = 2020-01-01\nvalid_to = 2021-12-30\n"
    )
    # Listed twice, which makes some 200 pages.
    chapter = CHAPTER + "\n# Medlemmar\n" + 2 * "\n{{ block.members }}\n"
    root = write_workspace(
        folder / "many",
        {
            "config/members.toml": FILES["config/members.toml"] + members,
            "config/fees.toml": fees,
            "config/report/2021/01-verksamheten.md": chapter,
        },
    )
    file = folder / "many.pdf"
    found = compare([Command(f"sambruk: {MEMBERS} members listed", _sambruk(root, file))])
    import pypdf

    pages = len(pypdf.PdfReader(file).pages)
    sys.stderr.write(f"{MEMBERS} members: {pages} pages\n")
    return found


if __name__ == "__main__":
    main()
