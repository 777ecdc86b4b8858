"""What the system says of a file, in two languages."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from sambruk_cli.files import errors
from sambruk_cli.files.errors import NOT_ORDINARY, Unreadable, Unusable, reason
from sambruk_cli.workspace import Workspace


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other words")
def test_the_english_words_are_those_of_the_system() -> None:
    texts = {number: said.text("en") for number, said in errors._REASONS.items()}
    # "bad file descriptor" says nothing to a person: a stream is closed.
    assert texts.pop(errno.EBADF) == "it is closed"
    assert texts == {number: os.strerror(number).lower() for number in texts}
    assert len(texts) > 20


def test_every_reason_is_known_in_swedish() -> None:
    swedish = {number: said.text("sv") for number, said in errors._REASONS.items()}
    assert not [n for n, said in errors._REASONS.items() if said.text("en") == swedish[n]]
    assert len(set(swedish.values())) == len(swedish)
    assert swedish[errno.ENOSPC] == "disken är full"
    assert swedish[errno.ENOENT] == "filen eller mappen finns inte"


def test_a_reason_that_is_not_known_is_quoted() -> None:
    error = OSError(errno.ENOLCK, "No locks available")
    assert reason(error).text("en") == 'the system says "no locks available"'
    assert reason(error).text("sv") == 'systemet säger "no locks available"'
    assert reason(ValueError("embedded null byte")).text("sv").endswith('"embedded null byte"')
    assert reason(OSError("odd")).text("en") == 'the system says "odd"'


def test_a_reason_of_ours_is_told_as_it_is() -> None:
    assert reason(Unusable(NOT_ORDINARY)) is NOT_ORDINARY


def test_a_file_that_is_missing_is_told_of_in_the_language_of_the_reader(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        Workspace(tmp_path).read_text("config/members.toml")
    (item,) = caught.value.findings
    assert item.said.text("sv") == (
        "config/members.toml kan inte läsas: filen eller mappen finns inte"
    )
    assert item.as_json("en")["values"] == {
        "path": "config/members.toml",
        "reason": "no such file or directory",
    }
