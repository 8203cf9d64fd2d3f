"""Everything that stands in a view, span by span."""

from collections.abc import Iterator
from typing import assert_never

from bot.views.vocabulary import (
    Actions,
    Block,
    Card,
    ChannelField,
    ChoiceField,
    Clock,
    Fields,
    Form,
    FormField,
    Listing,
    ManyField,
    Mention,
    Moment,
    Note,
    PersonField,
    Phrase,
    Prose,
    Quote,
    Span,
    TextField,
    TrustedLink,
    Typed,
    UserText,
    View,
)


def spans(view: View) -> Iterator[Span]:
    """All of them in reading order, those inside of others too."""
    for span in lines(view):
        yield from _with_inner(span)


def phrases(view: View) -> Iterator[Phrase]:
    """The words of ours."""
    return (span for span in spans(view) if isinstance(span, Phrase))


def lines(view: View) -> Iterator[Span]:
    """Those that stand in the view itself, not inside of others."""
    yield view.title
    match view:
        case Card(blocks=blocks):
            for block in blocks:
                yield from _of_block(block)
            if view.file is not None:
                yield view.file.label
                if isinstance(view.file.contents, Card):
                    yield from lines(view.file.contents)
        case Form():
            for field in view.fields:
                yield from _of_field(field)
            yield from view.problems.values()
            yield view.submit
        case _:
            assert_never(view)


def _of_block(block: Block) -> Iterator[Span]:
    match block:
        case Prose(found) | Note(found):
            yield from found
        case Quote(text):
            yield text
        case Fields(rows):
            for row in rows:
                yield from row
        case Actions(buttons):
            yield from (button.label for button in buttons)
        case _:
            assert_never(block)


def _of_field(field: FormField) -> Iterator[Span]:
    yield field.label
    match field:
        case TextField():
            yield from (span for span in (field.hint, field.value) if span is not None)
        case ChoiceField() | ManyField():
            yield from (span for span in (field.hint,) if span is not None)
            yield from (option.label for option in field.options)
        case PersonField() | ChannelField():
            pass
        case _:
            assert_never(field)


def _with_inner(span: Span) -> Iterator[Span]:
    yield span
    match span:
        case Phrase():
            for value in span.params.values():
                if not isinstance(value, int):
                    yield from _with_inner(value)
        case Listing(items):
            for item in items:
                yield from _with_inner(item)
        case TrustedLink(_, label):
            yield from _with_inner(label)
        case UserText() | Mention() | Moment() | Clock() | Typed():
            pass
        case _:
            assert_never(span)
