"""Draws views as HTML. A page can express all of them; nothing is left out and nothing is cut."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from adapters.local import escape
from adapters.paper import render as paper
from bot.application.read_room import Person
from bot.views.i18n import Literal, Tongue
from bot.views.vocabulary import (
    Actions,
    Block,
    Button,
    Card,
    ChannelField,
    ChoiceField,
    Fields,
    File,
    Form,
    FormField,
    Lines,
    ManyField,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Phrase,
    Picture,
    Prose,
    Quote,
    Span,
    TextField,
    TrustedLink,
    UserText,
    View,
)

_NOTHING = Markup("")


def view(shown: View, tongue: Tongue, people: Sequence[Person]) -> Markup:
    """One whole view. `people` are who can be chosen where a form asks for a member."""
    match shown:
        case Card():
            return card(shown, tongue)
        case Form():
            return form(shown, tongue, people)
        case _:
            assert_never(shown)


def card(shown: Card, tongue: Tongue) -> Markup:
    """One message."""
    title = Markup("<h3>{}</h3>").format(line((shown.title,), tongue))
    file = _file(shown.file, tongue) if shown.file is not None else _NOTHING
    return Markup('<article class="card">{}{}{}</article>').format(
        title, _joined(_block(block, tongue) for block in shown.blocks), file
    )


def _file(file: File, tongue: Tongue) -> Markup:
    """A picture as one sees it, anything else as a link; either carries the file itself."""
    kept = paper.kept(file, tongue)
    carried = f"data:{kept.media_type};base64,{b64encode(kept.content).decode('ascii')}"
    if isinstance(file.contents, Picture):
        return Markup('<p><img class="picture" src="{}" alt="{}"></p>').format(carried, kept.label)
    return Markup('<p class="file"><a download="{}" href="{}">{}</a></p>').format(
        kept.name, carried, kept.label
    )


def line(spans: Iterable[Span], tongue: Tongue) -> Markup:
    """Spans, one after the other, in the reader's language."""
    return _joined(_span(span, tongue) for span in spans)


def _joined(parts: Iterable[Markup]) -> Markup:
    return _NOTHING.join(parts)


def _span(span: Span, tongue: Tongue) -> Markup:
    return _joined(_piece(piece, tongue) for piece in tongue.pieces(span))


def _piece(piece: Literal | UserText | Mention | Moment | TrustedLink, tongue: Tongue) -> Markup:
    match piece:
        case Literal(text):
            return escape.own_words(text)
        case UserText():
            return escape.user_text(piece)
        case Mention():
            return escape.mention(piece)
        case Moment():
            return Markup('<time datetime="{}">{}</time>').format(piece.at.isoformat(), tongue.moment(piece))
        case TrustedLink(url, label):
            return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
                _web_address(url), _span(label, tongue)
            )
        case _:
            assert_never(piece)


def _web_address(url: str) -> str:
    """Our own links all lead to web pages. Raises ValueError for any other kind, which would be a bug of
    ours.
    """
    if not url.startswith(("https://", "http://")):
        raise ValueError("a link of ours leads to a web page")
    return url


def _block(block: Block, tongue: Tongue) -> Markup:
    match block:
        case Prose(spans):
            return Markup("<p>{}</p>").format(line(spans, tongue))
        case Quote(text):
            return Markup('<blockquote dir="auto">{}</blockquote>').format(escape.user_text(text))
        case Fields(rows):
            return Markup("<dl>{}</dl>").format(
                _joined(
                    Markup("<dt>{}</dt><dd>{}</dd>").format(_span(name, tongue), _span(value, tongue))
                    for name, value in rows
                )
            )
        case Note(spans):
            return Markup('<p class="note">{}</p>').format(line(spans, tongue))
        case Actions(buttons):
            return Markup('<div class="actions">{}</div>').format(
                _joined(_button(button, tongue) for button in buttons)
            )
        case _:
            assert_never(block)


def _button(button: Button, tongue: Tongue) -> Markup:
    return Markup('<button type="button" class="{}" data-ref="{}">{}</button>').format(
        button.tone, button.action.encode(), tongue.words(button.label)
    )


def form(shown: Form, tongue: Tongue, people: Sequence[Person]) -> Markup:
    """A dialog's contents. What has to be mended stands under its field, and is tied to it for who can't see
    it.
    """
    fields = _joined(
        _form_field(field, shown.problems.get(field.name), tongue, people) for field in shown.fields
    )
    drawn = {field.name for field in shown.fields if not isinstance(field, ChannelField)}
    elsewhere = [problem for name, problem in shown.problems.items() if name not in drawn]
    about = _NOTHING if shown.about is None else _block(Quote(shown.about), tongue)
    return Markup(
        '<form method="dialog" novalidate data-ref="{}"><h2 id="dialog-title">{}</h2>{}{}'
        '<p class="wrong form-trouble" role="alert">{}</p>'
        '<div class="actions"><button type="submit" class="primary">{}</button>'
        '<button type="button" class="quiet" data-close>{}</button></div></form>'
    ).format(
        shown.action.encode(),
        tongue.words(shown.title),
        about,
        fields,
        Markup("<br>").join(_span(problem, tongue) for problem in elsewhere),
        tongue.words(shown.submit),
        tongue.words(Phrase("room.cancel")),
    )


