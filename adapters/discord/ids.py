"""Discord's ids are numbers; the core keeps every platform's ids as text."""


def number(account: str) -> int | None:
    """The id that `account` spells, or None for what is no id of Discord's (a name that was typed, say)."""
    return int(account) if account.isascii() and account.isdecimal() else None
