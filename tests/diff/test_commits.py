"""Histories of commits: what each is said to have changed is what Beancount alone says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.history import CommitChange
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.opening.history import open_history, year_history
from sambruk_cli.opening.reading import read_checked
from sambruk_cli.opening.revisions import Revised
from sambruk_cli.workspace import Workspace
from tests.diff.test_histories import ACCOUNTS, FILES, Made, by_beancount, files_of, said_by
from tests.extent import SEED, rounds
from tests.files.repositories import committed, git
from tests.people import SECRETS, WORKSPACE
from tests.sessions import TERMS
from tests.workspaces import JOURNAL_2021, MEMBERS, write_workspace

J2021 = "ledger/2021.beancount"
NEW = '\n2021-08-01 * "Gåva"\n  ver: "A7"\n  Assets:1930-Bank 30.00 SEK\n  Income:3190-Övrigt\n'
OTHER = (
    '\n2021-09-01 * "Hyra"\n  ver: "A8"\n  Assets:1930-Bank -5.00 SEK\n  Expenses:4010-Kostnader\n'
)


def told(folder: Path, **options: Any) -> list[CommitChange]:
    """What each commit of a repository has changed, the newest first."""
    return list(open_history(Revised(folder), **options).changes())


def described(change: CommitChange) -> tuple[list[str | None], list[str | None], list[str | None]]:
    """The numbers of the vouchers that were added, removed and changed."""
    of = change.vouchers
    return [v.ver for v in of.added], [v.ver for v in of.removed], [c.after.ver for c in of.changed]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_workspace(tmp_path / "books")
    committed(made)
    return made


def made_up(random: Random, known: list[Made]) -> list[Made]:
    """The vouchers of the next commit: some added, removed, changed, moved to another file."""
    after = [each for each in known if random.random() > 0.1]
    for at, each in enumerate(after):
        if random.random() < 0.15:
            after[at] = made_up_voucher(random, file=each.file)
    after += [made_up_voucher(random) for _ in range(random.randrange(4))]
    if random.random() < 0.3:
        random.shuffle(after)
    return after


def made_up_voucher(random: Random, file: str | None = None) -> Made:
    return Made(
        date(random.choice((2020, 2021)), random.randint(1, 12), random.randint(1, 28)),
        random.choice(("", "A1", "A2", "A3")),
        random.choice(("Kaffe", "Hyra", "Gåva")),
        random.choice(("", "x")),
        random.choice(ACCOUNTS),
        random.choice(ACCOUNTS),
        random.randint(1, 400),
        file or random.choice(FILES),
    )


def loosened(text: str | bytes | None, random: Random) -> str:
    """A journal in which some second amounts are left out, for Beancount to work out."""
    assert isinstance(text, str)
    lines = text.split("\n")
    for at in range(1, len(lines)):
        is_second = lines[at].startswith("  ") and lines[at - 1].endswith("SEK")
        if is_second and lines[at].endswith("SEK") and random.random() < 0.5:
            lines[at] = lines[at].rsplit(" ", 2)[0]
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(rounds(20, 2)))
def test_each_commit_has_changed_what_beancount_gives_after_it_less_what_it_gave_before(
    seed: int, tmp_path: Path
) -> None:
    random = Random(SEED + seed)
    folder, vouchers = tmp_path / "books", list[Made]()
    expected = []
    before: tuple[Counter[Any], dict[Any, Decimal]] = Counter(), {}
    for number in range(8):
        vouchers = made_up(random, vouchers)
        files = {name: loosened(text, random) for name, text in files_of(vouchers).items()}
        write_workspace(folder, {**files, "README": str(number)})
        commit = committed(folder)
        after = by_beancount(folder)
        expected.append((commit, before, after))
        before = after
    found = {change.commit.id: change for change in told(folder)}
    for commit, (old, was), (new, now) in expected:
        change = found.get(commit)
        differing = {key: now.get(key, 0) - was.get(key, 0) for key in {*was, *now}}
        accounts = {} if change is None else change.accounts
        assert accounts == {key: amount for key, amount in differing.items() if amount}
        came, gone = both_sides(change)
        assert (came, gone) == (new - old, old - new)


def both_sides(change: CommitChange | None) -> tuple[Counter[Any], Counter[Any]]:
    if change is None:
        return Counter(), Counter()
    of = change.vouchers
    came: list[Voucher] = [*of.added, *(each.after for each in of.changed)]
    gone: list[Voucher] = [*of.removed, *(each.before for each in of.changed)]
    return Counter(map(said_by, came)), Counter(map(said_by, gone))


def test_a_merge_of_both_sides_has_changed_nothing_itself_and_one_that_drops_a_side_has(
    folder: Path,
) -> None:
    def branch(name: str, text: str) -> None:
        git(folder, "checkout", "-q", "-b", name, "main")
        (folder / J2021).write_text(JOURNAL_2021 + text)
        committed(folder)

    def merge(text: str) -> CommitChange | None:
        git(folder, "checkout", "-q", "--detach", "one")
        git(folder, "merge", "-q", "--no-commit", "-s", "ours", "other")
        (folder / J2021).write_text(text)
        commit = committed(folder)
        return next((each for each in told(folder) if each.commit.id == commit), None)

    branch("one", NEW)
    branch("other", OTHER)
    assert merge(JOURNAL_2021 + OTHER + NEW) is None
    kept = merge(JOURNAL_2021 + NEW)  # what -s ours would make: the other side is dropped
    assert kept is not None
    assert described(kept) == ([], ["A8"], [])
    assert kept.accounts["2021", "Assets:1930-Bank"] == 5
    own = merge(JOURNAL_2021 + NEW.replace("30.00", "31.00") + OTHER)
    assert own is not None
    assert described(own) == ([], [], ["A7"])
    assert len(told(folder)) == 4  # the first, one on each side, and the merge


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(rounds(12, 1)))
def test_what_all_commits_have_changed_is_what_there_is_whatever_was_merged(
    seed: int, tmp_path: Path
) -> None:
    """Merges that are made of both sides have changed nothing; one that drops a voucher has."""
    random = Random(SEED + seed)
    folder, number = tmp_path / "books", 0
    states: dict[str, dict[str, Made]] = {"main": {}}

    def commit(vouchers: dict[str, Made]) -> str:
        made = random.sample(list(vouchers.values()), len(vouchers))
        write_workspace(folder, {**files_of(made), "README": str(random.random())})
        return committed(folder)

    def work(vouchers: dict[str, Made], gone: str = "") -> dict[str, Made]:
        """Some that end with these digits removed, since what both remove is removed twice."""
        nonlocal number
        after = {
            name: each
            for name, each in vouchers.items()
            if name[-1] not in gone or random.random() > 0.4
        }
        for _ in range(3):
            number += 1
            after[f"x{number}"] = replace(made_up_voucher(random), ver="", note=f"x{number}")
        return after

    states["main"] = work({})
    commit(states["main"])
    dropped = {}
    for _ in range(3):
        base = states["main"]
        git(folder, "checkout", "-q", "-B", "side")
        side = work(base, "02468")
        commit(side)
        git(folder, "checkout", "-q", "main")
        main = work(base, "13579")
        commit(main)
        git(folder, "merge", "-q", "--no-commit", "-s", "ours", "side")
        gone = base.keys() - side.keys()
        both = {name: each for name, each in (main | side).items() if name not in gone}
        both = {name: each for name, each in both.items() if name in main or name not in base}
        lost = next(iter(both)) if random.random() < 0.5 else None
        states["main"] = {name: each for name, each in both.items() if name != lost}
        dropped[commit(states["main"])] = [] if lost is None else [both[lost].note]
    changes = told(folder)
    for change in changes:
        if change.is_merge:
            notes = [str(voucher.meta["note"]) for voucher in change.vouchers.removed]
            assert (notes, change.vouchers.added) == (dropped.pop(change.commit.id), ())
    assert [notes for notes in dropped.values() if notes] == []
    totals: dict[tuple[str, str], Decimal] = {}
    for change in changes:
        for key, amount in change.accounts.items():
            totals[key] = totals.get(key, Decimal(0)) + amount
    _, sums = by_beancount(folder)
    assert {k: a for k, a in totals.items() if a} == {k: a for k, a in sums.items() if a}


def test_a_merge_that_keeps_one_side_of_a_file_that_only_the_other_has_changed_is_told(
    folder: Path,
) -> None:
    git(folder, "checkout", "-q", "-b", "other")
    members = MEMBERS.replace("9999", "12000").replace('"Förbundet"', '"Förbundet Ny"')
    (folder / "config/members.toml").write_text(members)
    (folder / J2021).write_text(JOURNAL_2021 + NEW)
    committed(folder)
    git(folder, "checkout", "-q", "main")
    (folder / "README").write_text("x")
    committed(folder)
    git(folder, "merge", "-q", "-s", "ours", "other")
    dropped = told(folder)[0]
    assert dropped.is_merge
    assert described(dropped) == ([], ["A7"], [])
    names = {
        entry.id: [f.after for f in entry.fields] for entry in dropped.register.members.entries
    }
    assert names["forbundet"] == ["Förbundet"]


def test_vouchers_are_followed_to_files_with_other_names_and_folders(folder: Path) -> None:
    git(folder, "mv", "ledger/2021.beancount", "ledger/2021-moved.beancount")
    main = folder / "ledger/main.beancount"
    main.write_text(main.read_text().replace('"2021.beancount"', '"2021-*.beancount"'))
    committed(folder)
    (change,) = told(folder)[:-1]
    assert described(change) == ([], [], [])
    assert change.vouchers.in_other_file == 6
    (folder / "books").mkdir()
    for name in ("config", "ledger"):
        git(folder, "mv", name, f"books/{name}")
    committed(folder)
    # The same workspace in another folder is no change of the books.
    assert next(iter(told(folder / "books"))).commit.id == change.commit.id


def test_a_workspace_that_came_beside_another_has_no_history_of_the_other(folder: Path) -> None:
    first = told(folder)[0].commit.id
    made = write_workspace(folder / "other")
    committed(folder)
    (change,) = told(made)
    assert change.commit.id != first
    assert not change.vouchers.removed
    assert len(change.vouchers.added) == by_beancount(made)[0].total()
    # Moved within the repository it keeps its own history, although the other stays.
    git(folder, "mv", "other", "elsewhere")
    committed(folder)
    assert [each.commit.id for each in told(folder / "elsewhere")] == [change.commit.id]
    assert [each.commit.id for each in told(folder)] == [first]


def test_a_commit_that_cannot_be_read_is_told_as_such_and_its_changes_with_the_next(
    folder: Path,
) -> None:
    (folder / J2021).write_text(f"<<<<<<< HEAD\n{JOURNAL_2021}{NEW}>>>>>>> x\n")
    committed(folder)
    (folder / J2021).write_text(JOURNAL_2021 + NEW)
    committed(folder)
    mended, broken, _ = told(folder)
    assert described(mended) == (["A7"], [], [])
    assert [item.code for item in broken.unread] == ["WSP004"]
    assert not broken.accounts


def test_vouchers_are_told_although_the_register_cannot_be_read(folder: Path) -> None:
    association = folder / "config/association.toml"
    whole = association.read_text("utf-8")
    association.write_text(whole + 'unknown = "key of another version"\n', "utf-8")
    (folder / J2021).write_text(JOURNAL_2021 + NEW)
    committed(folder)
    (folder / J2021).write_text(JOURNAL_2021 + NEW + OTHER)
    committed(folder)
    association.write_text(whole.replace("closed = true\n", ""), "utf-8")
    committed(folder)
    mended, second, first, _ = told(folder)
    assert (described(first), [item.code for item in first.unread]) == (
        (["A7"], [], []),
        ["REG101"],
    )
    assert first.accounts["2021", "Assets:1930-Bank"] == 30
    assert (described(second), second.unread) == ((["A8"], [], []), ())
    assert [(e.what, e.fields[0].field) for e in mended.register.entries] == [("year", "closed")]


def test_where_the_history_ends_in_a_shallow_clone_nothing_is_told_as_new(
    folder: Path, tmp_path: Path
) -> None:
    for text in (NEW, OTHER):
        (folder / J2021).write_text(JOURNAL_2021 + text)
        committed(folder)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder}", str(clone))
    reader = open_history(Revised(clone))
    (change,) = reader.changes()
    assert described(change) == (["A8"], ["A7"], [])
    assert reader.ends == (git(clone, "rev-parse", "HEAD~1"),)


def test_lots_and_pads_of_other_files_are_taken_into_account(folder: Path) -> None:
    pad = (
        "\n2021-10-01 pad Assets:1930-Bank Income:3190-Övrigt\n2021-10-02 balance Assets:1930-Bank"
    )
    (folder / J2021).write_text(f"{JOURNAL_2021}{pad} 5000.00 SEK\n")
    committed(folder)
    (folder / J2021).write_text(f"{JOURNAL_2021}{NEW}{pad} 5000.00 SEK\n")
    committed(folder)
    # What is paid in before the pad is so much less that the pad brings.
    change = told(folder)[0]
    assert change.accounts == {}
    assert described(change) == (["A7", None], [None], [])


def test_nobody_is_named_who_is_private_in_any_version(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "books", WORKSPACE)
    committed(folder)
    members = folder / "config/members.toml"
    shown = members.read_text("utf-8").replace("private = true\n", "")
    members.write_text(shown, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Qvintus Xerxén syns", GIT_AUTHOR_NAME="Zenobia Yxkull")
    changes = told(folder)
    said = repr([(c.commit, c.vouchers, c.register, c.unread) for c in changes])
    assert [secret for secret in SECRETS if secret in said] == []
    assert changes[0].commit.subject == "m-101 syns"
    assert "Qvintus Xerxén syns" in repr(told(folder, names=True)[0].commit)


def test_the_history_of_a_year_has_its_vouchers_and_the_register(folder: Path) -> None:
    (folder / J2021).write_text(JOURNAL_2021 + NEW)
    first = committed(folder)
    old = folder / "ledger/2020.beancount"
    old.write_text(old.read_text().replace('"Resultat', '"Årets resultat', 1) + "; x\n")
    committed(folder)
    (folder / "config/members.toml").write_text(MEMBERS.replace("9999", "12000"))
    second = committed(folder)
    session = read_checked(Workspace(folder), TERMS, cache=False)
    year = session.year("2021")
    found = year_history(session.workspace, year)
    assert [c.commit.id for c in found.commits][:2] == [second, first]
    assert len(found.commits) == 3
    assert described(found.commits[1]) == (["A7"], [], [])
    assert found.commits[0].register_files == ("config/members.toml",)
    assert all(v.date in year for c in found.commits for v in c.vouchers.touched)
    with pytest.raises(Unreadable) as raised:
        year_history(Workspace(write_workspace(folder.parent / "apart")), year)
    assert [item.said.text("en")[:5] for item in raised.value.findings] != []
    assert raised.value.findings[0].code == "WSP008"
