"""What pydantic and tomllib say is wrong is said in our words, in both languages, all of it."""

from __future__ import annotations

import ast
import inspect
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from pydantic_core import ValidationError

from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.messages.saying import catalogue
from sambruk_cli.register.association import AssociationFile
from sambruk_cli.register.board import BoardFile
from sambruk_cli.register.faults import fault_finding
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.layout import StatementsFile
from sambruk_cli.register.locate import Located
from sambruk_cli.register.members import CounterpartiesFile, MembersFile
from sambruk_cli.register.model import Model, fields_of, key_of, models_in
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.register.projects import ProjectsFile
from sambruk_cli.register.published import PublishedFile
from sambruk_cli.register.read import read_model
from sambruk_cli.register.sie import SieDetails
from sambruk_cli.register.toml import parse_toml, syntax_fault
from sambruk_cli.workspace import Workspace

FILES: list[type[Model]] = [
    AssociationFile,
    BoardFile,
    CounterpartiesFile,
    FactsFile,
    FeesFile,
    MembersFile,
    ProjectsFile,
    PublishedFile,
    SieDetails,
    StatementsFile,
]

# One of everything that a TOML file can hold, and of what a text or number can be wrong in.
VALUES: list[Any] = [
    "",
    "x",
    "Å Ä",
    "x" * 100,
    "tecken\x07",
    "2007",
    "1599-1500",
    "02-30",
    "802428-2786",
    "802428-278",
    "802428-278x",
    -1,
    1,
    10**30,
    True,
    Decimal("1.5"),
    Decimal("1.005"),
    Decimal("nan"),
    Decimal("inf"),
    Decimal("1e30"),
    date(2007, 4, 23),
    datetime(2007, 4, 23),  # noqa: DTZ001  TOML has times without a zone
    datetime(2007, 4, 23, 7, 30),  # noqa: DTZ001
    time(7, 30),
    (),
    ("x",),
    (1,),
    {},
    {"x": 1},
]

# Everything pydantic finds in our models, by its name for it. Where a new kind of field brings
# another one, the test below fails: give it words in register/faults.py and a case here.
KINDS = {
    "bool_type",
    "date_type",
    "dict_type",
    "extra_forbidden",
    "finite_number",
    "greater_than_equal",
    "int_type",
    "is_instance_of",
    "less_than_equal",
    "literal_error",
    "missing",
    "model_type",
    "string_too_long",
    "string_type",
    "tuple_type",
    "value_error",
}


def models_below(model: type[Model]) -> set[type[Model]]:
    """A model and all that its fields are made of."""
    inner = {below for kind in fields_of(model).values() for below in models_in(kind)}
    return {model}.union(*map(models_below, inner))


def faults_of(model: type[Model], values: dict[str, Any]) -> list[tuple[str, Finding]]:
    """What pydantic calls each fault, and the finding that is made of it."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        located = Located("config/a.toml")
        return [(f["type"], fault_finding(model, located, f)) for f in error.errors()]
    return []


MODELS = sorted(set().union(*map(models_below, FILES)), key=lambda model: model.__name__)


def untranslated(said: Message) -> list[str]:
    """The templates in a message that the Swedish catalogue lacks."""
    inner = [v for _, v in said.values if isinstance(v, Message)]
    # The catalogue gives the template back where it has nothing; "{key}: {fault}" is no words.
    known = catalogue("sv").gettext(said.template) != said.template
    own = [] if known or said.template == "{key}: {fault}" else [said.template]
    return own + [template for message in inner for template in untranslated(message)]


@pytest.mark.longer
def test_every_value_in_every_key_is_refused_in_words_of_ours_in_both_languages() -> None:
    seen: set[str] = set()
    fallback = 'is not valid: "{text}"'
    for model in MODELS:
        for key in map(key_of, fields_of(model)):
            for value in VALUES:
                for kind, item in faults_of(model, {key: value}):
                    seen.add(kind)
                    assert item.remedy is not None
                    assert untranslated(item.said) == untranslated(item.remedy) == []
                    inner = dict(item.said.values).get("fault")
                    assert not isinstance(inner, Message) or inner.template != fallback
    assert seen == KINDS


@dataclass(frozen=True)
class Words:
    """A file's content that is refused, and what is said of it."""

    model: type[Model]
    toml: str
    english: str
    swedish: str


def member(line: str) -> str:
    return f'[[members]]\nid = "a"\nname = "A"\nkind = "organisation"\n{line}\n'


