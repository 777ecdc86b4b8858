"""What Typer says, known again by its form and said in Swedish."""

from __future__ import annotations

import pytest

from sambruk_cli.console.help import placeholder_words, words_in
from sambruk_cli.console.usage import TEMPLATES, in_language
from sambruk_cli.messages.message import placeholders


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Missing argument 'FIL'.", "Argumentet 'FIL' saknas."),
        ("No such option: --mem", "Flaggan --mem finns inte"),
        (
            "No such option: --e (Possible options: --exact, --explain)",
            "Flaggan --e finns inte (menade du --exact, --explain?)",
        ),
        (
            "Invalid value for '--on' / '-n': '1/2' does not match the formats '%Y-%m-%d'.",
            "Ogiltigt värde för '--on' / '-n': '1/2' är inget datum på formen ÅÅÅÅ-MM-DD.",
        ),
        (
            "Invalid value for '--today' (env var: 'SAMBRUK_TODAY'): 'x' does not match the "
            "formats '%Y-%m-%d'.",
            "Ogiltigt värde för '--today' (miljövariabel: 'SAMBRUK_TODAY'): 'x' är inget datum på "
            "formen ÅÅÅÅ-MM-DD.",
        ),
        ("Utskriftens form.  [default: text]", "Utskriftens form.  [förval: text]"),
        ("En SIE-fil.  [required]", "En SIE-fil.  [krävs]"),
        ("A text that no template makes", "A text that no template makes"),
    ],
)
def test_a_text_is_said_in_swedish_with_what_it_holds(text: str, said: str) -> None:
    assert in_language(text, "sv") == said
    assert in_language(text, "en") == text


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_known_again(template: str) -> None:
    """None is taken for another, and every value is still there."""
    values = {name: f"<{name}>" for name in placeholders(template)}
    said = in_language(template.format_map(values), "sv")
    assert said != template.format_map(values)
    assert all(value in said for value in values.values())


def test_a_value_with_braces_or_line_breaks_is_only_a_value() -> None:
    assert in_language("Missing argument '{x}\n'.", "sv") == "Argumentet '{x}\n' saknas."


def test_placeholders_are_words_in_capitals() -> None:
    assert placeholder_words("[YEAR]") == ["YEAR"]
    assert placeholder_words("DIR|YEAR") == ["DIR", "YEAR"]
    assert placeholder_words("1|2|3|4") == []
    assert words_in("[OPTIONS] COMMAND [ARGS]...", "sv") == "[FLAGGOR] KOMMANDO [ARGUMENT]..."
    assert words_in(words_in("DIR|YEAR", "sv"), "sv") == "MAPP|ÅR"
    assert words_in("DIR|YEAR", "en") == "DIR|YEAR"
