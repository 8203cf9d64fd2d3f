"""Views as plain words, for stages that play on the bare core."""

from bot.views.i18n import Literal, Tongue
from bot.views.vocabulary import (
    Actions,
    Button,
    Card,
    Fields,
    Form,
    Mention,
    Moment,
    Note,
    Prose,
    Quote,
    Span,
    TrustedLink,
    UserText,
    View,
)
from tests.stories.stage import Shown


def shown(view: View, tongue: Tongue) -> Shown:
    """What a reader would see; the handle is the view itself."""
    if isinstance(view, Form):
        labels = [tongue.words(field.label) for field in view.fields]
        problems = [tongue.words(problem) for problem in view.problems.values()]
        words = "\n".join([tongue.words(view.title), *labels, *problems])
        return Shown(words, [tongue.words(view.submit)], labels, handle=view)
    buttons = [tongue.words(button.label) for button in buttons_of(view)]
    return Shown("\n".join([tongue.words(view.title), *_lines(view, tongue)]), buttons, handle=view)


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
