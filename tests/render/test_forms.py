"""The table of forms, and what a renderer may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import PurePath

import pytest

from sambruk_cli.findings import Stop
from sambruk_cli.render.forms import ReportForm, form_of
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "text"),
        ("a.md", "markdown"),
        ("a.json", "json"),
        ("a.htm", "html"),
        ("a.HTML", "html"),
        ("a.pdf", "pdf"),
        ("a.docx", "docx"),
        ("a.xlsx", "xlsx"),
    ],
)
def test_the_suffix_of_a_file_says_its_form(name: str, form: str) -> None:
    assert form_of(PurePath(name)).value == form


def test_a_suffix_of_no_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(Stop) as refused:
        form_of(PurePath("a.odt"))
    found = refused.value.findings[0]
    assert found.message == 'no form of report has the suffix ".odt"'
    known = ".docx, .htm, .html, .json, .md, .pdf, .txt, .xlsx"
    assert found.hint == f"use {known}, or say --format"


def loaded_by(module: str) -> set[str]:
    """The modules that a fresh process has loaded once it has imported one."""
    program = f"import sys, {module}\nprint(*sys.modules, sep='\\n')"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return set(result.stdout.splitlines())


def test_plain_text_loads_neither_the_reports_charts_nor_pydantic() -> None:
    loaded = loaded_by("sambruk_cli.render.text")
    assert "sambruk_cli.document.model" in loaded
    assert not loaded & {"pydantic_core", "beancount"}
    assert not [name for name in loaded if name.startswith("sambruk_cli.report")]


@pytest.mark.parametrize("form", list(ReportForm))
def test_a_renderer_knows_the_document_only(form: ReportForm) -> None:
    module = form.renderer.partition(":")[0]
    above = ("books", "register", "statements", "dues", "report", "views", "exchange", "commands")
    for name in loaded_by(f"sambruk_cli.render.{module}"):
        assert not name.startswith(tuple(f"sambruk_cli.{floor}" for floor in above)), name
