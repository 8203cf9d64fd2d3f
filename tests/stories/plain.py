"""Views as plain words, for stages that play on the bare core."""

from collections.abc import Sequence

from bot.views.i18n import Literal, Tongue
from bot.views.vocabulary import (
    Actions,
    Button,
    Card,
    ChannelField,
    ChoiceField,
    Fields,
    Form,
    FormField,
    ManyField,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Prose,
    Quote,
    Span,
    TextField,
    TrustedLink,
    UserText,
    View,
)
from tests.stories.stage import Shown
from tests.stories.surroundings import ZONE

ENGLISH = Tongue("en", ZONE)


def shown(view: View, tongue: Tongue) -> Shown:
    """What a reader would see; the handle is the view itself."""
    if isinstance(view, Form):
        labels = [tongue.words(field.label) for field in view.fields]
        problems = [tongue.words(problem) for problem in view.problems.values()]
        about = [view.about.raw] if view.about is not None else []
        words = "\n".join([tongue.words(view.title), *about, *labels, *problems])
        return Shown(words, [tongue.words(view.submit)], labels, handle=view)
    buttons = [tongue.words(button.label) for button in buttons_of(view)]
    return Shown("\n".join([tongue.words(view.title), *_lines(view, tongue)]), buttons, handle=view)


def standing(field: FormField) -> str:
    """What a form holds before anybody touches it."""
    match field:
        case TextField():
            return field.value.raw if field.value is not None else ""
        case ManyField():
            return ",".join(field.chosen)
        case ChoiceField() | PersonField() | ChannelField():
            return field.chosen or ""


def entered(field: FormField, text: str) -> str:
    """What is sent for what a person entered: of choices, the values that belong to their labels."""
    match field:
        case ManyField():
            return ",".join(_value(field.options, label) for label in text.split(", ") if label)
        case ChoiceField():
            return _value(field.options, text)
        case TextField() | PersonField() | ChannelField():
            return text


def _value(options: Sequence[Option], label: str) -> str:
    values = {_words(each.label, ENGLISH): each.value for each in options}
    assert label in values, f"no {label!r} among {list(values)}"
    return values[label]


def buttons_of(card: Card) -> list[Button]:
    return [button for block in card.blocks if isinstance(block, Actions) for button in block.buttons]


def _lines(card: Card, tongue: Tongue) -> list[str]:
    lines: list[str] = []
    for block in card.blocks:
        match block:
            case Prose(spans) | Note(spans):
                lines.append("".join(_words(span, tongue) for span in spans))
            case Quote(text):
                lines.append(text.raw)
            case Fields(rows):
                lines += [f"{_words(name, tongue)}: {_words(value, tongue)}" for name, value in rows]
            case Actions():
                pass
    return lines


def _words(span: Span, tongue: Tongue) -> str:
    words = ""
    for piece in tongue.pieces(span):
        match piece:
            case Literal(text):
                words += text
            case UserText():
                words += piece.raw
            case Mention(name):
                words += name.raw
            case Moment():
                words += tongue.moment(piece)
            case TrustedLink(_, label):
                words += tongue.words(label)
    return words
