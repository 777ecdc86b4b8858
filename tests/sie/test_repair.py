"""Words whose letters were taken for others come out as they were written, and right words stay."""

from __future__ import annotations

import io

import pytest

from sambruk_cli import sie
from sambruk_cli.sie.mistaken import first_mistaken

NAMES = (
    *("Företagskonto", "Årets resultat", "Försäljning", "Inköp tjänster", "Övriga intäkter"),
    *("Kafé på ön", "över kö", "ÅRSAVGIFT", "FÖRSÄLJNING", "Ängsvägen", "Müller", "entré", "nivå"),
)
LETTERS = "ÅÄÖåäöÉéÜü"
WAYS = [
    ("cp437", "cp1252"),
    ("cp437", "latin-1"),
    ("cp437", "mac-roman"),
    ("cp850", "cp1252"),
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp437"),
    ("utf-8", "cp850"),
    ("utf-8", "mac-roman"),
    ("cp1252", "cp437"),
    ("cp1252", "cp850"),
    ("cp1252", "mac-roman"),
    ("mac-roman", "cp1252"),
    ("mac-roman", "latin-1"),
    ("mac-roman", "cp437"),
]


def taken(text: str, one: str, other: str) -> str:
    """What a program makes of a text that reads its bytes as another encoding, as Windows does."""
    made = []
    for byte in text.encode(one):
        try:
            made.append(bytes([byte]).decode(other))
        except UnicodeDecodeError:
            made.append(chr(byte))
    return "".join(made)


def file_of(names: tuple[str, ...], codec: str = "utf-8") -> bytes:
    text = "#FLAGGA 0\n" + "".join(f'#KONTO {n} "{name}"\n' for n, name in enumerate(names, 1000))
    return text.encode(codec)


def read(data: bytes) -> tuple[tuple[str, ...], list[sie.Problem]]:
    file = sie.read(data, repair_letters=True)
    return tuple(account.name for account in file.accounts), list(file.problems)


@pytest.mark.parametrize(("one", "other"), WAYS, ids=[f"{a} as {b}" for a, b in WAYS])
def test_a_file_is_mended_whichever_way_its_letters_went(one: str, other: str) -> None:
    names, problems = read(file_of(tuple(taken(name, one, other) for name in NAMES)))
    assert names == NAMES
    (problem,) = problems
    assert (problem.kind, problem.severity) == ("mended", "note")
    assert problem.message.startswith("18 words are mended, such as ")
    assert f'to "{NAMES[0]}"' in problem.message


@pytest.mark.parametrize("other", ["cp1252", "latin-1", "cp437"])
def test_what_was_taken_for_another_twice_is_mended_too(other: str) -> None:
    twice = tuple(taken(taken(name, "utf-8", other), "utf-8", other) for name in NAMES)
    names, problems = read(file_of(twice))
    assert names == NAMES
    assert [p.kind for p in problems] == ["mended"]


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize(("one", "other"), WAYS, ids=[f"{a} as {b}" for a, b in WAYS])
def test_every_letter_comes_out_of_what_it_became(one: str, other: str, letter: str) -> None:
    # Capitals begin words and stand among capitals, small letters stand within and end words.
    word = f"{letter}gare" if letter.isupper() else f"M{letter}lner"
    names: tuple[str, ...] = (*NAMES, word, f"G{letter}RD" if letter.isupper() else f"tr{letter}")
    if (one, other, letter) == ("cp1252", "mac-roman", "É"):
        names = names[:-1]  # an ellipsis, which stands within words too
    if letter == "Ü" and {one, other} == {"cp437", "mac-roman"}:
        names = NAMES  # the one's Ü is an å or ö of the other, and the word may be right
    assert read(file_of(tuple(taken(name, one, other) for name in names)))[0] == names


@pytest.mark.parametrize("codec", ["cp1252", "cp437"])
def test_bytes_of_a_macintosh_are_mended(codec: str) -> None:
    # The bytes themselves, which the reader takes for another encoding; saved again they are UTF-8.
    text = taken(" ".join(NAMES), "mac-roman", codec)
    assert text != " ".join(NAMES)
    assert read(file_of(NAMES, "mac-roman"))[0] == NAMES


