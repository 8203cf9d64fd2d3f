"""Whole pages: the room itself, the picker before it, and the pages for whoever can't come in."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template
from urllib.parse import urlencode

from markupsafe import Markup

from adapters.local import escape, render
from adapters.local.hub import PLACES, PRIVATE
from bot.application.read_room import Message, Person
from bot.domain.community import Board
from bot.views.catalogue import COMMANDS, Command
from bot.views.i18n import Tongue
from bot.views.vocabulary import Moment, Phrase, Precision, UserText

_STATIC = files("adapters.local").joinpath("static")
_ROOM = Template(_STATIC.joinpath("room.html").read_text(encoding="utf-8"))
_ALONE = Template(_STATIC.joinpath("alone.html").read_text(encoding="utf-8"))

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

ASSETS: Mapping[str, tuple[str, bytes]] = {
    file.name: (_KINDS[ending], file.read_bytes())
    for file in _STATIC.iterdir()
    if (ending := file.name[file.name.rfind(".") :]) in _KINDS
}
"""What a page loads, by name: content type and contents."""

_IN_TEXT = (
    "skip",
    "places_label",
    "messages_label",
    "needs_script",
    "away",
    "only_you",
    "dismiss",
    "commands_label",
    "commands_button",
    "command_label",
    "command_hint",
    "send",
)
_IN_ATTRIBUTES = ("retrying", "failed", "news")
"""What room.js says by itself."""


def room(
    viewer: Person, place: str, messages: Sequence[Message], people: Sequence[Person], tongue: Tongue
) -> Markup:
    """The room as `viewer` sees it at `place`, one of PLACES."""
    words = {name: _words(tongue, name) for name in _IN_TEXT}
    return _filled(
        _ROOM,
        **words,
        **_language(tongue),
        title=_title(place, tongue),
        viewer=Markup.escape(viewer.account),
        place=Markup.escape(place),
        words=Markup(" ").join(
            Markup('data-{}="{}"').format(name, tongue.words(Phrase(f"room.{name}")))
            for name in _IN_ATTRIBUTES
        ),
        you_are=render.line((Phrase("room.you_are", {"name": UserText(viewer.name)}),), tongue),
        people=_people(viewer, place, people, tongue),
        places=_places(viewer, place, tongue),
        commands=_commands(viewer, tongue),
        messages=messages_of(place, messages, tongue),
    )


def messages_of(place: str, messages: Sequence[Message], tongue: Tongue) -> Markup:
    """What stands at a place, and what the place is for. `tongue` speaks the page's language, a message its
    reader's.
    """
    return Markup(
        '<header class="about"><h1>{}</h1><p>{}</p></header>'
        '<ol class="messages">{}</ol><p class="empty">{}</p>'
    ).format(
        _words(tongue, f"place.{place}"),
        _words(tongue, f"place.{place}.about"),
        Markup("").join(_message(message) for message in messages),
        _words(tongue, f"place.{place}.empty"),
    )


def picker(people: Sequence[Person], tongue: Tongue) -> Markup:
    """Where somebody who is nobody yet chooses who to be."""
    choices = Markup("").join(
        Markup('<li><a href="{}">{}{}</a></li>').format(
            _address(person, PLACES[0]), _name(person), _role(person, tongue)
        )
        for person in people
    )
    body = Markup('<p>{}</p><ul class="picker">{}</ul><p class="note">{}</p>').format(
        _words(tongue, "pick.intro"), choices, _words(tongue, "pick.tabs")
    )
    return _alone("pick.title", body, tongue)


def lives_elsewhere(tongue: Tongue) -> Markup:
    """For a Hypha that serves a real community: nobody may pick who they are, so there is no room."""
    body = Markup("<p>{}</p><p>{}</p>").format(
        _words(tongue, "elsewhere.where"), _words(tongue, "elsewhere.tryout")
    )
    return _alone("elsewhere.title", body, tongue)


def password(problem: Phrase | None, tongue: Tongue) -> Markup:
    """The door of a room that other machines can reach."""
    wrong = Markup('<p class="wrong" id="problem" role="alert">{}</p>').format(
        render.line((problem,), tongue) if problem else ""
    )
    body = Markup(
        '<p>{}</p><form method="post" action="/enter"><div class="field"><label for="password">{}</label>'
        '<input type="password" id="password" name="password" autocomplete="current-password" autofocus'
        ' required aria-describedby="problem">{}</div>'
        '<button type="submit" class="primary">{}</button></form>'
    ).format(_words(tongue, "door.intro"), _words(tongue, "door.label"), wrong, _words(tongue, "door.enter"))
    return _alone("door.title", body, tongue)


def trouble(problem: Phrase, tongue: Tongue) -> Markup:
    """When a page can't be shown: what happened, and the way back."""
    body = Markup('<p>{}</p><p><a href="/">{}</a></p>').format(
        render.line((problem,), tongue), _words(tongue, "trouble.back")
    )
    return _alone("trouble.title", body, tongue)


