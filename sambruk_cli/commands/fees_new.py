"""What `sambruk fees new` does: asks for what is missing, plans, checks, writes and shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import typer

from sambruk_cli.console import run
from sambruk_cli.console.asking import answer
from sambruk_cli.console.changes import planned_and_done, show_change
from sambruk_cli.console.stated import why_no_day
from sambruk_cli.console.stated_fees import stated_new_tier, stated_number, stated_pair
from sambruk_cli.dues.needs import lacking
from sambruk_cli.edits.fees import FEE_FORMS, FeeEdit, NewFee, NewTier, new_schedule
from sambruk_cli.findings import errors
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.opening.planned import new_findings, planned_session
from sambruk_cli.session import Session
from sambruk_cli.views.fees_new import needs_summary
from sambruk_cli.views.plan import change_payload

_LACKING = "DUE402"  # a member that the schedule gives no amount: what it needs, not what is wrong


@frozen
class FeeOptions:
    """The options of the command, as they were given."""

    id: str | None
    form: str | None
    charge: str
    valid_from: date | None
    decision: str | None
    account: str | None
    keys: Mapping[str, str | None]
    amounts: tuple[str, ...]
    tiers: str | None
    new_tiers: tuple[str, ...]
    attribute: str
    kinds: tuple[str, ...]
    of: tuple[str, ...]
    rate: Mapping[str, str | None]
    ends_earlier: bool


def run_new(context: typer.Context, asked: FeeOptions, *, write: bool, format_: str) -> int:
    """Write a new schedule, and return the exit code.

    Raises:
      BadParameter: when something is missing and cannot be asked for, or is not written as it must.
    """
    terms = run.settings_of(context).terms
    asked = _asked(asked, terms.messages)

    def make(session: Session) -> FeeEdit:
        return _checked(session, new_schedule(session, _fee(session, asked, terms.messages)))

    edit = planned_and_done(context, make, write=write, of_books=False)
    return show_change(
        edit,
        lambda: needs_summary(edit, terms.language),
        lambda written: {
            "schedule": edit.schedule,
            "needs": [
                {"attribute": name, "members": list(ids)} for name, ids in edit.needs.items()
            ],
            **change_payload(edit, written, terms.messages, diff=True),
        },
        terms,
        format_,
        write=write,
        diff=True,
    )


def _checked(session: Session, edit: FeeEdit) -> FeeEdit:
    """The same with what it needs, or what would be wrong with the register."""
    if edit.plan is None:
        return edit
    planned = planned_session(session, edit.plan)
    found = new_findings(session, planned)
    wrong = tuple(item for item in errors(found) if item.code != _LACKING)
    if wrong:
        return FeeEdit(None, edit.schedule, wrong)
    needs = lacking(planned.register, edit.schedule, session.today)
    return replace(edit, needs=needs, notes=tuple(x for x in found if x.code != _LACKING))


def _asked(asked: FeeOptions, language: Language) -> FeeOptions:
    """The options with answers for those that are missing and that every form needs."""
    form = (
        asked.form
        or _form_of(asked)
        or answer("--form", say(language, "Form (amount, kinds, tiers, rate)"), language)
    )
    if form not in FEE_FORMS:
        raise typer.BadParameter(
            say(language, "one of {forms}", forms=", ".join(FEE_FORMS)), param_hint="--form"
        )
    day = asked.valid_from
    if day is None:
        question = say(language, "First day in force (YYYY-MM-DD)")
        day = date.fromisoformat(answer("--from", question, language, why_no_day))
    decision = asked.decision or answer("--decision", say(language, "Decision"), language)
    amounts, tiers, of, rate = asked.amounts, asked.new_tiers, asked.of, asked.rate
    if form in {"amount", "kinds"} and not amounts:
        question = (
            say(language, "Amount in kronor")
            if form == "amount"
            else say(language, "Amounts, as person=400, company=5000")
        )
        amounts = tuple(answer("--amount", question, language).split(","))
    if form == "tiers" and not tiers and asked.tiers is None:
        question = say(language, "Tiers, as small:0-9999=8000, large:10000-=16000")
        tiers = tuple(answer("--tier", question, language).split(","))
    if form == "rate":
        of = of or tuple(answer("--of", say(language, "Attributes"), language).split(","))
        if not any(rate.values()):
            question = say(language, "Kronor for each unit")
            rate = {"per_unit": answer("--per-unit", question, language)}
    return replace(
        asked,
        form=form,
        valid_from=day,
        decision=decision,
        amounts=tuple(text.strip() for text in amounts),
        new_tiers=tuple(text.strip() for text in tiers),
        of=tuple(text.strip() for text in of),
        rate=rate,
    )


def _form_of(asked: FeeOptions) -> str | None:
    """The form that the options leave no doubt of."""
    if asked.new_tiers or asked.tiers:
        return "tiers"
    if asked.of or any(asked.rate.values()):
        return "rate"
    if asked.amounts:
        return "kinds" if "=" in asked.amounts[0] else "amount"
    return None


def _fee(session: Session, asked: FeeOptions, language: Language) -> NewFee:
    """The schedule that the options describe."""
    keys: dict[str, Any] = {key: value for key, value in asked.keys.items() if value}
    kinds = tuple(asked.kinds)
    keys["account"] = asked.account
    keys["kinds"] = list(kinds)
    tiers: tuple[NewTier, ...] = ()
    match asked.form:
        case "amount":
            if len(asked.amounts) != 1:
                said = say(language, "one amount; amounts by kind are KIND=KRONOR")
                raise typer.BadParameter(said, param_hint="--amount")
            keys["amount"] = stated_number(asked.amounts[0], "--amount", language)
        case "rate":
            numbers = {
                key: stated_number(text, f"--{key.replace('_', '-')}", language)
                for key, text in asked.rate.items()
                if text
            }
            keys["rate"] = {"of": list(asked.of), **numbers}
        case "tiers" if asked.new_tiers:
            tiers = tuple(stated_new_tier(text, "--tier", language) for text in asked.new_tiers)
        case _:
            keys["tiers"] = asked.tiers
            keys["amounts"] = dict(
                stated_pair(text, "--amount", language) for text in asked.amounts
            )
    assert asked.valid_from is not None  # it has been asked for
    assert asked.decision is not None
    every = tuple(kind.id for kind in session.register.members_file.kinds)
    return NewFee(
        asked.charge,
        asked.valid_from,
        asked.decision,
        keys,
        asked.id,
        tiers,
        asked.attribute,
        kinds or every,
        asked.ends_earlier,
    )
