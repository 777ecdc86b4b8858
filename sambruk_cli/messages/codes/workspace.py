"""Findings on files of a workspace: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "WSP001",
        "no-workspace",
        Said("no {marker} in {folder}", hint="name the folder that holds config/ and ledger/"),
        upward=Said(
            "no {marker} in {folder} or any folder above it",
            hint="go into a workspace, or name one with --root DIR",
        ),
        closed=Said(
            "cannot look into {folder}: {reason}",
            hint="correct the name and the permissions of the folder, or name one with --root DIR",
        ),
        gone=Said(
            "the folder that the command is run in cannot be found: {reason}",
            hint="go into a folder that exists",
        ),
    ),
    code(
        "WSP002",
        "unreadable-file",
        Said(
            "cannot read {path}: {reason}",
            hint="create the file, or correct its name and permissions",
        ),
        large=Said("{path} was not read: {reason}", hint="divide it, or take out what is no text"),
        named=Said("cannot read {path}: {reason}", hint="name an ordinary file that may be read"),
        published=Said(
            "no published figures for {year}",
            "write them there; docs/commands/tieout.md says how",
        ),
        included=Said(
            'the include "{pattern}" is no file',
            hint="name a file, or a pattern of files as journals/*.beancount",
        ),
    ),
    code(
        "WSP003",
        "not-utf8",
        Said(
            "byte {byte} is not UTF-8",
            hint="save the file as UTF-8 (it looks like Latin-1 or Windows-1252)",
        ),
        wide=Said(
            "the file is in {encoding}, not in UTF-8",
            hint="save the file as UTF-8; Windows calls {encoding} Unicode",
        ),
    ),
    code(
        "WSP004",
        "merge-conflict",
        Said(
            "the file holds an unresolved merge conflict",
            hint="resolve the conflict and remove the <<<<<<<, ======= and >>>>>>> lines",
        ),
    ),
    code(
        "WSP005",
        "outside-workspace",
        Said(
            "the path '{path}' leads outside the workspace and was not read",
            hint="keep every file inside the workspace and name it relative to its root",
        ),
    ),
    code(
        "WSP006",
        "toml-syntax",
        Said(
            "not valid TOML: {fault}",
            hint='texts stand in "quotes", dates as 2007-04-23, lists in [brackets]',
        ),
        excess=Said(
            "not read, since it is no register: {fault}",
            hint="see what has written the file; docs/register.md shows all that it may hold",
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
        "WSP008",
        "unknown-revision",
        Said(
            "there is no commit {revision} in the repository of {folder}",
            hint="name a commit, a branch or a tag; git log --all lists them",
        ),
        shallow=Said(
            "there is no commit {revision} in this clone of the repository of {folder}, which "
            "holds only a part of its history",
            hint="bring the rest with git fetch --unshallow, or name a commit that git log lists",
        ),
        lacking=Said(
            "this clone of the repository of {folder} does not hold the files of {revision}",
            hint="bring them with git fetch --refetch --no-filter, or clone without --filter",
        ),
        absent=Said(
            "{folder} is no folder in {revision}",
            hint="name a commit in which it is one; git log -- PATH lists those that touch it",
        ),
        no_repository=Said(
            "{folder} lies in no git repository, so there is no revision {revision} of it",
            hint="git init makes a repository, and git commit a revision",
        ),
        elsewhere=Said(
            "the repository of {folder} lies elsewhere and does not name this folder as its own",
            hint="git worktree add makes a folder that both sides know of",
        ),
        borrows=Said(
            "the repository of {folder} takes objects from another one, which is not read",
            hint="copy them with git repack -a -d, then remove .git/objects/info/alternates",
        ),
        bare=Said(
            "{folder} is a bare repository, which has no working tree to compare with",
            hint="name two revisions, as sambruk diff HEAD~1..HEAD",
        ),
        nowhere=Said(
            "no {marker} in {revision} of the repository {folder}",
            hint="name commits that hold a workspace; one in a folder of the repository is found "
            "where it is the only one",
        ),
        unfit=Said(
            "books and register cannot be read as they are in {revision}",
            hint="the findings beside this one say what is wrong there; name another commit",
        ),
        no_git=Said(
            "git is not installed, so the revision {revision} of {folder} cannot be read",
            hint="install git",
        ),
        failed=Said(
            "git cannot read the repository of {folder}: {reason}",
            hint="git fsck in that folder says what is wrong with it, git status whether git "
            "trusts its owner",
        ),
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
    code(
        "WSP012",
        "journal-not-included",
        Said(
            "nothing includes this file, so what it holds is not in the books",
            hint="include it from ledger/main.beancount, or move it out of ledger/",
        ),
        warning=True,
    ),
    code(
        "WSP014",
        "imported-journal-missing",
        Said(
            "{name} has been imported into {journal}, which is not there",
            hint="bring the file back; or name in journal where its vouchers are now; or remove "
            "this [[imports]] table and import the file anew",
        ),
        warning=True,
    ),
    code(
        "WSP013",
        "leftover",
        Said(
            "a process that was broken off while it wrote has left this file",
            hint="see that the file whose name it bears is whole, then delete this one",
        ),
        warning=True,
    ),
    code(
        "WSP020",
        "name-not-utf-8",
        Said(
            "the name of this file is not UTF-8, so others may not find it by its name",
            hint="rename it, with letters of UTF-8 or of English alone",
        ),
        warning=True,
    ),
)