def levy(charged_on: str = '"02-01"', amount: str = "5") -> str:
    return (
        '[[schedules]]\nid = "a"\nkind = "annual_fee"\ntiers = "t"\nvalid_from = 2007-01-01\n'
        f'charged_on = {charged_on}\naccount = "3110"\ndecision = "d"\n'
        f"amounts = {{ x = {amount} }}\n"
    )


def row(line: str) -> str:
    return (
        '[[layouts]]\nid = "a"\nframework = "K2"\nfrom = 2007-01-01\nbalance_sheet = []\n'
        f'[[layouts.income_statement]]\nkey = "k"\nlabel = "K"\n{line}\n'
    )


def association(number: str) -> str:
    return (
        'fiscal_years = []\n[association]\nname = "A"\nshort_name = "A"\nseat = "A"\n'
        f'organisation_number = "{number}"\n'
    )


SAID = {
    "bool_type": Words(
        MembersFile,
        member("reconstructed = 1"),
        "members.reconstructed: must be true or false",
        "members.reconstructed: ska vara true eller false",
    ),
    "date_type": Words(
        MembersFile,
        member('joined = "10 maj"'),
        "members.joined: must be a date, as 2007-04-23",
        "members.joined: ska vara ett datum, som 2007-04-23",
    ),
    "dict_type": Words(
        FeesFile,
        levy().replace("{ x = 5 }", "5"),
        "schedules.amounts: must be a table",
        "schedules.amounts: ska vara en tabell",
    ),
    "extra_forbidden": Words(
        MembersFile, member("joind = 5"), 'unknown key "joind"', 'okänd nyckel "joind"'
    ),
    "finite_number": Words(
        FeesFile,
        levy(amount="inf"),
        "schedules.amounts.x: must be an amount without quotes, as 500 or 500.50",
        "schedules.amounts.x: ska vara ett belopp utan citattecken, som 500 eller 500.50",
    ),
    "greater_than_equal": Words(
        StatementsFile,
        row("indent = -1"),
        "layouts.income_statement.indent: must be at least 0",
        "layouts.income_statement.indent: ska vara minst 0",
    ),
    "int_type": Words(
        StatementsFile,
        row("note = 1.5"),
        "layouts.income_statement.note: must be a whole number",
        "layouts.income_statement.note: ska vara ett heltal",
    ),
    "is_instance_of": Words(
        FeesFile,
        levy(amount='"5"'),
        "schedules.amounts.x: must be an amount without quotes, as 500 or 500.50",
        "schedules.amounts.x: ska vara ett belopp utan citattecken, som 500 eller 500.50",
    ),
    "less_than_equal": Words(
        StatementsFile,
        row("indent = 4"),
        "layouts.income_statement.indent: must be at most 3",
        "layouts.income_statement.indent: får vara högst 3",
    ),
    "literal_error": Words(
        ProjectsFile,
        '[[projects]]\nid = "a"\nname = "A"\n[[projects.years]]\nyear = "2007"\nstatus = "nwe"\n',
        'projects.years.status cannot be "nwe"',
        'projects.years.status kan inte vara "nwe"',
    ),
    "literal_error of no text": Words(
        ProjectsFile,
        '[[projects]]\nid = "a"\nname = "A"\n[[projects.years]]\nyear = "2007"\nstatus = true\n',
        'projects.years.status: must be a text in "quotes"',
        'projects.years.status: ska vara en text inom "citattecken"',
    ),
    "missing": Words(
        MembersFile,
        '[[members]]\nid = "a"\nkind = "organisation"\n',
        'the key "name" is missing',
        'nyckeln "name" saknas',
    ),
    "model_type": Words(
        MembersFile, "members = [5]", "members: must be a table", "members: ska vara en tabell"
    ),
    "string_too_long": Words(
        MembersFile,
        member(f'tier = "{"x" * 81}"'),
        "members.tier: has more than 80 characters",
        "members.tier: har fler än 80 tecken",
    ),
    "string_type": Words(
        MembersFile,
        member("tier = 5"),
        'members.tier: must be a text in "quotes"',
        'members.tier: ska vara en text inom "citattecken"',
    ),
    "tuple_type": Words(
        MembersFile,
        "members = 5",
        "members: must be a list in [brackets]",
        "members: ska vara en lista inom [hakparenteser]",
    ),
    "value_error": Words(
        FeesFile,
        levy(charged_on='"02-30"'),
        'schedules.charged_on: must be a day of the year as "MM-DD"',
        'schedules.charged_on: ska vara en dag på året som "MM-DD"',
    ),
    "value_error of an id": Words(
        MembersFile,
        member('tier = "Stor ort"'),
        "members.tier: must be an id of a-z and 0-9, with - or _ between them",
        "members.tier: ska vara ett id av a-z och 0-9, med - eller _ emellan",
    ),
    "value_error of an empty text": Words(
        MembersFile,
        member('tier_source = " "'),
        "members.tier_source: must not be empty",
        "members.tier_source: får inte vara tom",
    ),
    "value_error of a character": Words(
        MembersFile,
        member('tier_source = "a\\u0007"'),
        "members.tier_source: holds the unprintable character U+0007",
        "members.tier_source: innehåller tecknet U+0007, som inte kan skrivas ut",
    ),
    "value_error of a range": Words(
        StatementsFile,
        row('accounts = ["1599-1500"]'),
        "layouts.income_statement.accounts: runs backwards; write 1500-1599",
        "layouts.income_statement.accounts: går baklänges; skriv 1500-1599",
    ),
    "value_error of a table": Words(
        StatementsFile,
        row('accounts = ["1599"]\nsum = ["a"]'),
        "layouts.income_statement: a row has either accounts or a sum, not both",
        "layouts.income_statement: en rad har antingen konton (accounts) eller en summa (sum), "
        "inte båda",
    ),
    "value_error of a check digit": Words(
        AssociationFile,
        association("802428-2786"),
        '"802428-2786" is not an organisation number: its check digit is 6 and should be 5',
        '"802428-2786" är inget organisationsnummer: kontrollsiffran är 6 och ska vara 5',
    ),
    "value_error of a short number": Words(
        AssociationFile,
        association("802428-278"),
        '"802428-278" is not an organisation number: it does not have ten digits',
        '"802428-278" är inget organisationsnummer: det har inte tio siffror',
    ),
}