def _filled(template: Template, **values: Markup) -> Markup:
    # The template is a file of ours, and every value is markup already.
    return Markup(template.substitute(values))  # noqa: S704 - see above: no value is text


def _alone(title: str, body: Markup, tongue: Tongue) -> Markup:
    return _filled(_ALONE, **_language(tongue), title=_words(tongue, title), body=body)


def _words(tongue: Tongue, name: str) -> Markup:
    return escape.own_words(tongue.words(Phrase(f"room.{name}")))


def _language(tongue: Tongue) -> dict[str, Markup]:
    return {"lang": Markup.escape(tongue.language), "dir": Markup.escape(tongue.locale.text_direction)}


def _title(place: str, tongue: Tongue) -> Markup:
    return Markup("{} · Hypha").format(_words(tongue, f"place.{place}"))


def _address(person: Person, place: str) -> str:
    return "/?" + urlencode({"as": person.account, "place": place})


def _name(person: Person) -> Markup:
    return escape.user_text(UserText(person.name))


def _role(person: Person, tongue: Tongue) -> Markup:
    if not person.moderator:
        return Markup("")
    return Markup(' <span class="role">{}</span>').format(_words(tongue, "moderator"))


def _people(viewer: Person, place: str, people: Sequence[Person], tongue: Tongue) -> Markup:
    def choice(person: Person) -> Markup:
        current = Markup(' aria-current="true"') if person.account == viewer.account else Markup("")
        apart = tongue.words(Phrase("room.new_tab"))
        return Markup(
            '<li><a href="{}"{}>{}{}</a>'
            '<a class="apart" href="{}" target="_blank" aria-label="{}">{}</a></li>'
        ).format(
            _address(person, place),
            current,
            _name(person),
            _role(person, tongue),
            _address(person, place),
            Markup("{}: {}").format(escape.user_value(UserText(person.name)), apart),
            apart,
        )

    return Markup("<ul>{}</ul>").format(Markup("").join(choice(person) for person in people))


def _places(viewer: Person, place: str, tongue: Tongue) -> Markup:
    def link(name: str) -> Markup:
        return Markup(
            '<li><a href="{}" data-place="{}" data-title="{}"{}><span class="name">{}</span>'
            '<span class="new" hidden>{}</span></a></li>'
        ).format(
            _address(viewer, name),
            name,
            _title(name, tongue),
            Markup(' aria-current="page"') if name == place else Markup(""),
            _words(tongue, f"place.{name}"),
            _words(tongue, "new"),
        )

    return Markup("<ul>{}</ul>").format(Markup("").join(link(name) for name in PLACES))


def _commands(viewer: Person, tongue: Tongue) -> Markup:
    def entry(command: Command) -> Markup:
        example = Markup(" ").join(
            escape.own_words(tongue.words(option.placeholder)) for option in command.options
        )
        return Markup(
            '<button type="button" data-typed="{}"><code>{}</code><span>{}</span>{}</button>'
        ).format(
            command.typed,
            command.typed,
            tongue.words(command.summary),
            Markup("<small>{} {}</small>").format(command.typed, example) if command.options else Markup(""),
        )

    return Markup("").join(
        entry(command) for command in COMMANDS if viewer.moderator or not command.for_moderators
    )


def _message(message: Message) -> Markup:
    return Markup(
        '<li class="message" id="message-{}" tabindex="-1">'
        '<header><b>Hypha</b> <time datetime="{}">{}</time></header>{}</li>'
    ).format(
        message.effect.value,
        message.posted_at.isoformat(),
        message.tongue.moment(Moment(message.posted_at, Precision.DAY_AND_TIME)),
        render.card(message.view, message.tongue),
    )


BOARD_OF: Mapping[str, Board | None] = {**{board.value: board for board in Board}, PRIVATE: None}
"""What each of PLACES is to the core: a board, or None for the reader's private messages."""