def _form_field(field: FormField, problem: Phrase | None, tongue: Tongue, people: Sequence[Person]) -> Markup:
    match field:
        case TextField():
            frame = _Frame(field.name, field.label, field.hint, problem, field.required, tongue)
            return frame.around(_text_control(field, frame.ties()))
        case ChoiceField():
            frame = _Frame(field.name, field.label, field.hint, problem, field.required, tongue)
            options = [(option.value, _option_label(option, tongue)) for option in field.options]
            return frame.around(_select(frame, options, field.chosen))
        case ManyField():
            return _many(field, problem, tongue)
        case PersonField():
            frame = _Frame(field.name, field.label, None, problem, field.required, tongue)
            options = [(person.account, escape.user_value(UserText(person.name))) for person in people]
            return frame.around(_select(frame, options, field.chosen))
        case ChannelField():
            return _NOTHING  # each board of the room is one place, so there is nothing to choose
        case _:
            assert_never(field)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the control of a form field."""

    name: str
    label: Phrase
    hint: Phrase | None
    problem: Phrase | None
    required: bool
    tongue: Tongue

    def ties(self) -> Markup:
        """The attributes that tie the control to the words around it."""
        parts = (("problem", self.problem), ("hint", self.hint))
        described = " ".join(f"field-{self.name}-{part}" for part, there in parts if there)
        ties = Markup(' id="field-{}" name="{}"').format(self.name, self.name)
        if self.required:
            ties += Markup(' aria-required="true"')
        if self.problem:
            ties += Markup(' aria-invalid="true"')
        if described:
            ties += Markup(' aria-describedby="{}"').format(described)
        return ties

    def around(self, control: Markup) -> Markup:
        hint = problem = _NOTHING
        if self.hint:
            hint = Markup('<p class="hint" id="field-{}-hint">{}</p>').format(
                self.name, self.tongue.words(self.hint)
            )
        if self.problem:
            problem = Markup('<p class="wrong" id="field-{}-problem">{}</p>').format(
                self.name, _span(self.problem, self.tongue)
            )
        return Markup('<div class="field"><label for="field-{}">{}</label>{}{}{}</div>').format(
            self.name, self.tongue.words(self.label), hint, control, problem
        )


def _text_control(field: TextField, ties: Markup) -> Markup:
    """No `maxlength`: a browser would cut a pasted text off in silence. What is too long is sent, and
    answered.
    """
    value = escape.user_value(field.value) if field.value else _NOTHING
    if field.lines is Lines.SEVERAL:
        # A browser drops the first newline after the tag: this one, instead of one that the person wrote.
        return Markup('<textarea dir="auto" rows="4"{}>\n{}</textarea>').format(ties, value)
    return Markup('<input type="text" dir="auto" autocomplete="off"{} value="{}">').format(ties, value)


def _many(field: ManyField, problem: Phrase | None, tongue: Tongue) -> Markup:
    """Boxes to tick, under one heading. They share the field's name; the page sends their values as one."""
    boxes = (
        Markup('<label><input type="checkbox" name="{}" value="{}"{}{}> {}</label>').format(
            field.name,
            option.value,
            Markup(" checked") if option.value in field.chosen else _NOTHING,
            Markup(' aria-invalid="true"') if problem else _NOTHING,
            _option_label(option, tongue),
        )
        for option in field.options
    )
    hint = wrong = _NOTHING
    if field.hint:
        hint = Markup('<p class="hint">{}</p>').format(tongue.words(field.hint))
    if problem:
        wrong = Markup('<p class="wrong">{}</p>').format(_span(problem, tongue))
    return Markup(
        '<fieldset class="field many"><legend>{}</legend>{}<div class="boxes">{}</div>{}</fieldset>'
    ).format(tongue.words(field.label), hint, _joined(boxes), wrong)


def _option_label(option: Option, tongue: Tongue) -> Markup:
    if isinstance(option.label, UserText):
        return escape.user_value(option.label)
    return escape.own_words(tongue.words(option.label))


def _select(frame: _Frame, options: Sequence[tuple[str, Markup]], chosen: str | None) -> Markup:
    """A list to choose from. It starts on an empty line if nothing is chosen: nobody chooses by accident."""
    shown = list(options)
    if all(value != chosen for value, _ in options):
        shown.insert(0, ("", escape.own_words(frame.tongue.words(Phrase("room.choose")))))
    drawn = (
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else _NOTHING, label
        )
        for value, label in shown
    )
    return Markup("<select{}>{}</select>").format(frame.ties(), _joined(drawn))