def only_finding(folder: Path, model: type[Model], toml: str) -> Finding:
    (folder / "a.toml").write_text(toml)
    _, _, (item,) = read_model(Workspace(folder), "a.toml", model)
    return item


@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_a_fault_is_said_in_either_language(tmp_path: Path, words: Words) -> None:
    item = only_finding(tmp_path, words.model, words.toml)
    assert item.said.text("en") == words.english
    assert item.said.text("sv") == words.swedish


def test_every_kind_of_fault_has_its_case() -> None:
    assert {name.partition(" ")[0] for name in SAID} == KINDS


@pytest.mark.parametrize(
    ("line", "english", "swedish"),
    [
        (
            "zzz = 1",
            "known keys: address, attributes, email, id,",
            "kända nycklar: address, attributes, email, id,",
        ),
        ("joind = 1", 'did you mean "joined"?', 'menade du "joined"?'),
        (
            "left = 1",
            "docs/register.md says what each key holds",
            "docs/register.md beskriver vad varje nyckel innehåller",
        ),
    ],
)
def test_a_remedy_is_said_in_either_language(
    tmp_path: Path, line: str, english: str, swedish: str
) -> None:
    remedy = only_finding(tmp_path, MembersFile, member(line)).remedy
    assert remedy is not None
    assert remedy.text("en").startswith(english)
    assert remedy.text("sv").startswith(swedish)


