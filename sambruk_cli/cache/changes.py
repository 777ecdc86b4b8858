"""What has changed since an answer was made."""

from __future__ import annotations

from sambruk_cli.cache.questions import Basis, Held, World
from sambruk_cli.frozen import frozen


@frozen
class Changes:
    """Files whose content is another, and whether anything else is.

    `looked` is set where files had to be read to know: their stat alone did not tell.
    """

    files: frozenset[str]
    other: bool
    looked: bool = False

    @property
    def none(self) -> bool:
        return not self.files and not self.other


def changes_since(world: World, basis: Basis) -> Changes:
    """Hold a basis against the world; states of files read again are renewed in it."""
    if not basis.is_whole:
        return Changes(frozenset(), other=True)
    changed, other, looked = set(), False, False
    for question, answer in list(basis.answers.items()):
        if question.stands(answer, world):
            continue
        if not isinstance(question, Held) or isinstance(answer, str):
            other = True
            continue
        looked = True
        renewed = question.ask(world)
        if not isinstance(renewed, list):
            other = True
        elif renewed[-1] != answer[-1]:
            changed.add(question.about)
        else:
            basis.answers[question] = renewed
    return Changes(frozenset(changed), other, looked)
