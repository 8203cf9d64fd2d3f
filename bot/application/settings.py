"""Everything that moderators can set, one row each. The form, its choices, what is refused and the help
beside each field are made from this table (bot/views/settings.py), and so is what stands in the audit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.application.zones import zone_named
from bot.domain.community import Community
from bot.domain.errors import Invalid
from bot.domain.policies import SENSITIVE, Approval, Money
from bot.domain.understanding import Topic
from bot.views.i18n import LANGUAGES
from bot.views.vocabulary import Lines, values_of


class SettingsPage(StrEnum):
    """Settings that are changed together: one form each, which on Discord holds five fields."""

    POSTS = "posts"
    PEOPLE = "people"


class SettingKind(StrEnum):
    CHOICE = "choice"
    MANY = "many"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Setting:
    """`said` gives the value as a form holds it: several, joined with commas. `with_value` gives the
    community with such a value, of `choices` where there are any; it may raise Invalid at the setting's name.
    """

    name: str
    page: SettingsPage
    kind: SettingKind
    said: Callable[[Community], str]
    with_value: Callable[[Community, str], Community]
    choices: tuple[str, ...] = ()
    most: int = 0
    """Characters, of a text."""
    lines: Lines = Lines.ONE
    required: bool = True

    def set_to(self, community: Community, value: str) -> Community:
        """The community with this value. Raises Invalid, at the field of the setting's name."""
        if self.kind is not SettingKind.TEXT:
            chosen = values_of(value) if self.kind is SettingKind.MANY else (value,)
            if not set(chosen) <= set(self.choices):
                raise Invalid("choose_one", field=self.name)
            return self.with_value(community, value)
        changed = self.with_value(community, value)
        if len(value) > self.most:
            raise Invalid("too_long", field=self.name, most=self.most, count=len(value))
        return changed

    def told(self, community: Community) -> str:
        """For the audit: the setting, and what it was set to unless that is somebody's words."""
        return self.name if self.kind is SettingKind.TEXT else f"{self.name}={self.said(community)}"


def _policy(community: Community, **changes: object) -> Community:
    return replace(community, policies=replace(community.policies, **changes))


def _language(community: Community, value: str) -> Community:
    """Another language; the same one keeps its region ("en-GB")."""
    return community if _language_of(community) == value else replace(community, locale=value)


def _language_of(community: Community) -> str:
    return community.locale.partition("-")[0]


def _zone(community: Community, value: str) -> Community:
    return replace(community, zone=zone_named(value)) if value else community


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "approval",
        SettingsPage.POSTS,
        SettingKind.CHOICE,
        lambda community: community.policies.approval,
        lambda community, value: _policy(community, approval=Approval(value)),
        tuple(Approval),
    ),
    Setting(
        "sensitive",
        SettingsPage.POSTS,
        SettingKind.MANY,
        lambda community: ",".join(sorted(community.policies.sensitive)),
        lambda community, value: _policy(community, sensitive=frozenset(map(Topic, values_of(value)))),
        SENSITIVE,
    ),
    Setting(
        "money",
        SettingsPage.POSTS,
        SettingKind.CHOICE,
        lambda community: community.policies.money,
        lambda community, value: _policy(community, money=Money(value)),
        tuple(Money),
    ),
    Setting(
        "under_18",
        SettingsPage.POSTS,
        SettingKind.CHOICE,
        lambda community: "yes" if community.policies.under_18 else "no",
        lambda community, value: _policy(community, under_18=value == "yes"),
        ("no", "yes"),
    ),
    Setting(
        "outside_contact",
        SettingsPage.PEOPLE,
        SettingKind.TEXT,
        lambda community: community.policies.outside_contact,
        lambda community, value: _policy(community, outside_contact=value),
        most=200,
        required=False,
    ),
    Setting(
        "help_lines",
        SettingsPage.PEOPLE,
        SettingKind.TEXT,
        lambda community: community.policies.help_lines,
        lambda community, value: _policy(community, help_lines=value),
        most=300,
        lines=Lines.SEVERAL,
        required=False,
    ),
    Setting(
        "language",
        SettingsPage.PEOPLE,
        SettingKind.CHOICE,
        _language_of,
        _language,
        LANGUAGES,
    ),
    Setting(
        "zone",
        SettingsPage.PEOPLE,
        SettingKind.TEXT,
        lambda community: community.zone.key,
        _zone,
        most=60,
    ),
)


def setting_named(name: str) -> Setting:
    """Raises KeyError for a name that is not in the table: ours, never a person's."""
    return {each.name: each for each in SETTINGS}[name]


def on_page(page: SettingsPage) -> tuple[Setting, ...]:
    """The settings of one form, in the order of the table."""
    return tuple(each for each in SETTINGS if each.page is page)