SYNTAX = {
    "= 1": ("invalid statement", "raden är varken en nyckel med värde eller en tabellrubrik"),
    "a = 1 b": (
        "expected newline or end of document after a statement",
        "efter värdet ska raden ta slut",
    ),
    "[a": ("expected ] at the end of a table's header", "tabellens rubrik ska sluta med ]"),
    "[[a]": ("expected ]] at the end of a table's header", "tabellens rubrik ska sluta med ]]"),
    "a b": ("expected = after a key", "efter nyckeln ska = stå"),
    "a = 'b": ("expected '", "' saknas"),
    "a = 'b\nc'": (r"found invalid character '\n'", r"tecknet '\n' är inte tillåtet här"),
    'a = "b\x07"': (r"illegal character '\x07'", r"tecknet '\x07' är otillåtet"),
    "[a.b]\n[a.b]": ("cannot declare [a.b] twice", "[a.b] får bara stå en gång"),
    "a = 1\na = 2": ("cannot overwrite a value", "nyckeln har redan ett värde"),
    "a = []\n[[a]]": (
        "a is complete and cannot be added to",
        "a är redan fullständig och kan inte byggas ut",
    ),
    "a.b = 1\n[c]\n[a]\nb.c = 2\n[a.b]": ("cannot declare [a] twice", "[a] får bara stå en gång"),
    "[a.b]\nc = 1\n[a]\nb.d = 2": (
        "a.b is complete and cannot be added to",
        "a.b är redan fullständig och kan inte byggas ut",
    ),
    "a = {b = 1}\n[a.c]": ("cannot declare [a.c] twice", "[a.c] får bara stå en gång"),
    "å = 1": ("invalid statement", "raden är varken en nyckel med värde eller en tabellrubrik"),
    "a.å = 1": (
        "invalid initial character for a key",
        "en nyckel får inte börja med detta tecken (å, ä och ö kräver citattecken)",
    ),
    "a = [1": ("unclosed list", "listan avslutas aldrig"),
    "a = {b = 1": ("unclosed inline table", "tabellen inom klammerparenteser avslutas aldrig"),
    "a = {b = 1, b = 2}": ('the key "b" stands twice', 'nyckeln "b" finns två gånger'),
    r'a = "\q"': (r"unescaped \ in a text", r"\ i en text ska skrivas \\"),
    r'a = "\u00x"': (
        "invalid hexadecimal number after \\",
        "ogiltigt hexadecimalt tal efter \\",
    ),
    r'a = "\ud800"': (
        "there is no character with the number after \\",
        "det finns inget tecken med numret efter \\",
    ),
    'a = """b': ("the text is never closed", "texten avslutas aldrig"),
    "a = 2007-02-30": ("there is no such date or time", "det datumet eller klockslaget finns inte"),
    "a = b": ("invalid value", "ogiltigt värde"),
}


def syntax_finding(folder: Path, toml: str) -> Finding:
    (folder / "a.toml").write_text(toml)
    with pytest.raises(Unreadable) as raised:
        parse_toml(Workspace(folder).read_text("a.toml"), "a.toml")
    (item,) = raised.value.findings
    return item


@pytest.mark.parametrize("toml", SYNTAX)
def test_a_fault_of_syntax_is_said_in_either_language(tmp_path: Path, toml: str) -> None:
    item = syntax_finding(tmp_path, toml)
    english, swedish = SYNTAX[toml]
    assert item.code == "WSP006"
    assert item.said.text("en") == f"not valid TOML: {english}"
    assert item.said.text("sv") == f"inte giltig TOML: {swedish}"
    assert item.remedy is not None
    assert item.remedy.text("sv").startswith('texter skrivs inom "citattecken"')


def texts_of_tomllib() -> set[str]:
    """Every text that the parser can say, with values of the kinds that it fills in."""
    parser = cast(Any, inspect.getmodule(tomllib.loads))
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(parser))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "suffixed_err":
            text = ast.unparse(node.args[2])
            names = {"key": ("a", "b"), "cont_key": ("a", "b"), "abs_key_parent": ("a", "b")}
            values = {
                **names,
                "key_stem": "a",
                "char": "\n",
                "expect": "'''",
                "src": "\n",
                "pos": 0,
            }
            found.add(str(eval(text, {}, values)))
    return found


def test_the_parser_can_say_nothing_that_we_have_no_words_for() -> None:
    texts = texts_of_tomllib()
    assert len(texts) > 15
    unknown = {text for text in texts if "{text}" in syntax_fault(text).template}
    assert unknown == set()


def test_words_of_a_later_parser_are_quoted() -> None:
    said = syntax_fault("Something new")
    assert said.text("en") == 'the parser says "Something new"'
    assert said.text("sv") == 'tolken säger "Something new"'


@pytest.mark.parametrize(
    ("number", "english", "swedish"),
    [
        ("1" * 5000, "a number has more than 40 digits", "ett tal har mer än 40 siffror"),
        ("1e" + "9" * 30, "a number is too large", "ett tal är för stort"),
        (f"{'[' * 5000}{']' * 5000}", "more than 32 deep", "i mer än 32 nivåer"),
    ],
    ids=["digits", "power", "deep"],
)
def test_what_the_parser_cannot_hold_is_said_in_either_language(
    tmp_path: Path, number: str, english: str, swedish: str
) -> None:
    item = syntax_finding(tmp_path, f"a = {number}")
    assert english in item.said.text("en")
    assert swedish in item.said.text("sv")
