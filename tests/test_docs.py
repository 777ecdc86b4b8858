"""Documentation that cannot drift: a command or code without its page fails here."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from sambruk_cli.findings import NAMES
from sambruk_cli.language import Language
from sambruk_cli.messages.codes import CODES
from sambruk_cli.render.lines import as_text
from sambruk_cli.render.text import block_lines
from sambruk_cli.report.blocks import BLOCKS
from sambruk_cli.report.narrative import markdown_blocks
from sambruk_cli.views.check_page import check_page
from tests.check_pages import blocks_of, faults_of, findings_shown, headings_of, numbers_in
from tests.conftest import PROJECT, RunCommand
from tests.test_cli import COMMANDS

DOCS = PROJECT / "docs"
LANGUAGES = get_args(Language)


def page_of(code: str, language: str = "en") -> str:
    folder = DOCS / "checks" / language if language != "en" else DOCS / "checks"
    return (folder / f"{code}.md").read_text()


# The pages are gone through within one test each: several hundred tests of a moment take longer
# to count than to run.


def test_every_check_has_a_page() -> None:
    for code in NAMES:
        page = page_of(code)
        assert page.startswith(f"# {code} {NAMES[code]}\n")
        assert "## What triggers it\n" in page, code
        assert "## What to do\n" in page, code
        severity = "Warning" if CODES[code].warning else "Error"
        assert severity in page.split("## What triggers it")[0], code


def test_there_is_no_page_without_its_check() -> None:
    assert {path.stem for path in (DOCS / "checks").glob("*.md")} == set(NAMES)


def test_every_check_has_a_page_in_swedish_with_the_parts_of_the_english_one() -> None:
    for code in NAMES:
        page, english = page_of(code, "sv"), page_of(code)
        assert page.startswith(f"# {code} {NAMES[code]}\n")
        severity = "Varning." if CODES[code].warning else "Fel."
        assert page.split("\n")[2].startswith(severity), code
        assert headings_of(page)[1:] == ["## Vad som utlöser den", "## Vad man gör"], code
        assert len(headings_of(english)) == 3, code
        kinds = [kind for kind, _ in blocks_of(english)]
        assert [kind for kind, _ in blocks_of(page)] == kinds, code


def test_there_is_no_page_in_swedish_without_its_check() -> None:
    assert {path.stem for path in (DOCS / "checks" / "sv").iterdir()} == set(NAMES)


@pytest.mark.parametrize("code", NAMES)
def test_pages_show_findings_in_the_words_of_the_program(code: str) -> None:
    english = list(findings_shown(page_of(code)))
    swedish = list(findings_shown(page_of(code, "sv")))
    assert code in [each.code for each in english]
    for each, same in zip(english, swedish, strict=True):
        assert faults_of(each, "en") == []
        assert faults_of(same, "sv") == []
        assert (each.place, each.code, each.hint is None) == (
            same.place,
            same.code,
            same.hint is None,
        )
        assert same.severity == {"error": "fel", "warning": "varning"}[each.severity]
        assert numbers_in(each.message) == numbers_in(same.message)


def test_english_words_and_words_of_another_code_are_told_from_a_findings_own() -> None:
    (english,) = findings_shown((DOCS / "checks" / "REG107.md").read_text())
    assert len(faults_of(english, "sv")) == 2
    assert len(faults_of(english._replace(code="REG108"), "en")) == 2
    assert faults_of(english._replace(hint="left is the last day"), "en") == [
        "left is the last day"
    ]


@pytest.mark.longer
def test_a_page_is_shown_in_the_language_asked_for() -> None:
    for code in NAMES:
        for language in LANGUAGES:
            assert check_page(code, language) == page_of(code, language)


def test_an_unknown_code_is_said_in_swedish(sambruk: RunCommand) -> None:
    result = sambruk("--lang", "sv", "explain", "BOK2004")
    assert result.returncode == 2
    assert 'ingen kontroll heter "BOK2004"' in result.stderr
    assert 'menade du "BOK204"?' in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_that_shows_its_example(name: str, sambruk: RunCommand) -> None:
    page = (DOCS / "commands" / f"{name}.md").read_text()
    text = re.sub(r"\s+", " ", sambruk(name, "--help").stdout)
    example = re.search(r"Example: (sambruk .*?)(?: Arguments:| Options:)", text)
    assert example is not None
    assert example[1].strip() in page


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_in_the_commands_page(name: str, sambruk: RunCommand) -> None:
    page = (DOCS / "commands" / f"{name}.md").read_text()
    options = set(re.findall(r"--[a-z]+", sambruk(name, "--help").stdout)) - {"--help"}
    assert {
        option for option in options if f"`{option}" not in page and option not in page
    } == set()


@pytest.mark.parametrize("code", ["BOK204", "voucher-gap", "bok204"])
def test_explain_prints_the_page(code: str, sambruk: RunCommand) -> None:
    result = sambruk("explain", code)
    assert result.returncode == 0
    assert result.stdout.startswith("BOK204 voucher-gap\n")


def test_explain_suggests_the_nearest_code(sambruk: RunCommand) -> None:
    result = sambruk("explain", "BOK2004")
    assert result.returncode == 2
    assert 'did you mean "BOK204"' in result.stderr


@pytest.mark.longer
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_prints_within_80_columns(language: Language) -> None:
    for code in NAMES:
        text = as_text(block_lines(markdown_blocks(check_page(code, language)), language))
        assert all(len(line) <= 80 for line in text.splitlines()), code
        assert "```" not in text, code


def test_every_placeholder_block_is_documented() -> None:
    page = (DOCS / "placeholders.md").read_text()
    assert [name for name in BLOCKS if name not in page] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    for document in [*PROJECT.glob("*.md"), *DOCS.rglob("*.md")]:
        prose = re.sub(r"```.*?```|`[^`]*`", "", document.read_text(), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", prose):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_and_target_that_a_page_for_developers_names_is_there(page: str) -> None:
    text = (PROJECT / page).read_text()
    paths = [span for span in re.findall(r"`([^`\s]+)`", text) if "/" in span]
    assert len(paths) > 10
    assert [path for path in paths if not any(PROJECT.glob(path))] == []
    targets = set(re.findall(r"\bmake ([a-z]+)\b", text)) - {"and"}
    makefile = (PROJECT / "Makefile").read_text()
    assert {target for target in targets if f"\n{target}:" not in makefile} == set()


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_name_that_a_page_for_developers_puts_in_a_file_stands_there(page: str) -> None:
    """`NAME` in `path/to/file.py`."""
    pairs = re.findall(r"`(\w+)` in\s+`([^`*]+\.py)`", (PROJECT / page).read_text())
    assert pairs
    assert [pair for pair in pairs if pair[0] not in (PROJECT / pair[1]).read_text()] == []
