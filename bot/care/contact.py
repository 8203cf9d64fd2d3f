"""Contact details in a text: phone numbers, e-mail, addresses, links, and the numbers of accounts and cards.

Phone numbers are read by Google's libphonenumber (the `phonenumbers` library), as people of the community's
country write them; account numbers have to pass their own checksum. Addresses follow the habits of a few
countries and stay the least sure: docs/privacy.md tells how sure each is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from phonenumbers import Leniency, PhoneNumberMatcher

from bot.care.places import ADDRESSES

MOST_CHARACTERS = 4_000
"""What lies beyond is not read, so that the work one text can cause stays small."""


class Detail(StrEnum):
    """In the order in which they are told."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    ACCOUNT = "account"
    """An account's or a card's number."""
    LINK = "link"
    """A link, or somebody's name on another platform."""


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` is the detail."""

    detail: Detail
    start: int
    end: int


def contact_details(text: str, country: str | None) -> tuple[Found, ...]:
    """What was found, in the order of the text; no two overlap.

    `country` (ISO 3166, two letters) is whose phone numbers are known without their country code; None knows
    only those with one.
    """
    read = text[:MOST_CHARACTERS]
    found: list[Found] = []
    for detail, spans in _FINDERS:
        for start, end in spans(read, country):
            if not any(each.start < end and start < each.end for each in found):
                found.append(Found(detail, start, end))
    return tuple(sorted(found, key=lambda each: each.start))


# -- e-mail and links --------------------------------------------------------------------------------

_ENDINGS = (
    "com|org|net|info|eu|uk|de|fr|es|pt|it|nl|be|at|ch|ie|pl|se|no|dk|fi|us|ca|au|nz|in|br|mx|ar|ph|cn|jp|za"
)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    rf"|[\w.+-]{{1,64}} ?@ [\w-]{{1,63}} ?\. ?(?:{_ENDINGS})\b"
)
_AT = (
    r"(?:[\[({<]\s?(?:at|\u00e4t|arroba|arobase|chiocciola)\s?[\])}>]"
    r"|\b(?:at|arroba|arobase|chiocciola)\b)"
)
_DOT = (
    r"(?:[\[({<]\s?(?:dot|d0t|punkt|punto|point|ponto)\s?[\])}>]|\b(?:dot|d0t|punkt|punto|point|ponto)\b|\.)"
)
_EMAIL_IN_WORDS = re.compile(
    rf"\b[\w.+-]{{1,64}}\s{{0,2}}{_AT}\s{{0,2}}[\w-]{{1,63}}(?:\s{{0,2}}{_DOT}\s{{0,2}}[\w-]{{1,63}}){{0,2}}"
    rf"\s{{0,2}}{_DOT}\s{{0,2}}(?:{_ENDINGS})\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\bhttps?://[^\s<>\"]{3,500}"
    r"|\bwww\.[\w-]{1,63}\.[^\s<>\"]{2,500}"
    rf"|(?<![\w.@/-])[a-z\d][a-z\d-]{{2,62}}(?:\.[a-z\d-]{{2,63}}){{0,2}}\.(?:{_ENDINGS})(?:/[^\s<>\"]{{0,500}})?(?![\w.-])"
    # Short addresses, and pages of people at somebody else's: always with a path.
    r"|\b[a-z\d-]{1,30}\.(?:me|ly|gg|ee|io|co|app|page|link|to|tv|cc|be|gl|bio)/[\w.+@-]{2,64}",
    re.IGNORECASE,
)


def _emails(text: str, _: str | None) -> Iterator[tuple[int, int]]:
    for pattern in (_EMAIL, _EMAIL_IN_WORDS):
        yield from (match.span() for match in pattern.finditer(text))


def _links(text: str, _: str | None) -> Iterator[tuple[int, int]]:
    for match in _LINK.finditer(text):
        written = match.group().rstrip(".,;:!?)")
        # "fractions.Please ask" is two sentences: nobody writes the ending of an address with a capital.
        if written[written.rfind(".") + 1].islower() or "/" in written:
            yield match.start(), match.start() + len(written)


# -- accounts and cards ------------------------------------------------------------------------------

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b", re.IGNORECASE)
_CARD = re.compile(r"(?<![\d.,-])[2-6]\d{3}(?:[ -]?\d){8,15}(?![\d-])")
_NAMED_ACCOUNT = re.compile(
    r"\b(?:sort code|sort|account|acct?|a/c|routing|konto|kontonummer|blz|cuenta|conta|compte)"
    r"(?: ?(?:number|no|nr|num|n[º°]))?[.:#]?\s{0,2}(?:is\s)?(\d[\d -]{4,20}\d)",
    re.IGNORECASE,
)
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34


# -- names on a platform -----------------------------------------------------------------------------

_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|telegram|tg|tiktok|twitter|facebook|fb|discord|venmo|cash ?app"
    r"|paypal|skype|gmail|hotmail|wechat|kik|signal)"
)
_HANDLE = re.compile(
    # "insta: amina.makes", "my snap is dana_77", "@amina on telegram", "dana#4821"
    rf"\b{_PLATFORM}(?: (?:id|name|handle|user|username))?\s?[:=]\s?[@$]?(?P<named>\w[\w.-]{{2,40}})"
    rf"|\b{_PLATFORM}(?: (?:me|us|id|name|handle))?(?: (?:is|at|to))? "
    r"(?P<marked>[@$]\w[\w.-]{2,40}|(?=\w*[\d_])\w[\w.]{3,40})"
    rf"|(?P<on>@\w[\w.-]{{2,40}}|\b(?=\w*[\d_])\w{{4,40}}) (?:on|at) {_PLATFORM}\b"
    r"|(?P<numbered>\b\w{3,32}#\d{4}\b)",
    re.IGNORECASE,
)


def _handles(text: str, _: str | None) -> Iterator[tuple[int, int]]:
    for match in _HANDLE.finditer(text):
        yield match.span(match.lastgroup or 0)


def _accounts(text: str, _: str | None) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        # The last group may be the next word of the sentence: "DE89 ... 00 please".
        written = match.group()
        while written and not _is_iban(written):
            written = written[: written.rfind(" ")] if " " in written else ""
        if written:
            yield match.start(), match.start() + len(written)
    yield from (match.span() for match in _CARD.finditer(text) if _is_card(match.group()))
    yield from (match.span(1) for match in _NAMED_ACCOUNT.finditer(text))


def _is_iban(written: str) -> bool:
    """ISO 13616: the digits, with letters as 10 to 35 and the first four at the end, leave 1 modulo 97."""
    plain = written.replace(" ", "").upper()
    if not _SHORTEST_IBAN <= len(plain) <= _LONGEST_IBAN:
        return False
    return int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97 == 1


def _is_card(written: str) -> bool:
    """ISO/IEC 7812, Annex B (Luhn): 13 to 19 digits, every second one doubled from the right."""
    digits = [int(each) for each in written if each.isdecimal()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = (sum(divmod(2 * each, 10)) for each in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


# -- phone numbers and addresses -----------------------------------------------------------------------

_DATE = re.compile(r"\d{4}([-/. ])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2(?:\d{2}|\d{4})")
_FEWEST_DIGITS = 8
_NUMBER_OF = re.compile(
    r"\b(?:isbn|invoice|order|serial|case|customer|ip|ref|reference|form|ticket|tracking|version)\b\D{0,12}$",
    re.IGNORECASE,
)
"""What stands before a number that nobody can ring."""
_DIGIT = (
    "zero|one|two|three|four|five|six|seven|eight|nine|oh|nought|double|triple|hundred"
    "|null|eins|zwei|zwo|drei|vier|f\u00fcnf|sechs|sieben|acht|neun"
    "|z\u00e9ro|un|deux|trois|quatre|cinq|sept|huit|neuf"
    "|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|um|dois|tr\u00eas|quatro|sete|oito|nove"
)
_SPOKEN = re.compile(rf"\b(?:{_DIGIT})(?:[ ,.-]{{1,2}}(?:{_DIGIT}|\d{{1,5}})){{5,20}}\b", re.IGNORECASE)
_ONE_BY_ONE = re.compile(r"(?<![\d.,-])\d(?:([ .-])\d)(?:\1\d){7,13}(?![\d-])")
"""Digits that are said or written one by one: nobody counts anything else so."""
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ ,/-]*)+")


def _phones(text: str, country: str | None) -> Iterator[tuple[int, int]]:
    # "Possible" (of a length that occurs) and not "valid": a slip in one digit still leads to a person.
    for match in PhoneNumberMatcher(text, country, leniency=Leniency.POSSIBLE):
        written = match.raw_string
        named = _NUMBER_OF.search(text[max(0, match.start - 30) : match.start])
        if _looks_like_a_phone(written) and not named and not _part_of_a_number(text, match.start, match.end):
            yield match.start, match.end
    yield from (match.span() for match in _ONE_BY_ONE.finditer(text))
    yield from (match.span() for match in _SPOKEN.finditer(text))


def _looks_like_a_phone(written: str) -> bool:
    digits = sum(each.isdecimal() for each in written)
    groups = re.findall(r"\d+", written)
    in_letters = re.search(r"\d[a-z]+\d", written, re.IGNORECASE) is not None
    in_short_steps = len(groups) > 3 and max(map(len, groups)) <= 2 and not written.startswith(("0", "+"))
    return (
        digits >= _FEWEST_DIGITS
        and not _DATE.fullmatch(written)
        and not _YEARS.fullmatch(written)
        and not in_short_steps
        and not in_letters
    )


def _part_of_a_number(text: str, start: int, end: int) -> bool:
    """Whether it goes on with what no phone number has: "978-0-306...", "1,250.00", "20260512-7"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        any(each.isdecimal() for each in (before.strip()[-1:], after.strip()[:1]))
        or before[-1:] in {"-", ",", ".", "#"}
        or before[-1:].isalpha()
    )


def _addresses(text: str, _: str | None) -> Iterator[tuple[int, int]]:
    for pattern in ADDRESSES:
        yield from (match.span() for match in pattern.finditer(text))


_FINDERS: tuple[tuple[Detail, Callable[[str, str | None], Iterator[tuple[int, int]]]], ...] = (
    (Detail.EMAIL, _emails),
    (Detail.LINK, _links),
    (Detail.LINK, _handles),
    (Detail.ACCOUNT, _accounts),
    (Detail.ADDRESS, _addresses),
    (Detail.PHONE, _phones),
)
"""In the order of how sure each is: what one has taken, a later one leaves alone."""
