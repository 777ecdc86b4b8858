"""Findings on files of a workspace: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code("WSP001", "no-workspace"),
    code(
        "WSP002",
        "unreadable-file",
        published=Said(
            "no published figures for {year}",
            "write them there; docs/commands/tieout.md says how",
        ),
        included=Said(
            'the include "{pattern}" is no file',
            hint="name a file, or a pattern of files as journals/*.beancount",
        ),
    ),
    code("WSP003", "not-utf8"),
    code("WSP004", "merge-conflict"),
    code("WSP005", "outside-workspace"),
    code(
        "WSP006",
        "toml-syntax",
        Said(
            "not valid TOML: {fault}",
            hint='texts stand in "quotes", dates as 2007-04-23, lists in [brackets]',
        ),
    ),
    code(
        "WSP007",
        "pickle-cache",
        Said(
            "a Beancount pickle cache lies in the workspace; sambruk does not read it",
            hint="delete it: Beancount's own programs would unpickle it, which can run code",
        ),
        warning=True,
    ),
    code(
        "WSP009",
        "unfinished-change",
        Said(
            "a change of {files} was broken off and cannot be finished: {reason}",
            hint="see to it that the files may be written and that there is room; the next "
            "command then finishes the change",
        ),
        changed=Said(
            "a change of {files} was broken off, and this file has been changed since",
            hint="make the files what they are to be, then delete the folder {folder}, which "
            "holds what was to be written",
        ),
        foreign=Said(
            "the folder {folder} holds an unfinished change that was not made here",
            hint="see to it that the files are what they are to be, then delete the folder",
        ),
    ),
    code(
        "WSP010",
        "workspace-in-use",
        Said(
            "another sambruk is changing the workspace",
            hint="run the command again when that one is done",
        ),
        unlocked=Said(
            "the file system has no locks: two changes at the same time are not kept apart",
            hint="let one person at a time change the workspace",
        ),
    ),
    code(
        "WSP011",
        "changed-meanwhile",
        Said(
            "{name} has changed since the change was planned; nothing is written",
            hint="run the command again: it then starts from what the file holds now",
        ),
    ),
)
