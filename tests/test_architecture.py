"""The floors of ARCHITECTURE.md: no import points up, and no two packages need each other.

Every import counts: at the top of a file, inside a function and under TYPE_CHECKING. A module that
is named only for its types is still one that a reader must know of.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.sources import sources

pytestmark = pytest.mark.longer

PACKAGE = PROJECT / "sambruk_cli"

# From the top down. Packages on one floor may use each other as long as there is no circle.
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(floor.split())
    for floor in (
        "__main__",
        "cli",
        "commands",
        "console",
        "opening",
        "checks cache",
        "web",
        "render",
        "views",
        "report invoices audit",
        "setup",
        "importers",
        "exchange",
        "statements dues grants receivables closing diff",
        "edits",
        "document",
        "session",
        "terms",
        "books register",
        "sie",
        "workspace files period holidays",
        "findings",
        "messages collector",
        "formats fiscal money",
        "account_numbers",
        "language frozen",
    )
)

# Arrows that point up or close a circle today, and what mends each. Nothing may be added; a line
# whose arrow is gone must go too.
EXCEPTIONS: dict[tuple[str, str], str] = {}

# Imports inside functions, each with its reason beside it. The number may only go down.
INSIDE_FUNCTIONS = 83


@cache
def modules() -> dict[str, Path]:
    """Every module by its name within the package; the package itself is left out."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            found[name] = path
    return found


@cache
def statements() -> tuple[tuple[str, ast.Import | ast.ImportFrom, bool], ...]:
    """Every import statement: the module it stands in, and whether inside a function."""
    return tuple(
        (name, node, is_inside)
        for name, path in modules().items()
        for node, is_inside in imports(sources()[path])
    )


@cache
def arrows() -> frozenset[tuple[str, str]]:
    """Every import of one of our modules by another."""
    return frozenset(
        (name, target)
        for name, node, _ in statements()
        for target in targets(node)
        if target != name
    )


def imports(
    tree: ast.AST, is_inside: bool = False
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """The import statements of a module, and whether each stands inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, is_inside
        # A statement stands in a statement, a handler or a case, never in an expression.
        if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            inner = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from imports(node, is_inside or inner)


def targets(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Our modules that an import names; `from package import module` names the module."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        assert node.level == 0, "imports are written out in full"
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    for name in names:
        within = re.match(r"sambruk_cli\.(.+)", name)
        if within:
            named = within[1]
            while named not in modules() and "." in named:
                named = named.rpartition(".")[0]
            if named in modules():
                yield named


def room(module: str) -> str:
    """The package or top-level module that a module belongs to."""
    return module.partition(".")[0]


def floor(module: str) -> int:
    """The number of a module's floor; the lowest has the highest number."""
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


def test_every_package_has_a_floor() -> None:
    known = frozenset().union(*FLOORS)
    assert {room(module) for module in modules()} - known == set()


def test_no_package_stands_on_two_floors() -> None:
    assert sum(map(len, FLOORS)) == len(frozenset().union(*FLOORS))


def test_architecture_md_lists_the_floors() -> None:
    """A floor that has no module yet is not listed."""
    page = (PROJECT / "ARCHITECTURE.md").read_text("utf-8")
    listed = re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert listed is not None
    there = {room(module) for module in modules()}
    wanted = [floor & there for floor in FLOORS if floor & there]
    found = [frozenset(line.partition("  ")[0].split()) for line in listed[1].splitlines()]
    assert found == wanted


def test_no_import_points_up() -> None:
    up = {(source, target) for source, target in arrows() if floor(target) < floor(source)}
    assert up - EXCEPTIONS.keys() == set()


def test_no_two_packages_need_each_other() -> None:
    needs: dict[str, set[str]] = defaultdict(set)
    for source, target in arrows() - EXCEPTIONS.keys():
        if room(source) != room(target):
            needs[room(source)].add(room(target))
    assert circle(needs) == []


def test_no_two_modules_need_each_other() -> None:
    needs: dict[str, set[str]] = defaultdict(set)
    for source, target in arrows():
        # A package's __init__ names what stands in it, and is loaded before that by Python.
        if not source.startswith(f"{target}."):
            needs[source].add(target)
    assert circle(needs) == []


def circle(needs: dict[str, set[str]]) -> list[str]:
    """A circle in what needs what; none is an empty list."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_the_cache_has_one_door() -> None:
    past = {
        (source, target)
        for source, target in arrows()
        if room(source) != "cache" and target.startswith("cache.")
    }
    assert past == set()


def test_what_is_excepted_is_still_there() -> None:
    assert EXCEPTIONS.keys() - arrows() == set()


def test_imports_inside_functions_do_not_become_more() -> None:
    inside = [f"{name}:{node.lineno}" for name, node, is_inside in statements() if is_inside]
    assert len(inside) <= INSIDE_FUNCTIONS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import sambruk_cli.money", ["money"]),
        ("from sambruk_cli.money import ZERO", ["money"]),
        ("from sambruk_cli import money, findings", ["money", "findings"]),
        ("from sambruk_cli.register import locate", ["register.locate"]),
        ("from sambruk_cli import __version__", []),
        ("import babel.numbers", []),
        ("if TYPE_CHECKING:\n    from sambruk_cli.money import ZERO", ["money"]),
    ],
)
def test_an_import_is_read_however_it_is_written(text: str, found: list[str]) -> None:
    assert [target for node, _ in imports(ast.parse(text)) for target in targets(node)] == found


def test_an_import_inside_a_function_is_told_from_one_in_a_class_or_condition() -> None:
    text = "if x:\n import a\nclass B:\n import b\n def c(self):\n  if y:\n   import d\n"
    found = {node.names[0].name: is_inside for node, is_inside in imports(ast.parse(text))}
    assert found == {"a": False, "b": False, "d": True}


# Names that stand for two things today. Nothing may be added; what is told apart must go.
REPEATED: set[str] = set()


def test_one_public_name_stands_for_one_thing() -> None:
    """sie/ stands alone and speaks in the words of the standard, so it is left out."""
    places: dict[str, set[str]] = defaultdict(set)
    for module, path in modules().items():
        if room(module) != "sie":
            for name in public_types(sources()[path]):
                places[name].add(module)
    assert {name for name, where in places.items() if len(where) > 1} == REPEATED


def public_types(tree: ast.Module) -> Iterator[str]:
    """Classes and names of types that a module defines for others."""
    for node in tree.body:
        names = [node.name] if isinstance(node, ast.ClassDef) else []
        if isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        # CamelCase: constants and type variables are in capitals throughout.
        yield from (name for name in names if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name))
