"""Findings on what is sent by mail: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "SND670",
        "no-sender",
        Said(
            "nothing says who sends the mail",
            hint="say sender under [mail] in config/invoicing.toml",
        ),
    ),
    code(
        "SND671",
        "no-mail-server",
        Said(
            "there is no {path}, which says through which server mail is sent",
            hint="write host, user and security in it, or have files made with -o",
        ),
        open=Said(
            "others may read {path}, in which a password stands",
            hint="chmod 600, or give the password in the variable SAMBRUK_SMTP_PASSWORD",
        ),
    ),
    code(
        "SND672",
        "mail-server-refuses",
        Said(
            "{host}:{port} cannot be used: {reason}",
            hint="look at mail.toml; nothing has been sent",
        ),
    ),
    code(
        "SND673",
        "mail-not-sent",
        refused=Said(
            "{path} has not been sent to {party}: the server answers {reason}",
            hint="mend the address, or what the server asks for, and send it again",
        ),
        changed=Said(
            "{path} is not what the books say that it is, and is not sent",
            hint="take back the file that was made; sambruk validate names what has changed",
        ),
        missing=Said(
            "{path} is not there, or cannot be read, and is not sent",
            hint="put the file back that was made",
        ),
    ),
    code(
        "SND674",
        "mail-perhaps-sent",
        Said(
            "whether {path} has been sent to {party} is not known",
            hint='ask, then write state = "sent" in config/dispatch.toml, or take the entry away',
        ),
        warning=True,
    ),
    code(
        "SND675",
        "no-address",
        Said(
            "no e-mail address is known of: {ids} ({number})",
            hint="say email in config/members.toml, or send it on paper",
        ),
        warning=True,
    ),
    code(
        "SND676",
        "nothing-sent-by-that-number",
        Said(
            "no document in the books has the number {number}",
            hint="sambruk send without numbers lists what there is",
        ),
        sent=Said(
            "{number} has been sent on {day}",
            hint="nothing is sent twice; take its entry out of config/dispatch.toml to do so",
        ),
    ),
)
