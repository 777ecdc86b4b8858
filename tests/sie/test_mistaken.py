"""Words of which a program has read the bytes in another encoding than they were written in."""

from __future__ import annotations

import pytest

from sambruk_cli.sie.mistaken import first_mistaken

WORDS = ("Inköp tjänster", "Företagskonto", "Årets resultat", "Försäljning", "Övriga intäkter")
# What it was, what it was taken for. Bytes that the other does not have are lost, not mistaken.
WAYS = [
    ("cp437", "cp1252"),
    ("cp850", "cp1252"),
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp437"),
    ("utf-8", "cp850"),
    ("utf-8", "mac-roman"),
    ("cp1252", "cp437"),
    ("cp1252", "cp850"),
    ("mac-roman", "cp1252"),
    ("mac-roman", "cp437"),
]


@pytest.mark.parametrize(("one", "other"), WAYS, ids=[f"{a} as {b}" for a, b in WAYS])
def test_words_read_in_another_encoding_are_seen(one: str, other: str) -> None:
    seen = [first_mistaken(word.encode(one).decode(other, "replace")) for word in WORDS]
    # A letter that begins a word, alone in it, may pass; a file has other words.
    assert sum(found is not None for found in seen) >= 3


def test_the_first_is_told_with_its_word() -> None:
    text = '#KONTO 1510 "Kundfordringar"\n#KONTO 4056 "Ink”p tj„nster"\n'
    assert first_mistaken(text) == (text.index("”"), "Ink”p")


@pytest.mark.parametrize(
    "text",
    [
        *WORDS,
        "Kurs i ”Ekonomi”",
        "„Haus“ och ”hus”, 3÷4",
        "Rue de l’Œuvre, Šárka Lukšaitė, Žižka",
        "São Tomé, Ångström, CAFÉ, Ærø, Übung, Müller, NÜRNBERG",
        "† 2021 Kim",
        "Tabell ─── ┼",
        "Σ 100, σ = 2",
        "Ãnsata",
        "l’Œuvre, Škoda, Õunap, Ñandú, naïve façade, Łódź, ΑΒΓ, côté, CITROËN",
        "Malmö–Lund, vänta…nu, m²år, AB™s, 10€, µm, Ωm, «citat», Nestlé®",
        "",
    ],
)
def test_what_people_write_is_not_taken_for_it(text: str) -> None:
    assert first_mistaken(text) is None