def test_a_letter_that_cp1252_lacks_is_found_where_only_one_can_have_stood() -> None:
    # What is lost of CP437 in CP1252: 0x8F, 0x81 and 0x90, which are Å, ü and É.
    lost = [name.encode("cp437").decode("cp1252", "replace") for name in NAMES]
    assert sum(name.count("\ufffd") for name in lost) == 3
    names, problems = read(file_of(tuple(lost)))
    assert names == NAMES
    assert [p.kind for p in problems] == ["mended"]
    doubtful = ("IDÉ", "LINNÉA", "VÅRD", "x Å")
    names, problems = read(
        file_of((*lost, *(n.encode("cp437").decode("cp1252", "replace") for n in doubtful)))
    )
    assert names == (*NAMES, "ID\ufffd", "LINN\ufffdA", "V\ufffdRD", "x \ufffd")
    assert [p.kind for p in problems] == ["lost", "mended"]


def test_a_lost_letter_alone_is_not_guessed() -> None:
    names = ("\ufffdrets resultat", "F\ufffdretagskonto", "Bank")
    assert read(file_of(names))[0] == names


RIGHT = (
    *NAMES,
    *("Kurs i ”Ekonomi”", "”över”", "„Haus“", "vänta…", "† 2021 Kim", "3÷4", "CAFÉ", "Ærø"),
    *("Šárka Lukšaitė", "l’Œuvre", "Malmö–Lund", "m²", "Übung", "São Tomé", "AB™", "Nestlé®"),
)


def test_a_file_that_is_right_stays_as_it_is() -> None:
    assert read(file_of(RIGHT)) == (RIGHT, [])
    plain = tuple(name for name in RIGHT if not set("åäöÅÄÖ") & set(name))
    assert read(file_of(plain)) == (plain, [])


@pytest.mark.parametrize(("one", "other"), WAYS, ids=[f"{a} as {b}" for a, b in WAYS])
def test_in_a_file_of_both_right_words_stay_and_certain_ones_are_mended(
    one: str, other: str
) -> None:
    wrong = tuple(taken(name, one, other) for name in NAMES)
    names, problems = read(file_of((*RIGHT, *wrong)))
    assert names[: len(RIGHT)] == RIGHT
    mended = [name for name, was in zip(names[len(RIGHT) :], wrong, strict=True) if name != was]
    assert len(mended) >= 2
    for name, meant in zip(names[len(RIGHT) :], NAMES, strict=True):
        for word, right, was in zip(
            name.split(), meant.split(), taken(meant, one, other).split(" "), strict=False
        ):
            assert word in (right, was)
    assert "mended" in [p.kind for p in problems]


def test_one_mistaken_word_does_not_take_quotation_marks_for_letters() -> None:
    names = ("Kurs i ”ekonomi”", "”hus”", "Ink”p")
    assert read(file_of(names))[0] == ("Kurs i ”ekonomi”", "”hus”", "Inköp")


def test_amounts_and_structure_are_not_touched() -> None:
    text = (
        '#FLAGGA 0\n#KONTO 1930 "F”retag"\n#VER A 1 20240101 "k”p \\"x\\" {f”r}"\n{\n'
        '#TRANS 1930 {6 "V„st"} -1.50 20240101 "Ink”p" 2 "„„"\n}\n'
    )
    plain, mended = sie.read(text.encode()), sie.read(text.encode(), repair_letters=True)
    assert mended.vouchers[0].text == 'köp "x" {för}'
    row = mended.vouchers[0].rows[0]
    assert (row.objects, row.text) == ((("6", "Väst"),), "Inköp")
    assert row.amount == plain.vouchers[0].rows[0].amount
    assert [p.line for p in mended.problems] == [2]


def test_what_is_mistaken_is_mended_or_said() -> None:
    data = file_of(tuple(taken(name, "cp437", "cp1252") for name in NAMES))
    assert [p.kind for p in sie.read(data).problems if p.kind != "control"] == ["mistaken"]
    assert not any(first_mistaken(name) for name in read(data)[0])


def test_a_stream_is_read_from_where_it_stood() -> None:
    stream = io.BytesIO(b"xxxx" + file_of(("Ink”p",)))
    stream.seek(4)
    found = [r for r in sie.RecordReader(stream, repair_letters=True) if isinstance(r, sie.Account)]
    assert [account.name for account in found] == ["Inköp"]
