"""Chapters whose Markdown would not print as it was meant."""

from __future__ import annotations

import pytest

from sambruk_cli.report.narrative import markdown_blocks, read_narrative


def findings(text: str) -> list[tuple[str, int | None]]:
    narrative = read_narrative(text, "kap.md", {}, {})
    assert all(f.file == "kap.md" and f.hint for f in narrative.findings)
    return [(f.code, f.line) for f in narrative.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n### C\n", [("RPT507", 3)]),
        ("# A\n\n## B\n\n### C\n\n## D\n\n#### E\n", [("RPT507", 9)]),
        ("# A\n\nett **två tre\n", [("RPT509", 3)]),
        ("# A\n\n```\nkod\n", [("RPT509", 3)]),
        ("# A\n\n<b>fet</b>\n", [("RPT509", 3)]),
        ("# A\n\nse [länk](http://\n", [("RPT509", 3)]),
        ("# A\n\n<!-- kolla\n\ndet här -->\n", [("RPT509", 3), ("RPT509", 5)]),
        ("# A\n\n~~struket~~\n", [("RPT509", 3)]),
        ("# A\n\ntext[^1]\n", [("RPT509", 3)]),
        ("# A\n\n3. tre\n4. fyra\n6. sex\n7. sju\n", [("RPT509", 5)]),
        ("# A\n\n- a\n\n  1. ett\n  3. tre\n- b\n", [("RPT509", 6)]),
        ("# A\n\n| a | b |\n| 1 | 2 |\n", [("RPT509", 3)]),
        ("".join(f"{'  ' * n}- p{n + 1}\n" for n in range(10)), [("RPT509", 10)]),
        (f"# A\n\nett\n\n{'> ' * 20}två\n", [("RPT509", 5)]),
    ],
)
def test_each_is_a_finding_at_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert findings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n## B\n\n### C\n\n# D\n",
        "# A\n\n**två** och *tre*, 2 < 3 och 4 > 3, a * b\n",
        "# A\n\n```\nkod **x\n```\n",
        "# A\n\n- ett\n- två\n\n1. x\n",
        "# A\n\n1. ett\n1. två\n1. tre\n\n- x\n\n3. tre\n4. fyra\n",
        "# A\n\nSe <https://exempel.se> och <post@exempel.se>, ~ 5\n",
        "## Endast en sektion\n",
    ],
)
def test_ordinary_chapters_have_none(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize("deep", range(1, 25))
def test_what_is_nested_is_printed_or_found(deep: int) -> None:
    for text in (
        "".join(f"{'  ' * n}- p{n}\n" for n in range(deep)),
        "".join(f"{'   ' * n}1. p{n}\n" for n in range(deep)),
        f"{'> ' * deep}p{deep - 1}\n",
        "> " + "- " * deep + f"p{deep - 1}\n",
        "- " * deep + f"> p{deep - 1}\n",
    ):
        is_printed = f"'p{deep - 1}'" in str(markdown_blocks(text))
        assert is_printed == (findings(text) == []), text
