"""The page in a browser: by keyboard, by telephone, in the dark and on paper.

Chromium is Debian's own, driven by Playwright; axe-core judges what a screen reader meets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from sambruk_cli.document.model import Report
from sambruk_cli.render.html import report_html
from sambruk_cli.report.details import unfoldable
from tests.conftest import required_program
from tests.render.test_html import EVERYTHING, STAMP, poisoned
from tests.report.years import example_report, example_year

# One browser for all of them: under pytest-xdist they run in the same process.
pytestmark = pytest.mark.xdist_group("browser")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
DESK, TELEPHONE = (1280, 900), (390, 844)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = required_program("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The example as a draft that must not be trusted, one of everything, and one of long names."""
    year, built = example_year(), example_report()
    example = replace(unfoldable(built, year), stamp=STAMP, warning="Två fel i bokföringen.")
    made: dict[str, Report] = {
        "example": example,
        "everything": replace(EVERYTHING, language="en"),
        "long": poisoned(EVERYTHING, "Ö" * 10_000),
    }
    folder = tmp_path_factory.mktemp("html")
    for name, report in made.items():
        (folder / f"{name}.html").write_text(report_html(report), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def show(browser: Browser, reports: dict[str, Path]) -> Iterator[Open]:
    """Open a report; at the end nothing has been complained of and nothing asked for."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    asked: list[str] = []

    def opened(name: str = "example", size: tuple[int, int] = DESK, **settings: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(reports[name].as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    files_opened = {path.as_uri() for path in reports.values()}
    assert complaints == []
    assert {url for url in asked if not url.startswith("data:image/png")} <= files_opened


def row(page: Page | Locator, name: str) -> Locator:
    """The button of a row that unfolds."""
    return page.get_by_role("button", name=name, exact=True)


def press_tab_until(page: Page, wanted: Locator) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    pytest.fail("the Tab key never got there")


def test_every_line_of_the_contents_leads_to_its_heading(show: Open) -> None:
    page = show()
    links = page.locator("nav a")
    assert links.count() > 35
    for link in links.all():
        link.click()
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        expect(target).to_be_in_viewport()
        number, _, text = link.inner_text().partition("\n")
        expect(target).to_contain_text(text or number)


def test_the_keyboard_skips_the_contents(show: Open) -> None:
    page = show()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till rapporten")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_keyboard_unfolds_accounts_and_vouchers(show: Open) -> None:
    page = show()
    costs, fees = row(page, "Föreningens kostnader"), row(page, "4010 Konsultarvoden")
    vouchers = page.get_by_role("cell", name="\N{MINUS SIGN}300 000,00", exact=True)
    expect(fees).to_be_hidden()
    press_tab_until(page, costs)
    page.keyboard.press("Enter")
    expect(costs).to_have_attribute("aria-expanded", "true")
    expect(fees).to_be_visible()
    expect(vouchers).to_be_hidden()
    press_tab_until(page, fees)
    page.keyboard.press("Space")
    expect(vouchers).to_be_visible()
    expect(fees).to_be_focused()
    costs.press("Space")
    expect(costs).to_have_attribute("aria-expanded", "false")
    expect(fees).to_be_hidden()


def test_everything_unfolds_at_once(show: Open) -> None:
    page = show()
    page.get_by_role("button", name="Visa alla underlag").click()
    assert page.locator("tr.detail:visible").count() == page.locator("tr.detail").count() > 20
    page.get_by_role("button", name="Dölj alla underlag").click()
    assert page.locator("tr.detail:visible").count() == 0


def test_a_reference_leads_to_its_note(show: Open) -> None:
    page = show()
    page.get_by_role("link", name="Not 5", exact=True).first.click()
    heading = page.get_by_role("heading", name="Not 5")
    expect(heading).to_be_in_viewport()
    assert page.url.endswith("#note-5")


def test_without_the_script_every_figure_is_there_to_read(show: Open) -> None:
    page = show(java_script_enabled=False)
    vouchers = page.get_by_role("table", name="4010 Konsultarvoden, verifikationer 2007")
    expect(
        vouchers.get_by_role("cell", name="\N{MINUS SIGN}300 000,00", exact=True)
    ).to_be_visible()
    expect(page.get_by_role("button", name="Visa alla underlag")).to_be_hidden()
    assert page.locator("tr.detail:visible").count() == page.locator("tr.detail").count()
    press = row(page, "Föreningens kostnader")
    expect(press).to_be_disabled()
    expect(press).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("name", ["example", "everything", "long"])
@pytest.mark.parametrize("size", [TELEPHONE, DESK])
def test_the_page_is_never_wider_than_the_screen(
    name: str, size: tuple[int, int], show: Open
) -> None:
    page = show(name, size)
    page.locator("#show-all").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_table_that_is_wider_than_the_telephone_scrolls_by_keyboard(show: Open) -> None:
    page = show("long", TELEPHONE)
    box = page.locator("div.scroll").first
    expect(box).to_have_attribute("tabindex", "0")
    box.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):  # it glides
        if box.evaluate("e => e.scrollLeft") > 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("the table did not move")


def test_a_table_that_fits_is_no_stop_for_the_tab_key(show: Open) -> None:
    page = show()
    expect(page.locator("div.scroll[tabindex]")).to_have_count(0)


def test_the_contents_are_closed_on_a_telephone(show: Open) -> None:
    link = "Föreningens bakgrund"
    expect(show().get_by_role("link", name=link)).to_be_visible()
    page = show(size=TELEPHONE)
    expect(page.get_by_role("link", name=link)).to_be_hidden()
    page.locator("nav summary").press("Enter")
    expect(page.get_by_role("link", name=link)).to_be_visible()


COLOURS = """e => {
  const style = getComputedStyle(e);
  return [style.color, getComputedStyle(document.documentElement).backgroundColor];
}"""


def lightness(colour: str) -> float:
    """0 for black to 255 for white, of a colour as "rgb(r, g, b)"."""
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / 3


def test_the_dark_is_dark_and_paper_is_white_even_then(show: Open) -> None:
    page = show(color_scheme="dark")
    text, paper = page.locator("h1").evaluate(COLOURS)
    assert lightness(paper) < 40 < 200 < lightness(text)
    page.emulate_media(media="print")
    text, paper = page.locator("h1").evaluate(COLOURS)
    assert lightness(text) < 40 < 250 < lightness(paper)


def test_bars_can_be_told_from_the_paper_in_light_and_dark(show: Open) -> None:
    for scheme in ("light", "dark"):
        page = show("everything", color_scheme=scheme)
        _, paper = page.locator("h1").evaluate(COLOURS)
        for bar in page.locator("rect").all():
            fill = bar.evaluate("e => getComputedStyle(e).fill")
            assert abs(lightness(fill) - lightness(paper)) > 70


def test_paper_has_the_statements_and_no_controls(show: Open) -> None:
    page = show()
    page.locator("#show-all").click()
    page.emulate_media(media="print")
    for away in ("nav", ".skip", "#tools", "tr.detail >> nth=0"):
        expect(page.locator(away)).to_be_hidden()
    expect(page.get_by_text("UTKAST")).to_be_visible()
    expect(page.get_by_text("3 439 995").first).to_be_visible()
    expect(page.get_by_text("Två fel i bokföringen.")).to_be_visible()


def test_a_printed_page_is_a4_and_details_take_no_paper(show: Open) -> None:
    page = show()
    pages = pages_of(page.pdf(prefer_css_page_size=True))
    assert set(pages) == {(595, 842)}
    assert 10 < len(pages) < 30
    page.locator("#show-all").click()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == pages


def pages_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize(
    ("name", "size", "scheme", "state"),
    [
        ("example", DESK, "light", "closed"),
        ("example", DESK, "dark", "open"),
        ("example", TELEPHONE, "light", "open"),
        ("example", TELEPHONE, "dark", "closed"),
        ("everything", DESK, "light", "open"),
        ("everything", TELEPHONE, "dark", "open"),
    ],
)
def test_axe_finds_nothing(
    name: str, size: tuple[int, int], scheme: str, state: str, show: Open
) -> None:
    page = show(name, size, color_scheme=scheme)
    if state == "open":
        page.locator("nav > details").evaluate("e => { e.open = true }")
        for depth in ("main", "tr.detail", "tr.detail tr.detail"):
            for button in page.locator(f"{depth} th > button:visible").all()[:2]:
                button.click()
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """What axe-core objects to, of any impact, with the first place where it does."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['impact']} {v['id']}: {json.dumps(v['nodes'][0]['html'])[:300]}"
        for v in found["violations"]
    ]


def test_axe_would_find_something(show: Open) -> None:
    page = show("everything")
    page.locator("img").evaluate("e => e.removeAttribute('alt')")
    assert [v.split(":")[0] for v in violations(page)] == ["critical image-alt"]


def test_the_statements_are_tables_to_a_screen_reader(show: Open) -> None:
    page = show()
    table = page.get_by_role("table", name="Balansräkning", exact=True)
    expect(table.get_by_role("rowheader", name="Leverantörsskulder", exact=True)).to_be_visible()
    assert table.get_by_role("columnheader").all_inner_texts()[1:] == [
        "Not",
        "2007-12-31",
        "2006-12-31",
    ]
