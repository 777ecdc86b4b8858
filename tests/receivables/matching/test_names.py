"""Names as banks write them, and who may be meant."""

from __future__ import annotations

import pytest

from sambruk_cli.receivables.matching.model import MatchParty
from sambruk_cli.receivables.matching.names import NameIndex, plain_letters, words_of

NAMES = {
    "hallstrom": "Bo Hallström",
    "hällström": "Bo Hällström",
    "city": "Storstads kommun",
    "fund": "Stiftelsen Gröna Fonden för Barn och Unga i Norra Ångermanland",
    "obrien": "Mary O'Brien-Åberg",
    "twin-1": "Anna Svensson",
    "twin-2": "Anna Svensson",
    "long": "Föreningen Alfa i Mellersta Norrland",
    "longer": "Föreningen Alfa i Mellersta Norrbotten",
}
INDEX = NameIndex(MatchParty(id_, name) for id_, name in NAMES.items())


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        # In any order, with or without capitals and punctuation.
        ("KOMMUN STORSTADS", "city"),
        ("Storstads kommun.", "city"),
        ("OBRIEN-ÅBERG,MARY", "obrien"),
        ("Mary O\N{RIGHT SINGLE QUOTATION MARK}Brien Aberg", "obrien"),
        # With dots and rings it is the one; without them it may be either.
        ("BO HÄLLSTRÖM", "hällström"),
        ("HALLSTRÖM BO", "hallstrom"),
        ("BO HALLSTROM", "hallstrom hällström"),
        ("Bo Ha\N{COMBINING DIAERESIS}llstro\N{COMBINING DIAERESIS}m", "hällström"),
        ("Anna Svensson", "twin-1 twin-2"),
        # Cut off: 12, 18, 20 and 35 characters, and one less where the last was a blank.
        ("Stiftelsen G", "fund"),
        ("STIFTELSEN GRONA F", "fund"),
        ("Stiftelsen Gröna Fon", "fund"),
        ("Stiftelsen Gröna Fonden för Barn oc", "fund"),
        ("Stiftelsen", ""),
        ("Stiftelsen Gröna", ""),
        ("ANGERMANLAND STIFT", "fund"),
        ("Gröna Fonden för Bar", "fund"),
        ("Föreningen Alfa i Mellersta Norrbot", "longer"),
        ("Föreningen Alfa i", "long longer"),
        # Nobody.
        ("Bo", ""),
        ("Storstads", ""),
        ("", ""),
        ("...", ""),
        ("Anna Svensson Berg", ""),
    ],
)
def test_a_payer_s_name_is_somebody_s(name: str, ids: str) -> None:
    assert sorted(INDEX.of(name)) == sorted(ids.split())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("avgift för Mary O'Brien-Åberg 2025", "obrien"),
        ("STORSTADS KOMMUN medlemsavgift", "city"),
        ("Bo Hällström", "hällström"),
        ("bo och hällström", ""),
        ("medlemsavgift", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_among_other_words(text: str, ids: str) -> None:
    assert sorted(INDEX.within(text)) == sorted(ids.split())


def test_a_longer_name_goes_before_one_within_it() -> None:
    index = NameIndex([MatchParty("a", "Norra Byn"), MatchParty("b", "Föreningen Norra Byn")])
    assert index.within("från föreningen norra byn") == ("b",)
    assert index.within("från norra byn") == ("a",)
    assert NameIndex([MatchParty("a", "Bo")]).within("hej bo") == ()


def test_what_is_left_of_a_name_that_very_many_have_is_nobody_s() -> None:
    parties = [MatchParty(f"m{at}", f"Föreningen Gemensamma Nummer {at}") for at in range(60)]
    assert NameIndex(parties).of("Föreningen Gemensamm") == ()
    assert len(NameIndex(parties[:50]).of("Föreningen Gemensamm")) == 50


def test_letters_of_other_languages_lose_their_accents_and_others_stay() -> None:
    assert plain_letters("åäöéüøłđæñ") == "aaoeuolðan".replace("ð", "d")
    assert plain_letters("Ωж") == "Ωж"
    assert words_of("_Å-b c_d") == ["å", "b", "c", "d"]
