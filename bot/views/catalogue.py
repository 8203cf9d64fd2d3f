"""Every command and option, named once. Slack's manifest, Discord's tree, the local room's menu and the help
are made from it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.application.verbs import Verb
from bot.views.vocabulary import Phrase

TEXT_MAX = 2000
"""The longest need, offer or thanks, in characters: room enough for any story, and one message on every
platform.
"""


REASON_MAX = 500
"""The longest reason of a moderator: a few sentences."""


class OptionKind(StrEnum):
    TEXT = "text"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class CommandOption:
    """`name` is also the key of the value in an interaction."""

    name: str
    kind: OptionKind
    summary: Phrase
    placeholder: Phrase
    required: bool


@dataclass(frozen=True, slots=True)
class Command:
    """`/name` or `/name subname`. Where only a bare `/name` is typed, the subcommand marked `default` is
    meant.
    """

    name: str
    subname: str | None
    verb: Verb
    summary: Phrase
    options: tuple[CommandOption, ...] = ()
    default: bool = True
    for_moderators: bool = False

    @property
    def typed(self) -> str:
        """How a person types it, without options."""
        return f"/{self.name}" if self.subname is None else f"/{self.name} {self.subname}"


def _text(command: str, *, required: bool = False) -> CommandOption:
    return CommandOption(
        "text",
        OptionKind.TEXT,
        Phrase(f"command.{command}.text"),
        Phrase(f"command.{command}.example"),
        required,
    )


COMMANDS: tuple[Command, ...] = (
    Command("need", None, Verb.NEED, Phrase("command.need"), (_text("need"),)),
    Command("offer", None, Verb.OFFER, Phrase("command.offer"), (_text("offer"),)),
    Command(
        "gratitude",
        None,
        Verb.THANK,
        Phrase("command.gratitude"),
        (
            CommandOption(
                "person",
                OptionKind.PERSON,
                Phrase("command.gratitude.person"),
                Phrase("command.gratitude.person.example"),
                False,
            ),
            _text("gratitude"),
        ),
    ),
    Command("aid", "help", Verb.HELP, Phrase("command.aid.help")),
    Command("aid", "mine", Verb.MINE, Phrase("command.aid.mine"), default=False),
    Command("aid", "ask-me", Verb.ASK_ME, Phrase("command.aid.ask-me"), default=False),
    Command(
        "aid",
        "link",
        Verb.LINK,
        Phrase("command.aid.link"),
        (
            CommandOption(
                "text",
                OptionKind.TEXT,
                Phrase("command.aid.link.text"),
                Phrase("command.aid.link.example"),
                False,
            ),
        ),
        default=False,
    ),
    Command("aid", "pause", Verb.PAUSE, Phrase("command.aid.pause"), default=False),
    Command("aid", "export", Verb.EXPORT, Phrase("command.aid.export"), default=False),
    Command("aid", "forget-me", Verb.FORGET_ME, Phrase("command.aid.forget-me"), default=False),
    Command(
        "aid",
        "block",
        Verb.BLOCK,
        Phrase("command.aid.block"),
        (
            CommandOption(
                "person",
                OptionKind.PERSON,
                Phrase("command.aid.block.person"),
                Phrase("command.gratitude.person.example"),
                False,
            ),
        ),
        default=False,
    ),
    Command(
        "aid",
        "report",
        Verb.REPORT,
        Phrase("command.aid.report"),
        (
            CommandOption(
                "person",
                OptionKind.PERSON,
                Phrase("command.aid.report.person"),
                Phrase("command.gratitude.person.example"),
                False,
            ),
        ),
        default=False,
    ),
    Command(
        "aid-admin",
        "reports",
        Verb.REPORTS,
        Phrase("command.aid-admin.reports"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "queue",
        Verb.QUEUE,
        Phrase("command.aid-admin.queue"),
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "member",
        Verb.MEMBER,
        Phrase("command.aid-admin.member"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "freeze",
        Verb.FREEZE,
        Phrase("command.aid-admin.freeze"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "audit",
        Verb.AUDIT,
        Phrase("command.aid-admin.audit"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "spaces",
        Verb.SPACES,
        Phrase("command.aid-admin.spaces"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "config",
        Verb.CONFIG,
        Phrase("command.aid-admin.config"),
        default=False,
        for_moderators=True,
    ),
    Command(
        "aid-admin",
        "setup",
        Verb.SET_UP,
        Phrase("command.aid-admin.setup"),
        default=False,
        for_moderators=True,
    ),
)

GROUP_SUMMARIES: dict[str, Phrase] = {"aid": Phrase("command.aid"), "aid-admin": Phrase("command.aid-admin")}
"""What stands beside a command that has subcommands."""


def find_command(name: str, subname: str | None) -> Command | None:
    """The command that was typed; with no `subname`, the one that stands for the bare name. None if there is
    none.
    """
    for command in COMMANDS:
        if command.name == name and (command.subname == subname or (subname is None and command.default)):
            return command
    return None
