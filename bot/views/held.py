"""What is held about somebody, told to themselves; and being forgotten.

Nothing here tells about others, beyond what they know already; and there is no number about anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.application.verbs import Verb
from bot.domain.need import Need
from bot.domain.offer import Offer
from bot.views import ask_me, thanks
from bot.views.deeds import reason
from bot.views.facts import facts, words
from bot.views.scene import Scene
from bot.views.traces import lately
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Fields,
    File,
    Listing,
    Moment,
    Note,
    Phrase,
    Precision,
    Prose,
    Span,
    Tone,
    Typed,
    UserText,
)

ENTRIES_A_PAGE = 4
CHARACTERS_A_PAGE = 2000
"""Of people's own words: so much fits one message on every platform, uncut."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that is held. `length` is how many characters of people's own words are in it."""

    blocks: tuple[Block, ...]
    length: int = 0


def export(scene: Scene) -> Card:
    """A page of it."""
    pages = _pages([*_entries(scene)])
    page = min(scene.notice.page, len(pages) - 1)
    shown = tuple(block for entry in pages[page] for block in entry.blocks)
    return Card(Phrase("export.title"), (*shown, _turning(page, len(pages) - 1)))


def export_file(scene: Scene) -> Card:
    """All pages, to keep. Asked for by a tap of its own: some platforms go on keeping what they hand over."""
    everything = tuple(block for entry in _entries(scene) for block in entry.blocks)
    back = Button(Phrase("button.export"), ActionRef(Verb.EXPORT))
    return Card(
        Phrase("export.file.title"),
        (Prose((Phrase("export.file.text"),)), Actions((back,))),
        File("hypha", Phrase("export.file"), Card(Phrase("export.title"), everything)),
    )


def forget_me_question(scene: Scene) -> Card:
    """Before it happens, because it can't be undone."""
    return Card(
        Phrase("forget.question.title"),
        (
            Prose((Phrase("forget.question.goes"),)),
            Prose((Phrase("forget.question.stays"),)),
            Note((Phrase("forget.question.note"),)),
            Actions(
                (
                    Button(Phrase("button.export"), ActionRef(Verb.EXPORT)),
                    Button(Phrase("button.forget_me"), ActionRef(Verb.FORGET_ME_NOW), Tone.QUIET),
                )
            ),
        ),
    )


def forgotten(scene: Scene) -> Card:
    """The last word to them."""
    return Card(
        Phrase("forget.done.title"),
        (Prose((Phrase("forget.done.text"),)), Note((Phrase("forget.done.note"),))),
    )


def _entries(scene: Scene) -> Iterator[_Entry]:
    held = scene.the_held()
    yield _Entry((*_who(scene), *ask_me.in_words(scene), thanks.in_words(scene)))
    if left := lately(scene):
        yield _Entry((*left,))
    yield from (_Entry(_need(scene, need), len(need.text) + len(need.kept_back)) for need in held.needs)
    yield from (_Entry(_offer(scene, offer), len(offer.text)) for offer in held.offers)
    yield from (_Entry(_helping(scene, need)) for need in held.helping)
    yield from (_Entry(thanks.of_one(scene, note), len(note.text)) for note in held.notes)
    for message in held.messages:
        wrote = Phrase("export.message", {"day": Moment(message.written_at, Precision.DAY)})
        yield _Entry((Prose((wrote,)), *words(message.text)), len(message.text))
    for deed in held.deeds:
        yield _Entry((Prose((Phrase(f"deed.{deed.kind}.title"),)), *reason(deed)), len(deed.reason))
    yield _Entry((Note((Phrase("export.besides"),)),))


def _who(scene: Scene) -> tuple[Block, ...]:
    reader = scene.the_reader()
    rows: list[tuple[Phrase, Span]] = [(Phrase("export.name"), UserText(reader.name))]
    accounts = tuple(
        Phrase(f"export.account.{each.platform}", {"account": UserText(each.account)})
        for each in scene.the_held().accounts
    )
    if accounts:
        rows.append((Phrase("export.accounts"), Listing(accounts)))
    if reader.locale is not None:
        rows.append((Phrase("export.language"), Typed(reader.locale)))
    if reader.moderator:
        rows.append((Phrase("export.part"), Phrase("export.part.moderator")))
    return (Fields(tuple(rows)),)


def _need(scene: Scene, need: Need) -> tuple[Block, ...]:
    day = {"day": Moment(need.written_at, Precision.DAY)}
    with_whom = Listing(tuple(scene.named(each.helper) for each in need.agreed))
    return (
        Prose((Phrase(f"export.need.{need.state}", day),)),
        *words(need.text),
        *(words(need.kept_back) if need.kept_back else ()),
        *facts(need.understood, scene.zone),
        *((Prose((Phrase("mine.with", {"people": with_whom}),)),) if need.agreed else ()),
    )


def _offer(scene: Scene, offer: Offer) -> tuple[Block, ...]:
    day = {"day": Moment(offer.written_at, Precision.DAY)}
    return (
        Prose((Phrase(f"export.offer.{offer.state}", day),)),
        *words(offer.text),
        *facts(offer.understood, scene.zone),
    )


def _helping(scene: Scene, need: Need) -> tuple[Block, ...]:
    """That they said they could; the words of the need are its asker's."""
    handshake = need.with_helper(scene.the_reader().id)
    if handshake is None:
        return ()
    of_it = {"asker": scene.asker_of(need), "day": Moment(handshake.since, Precision.DAY)}
    return (Prose((Phrase(f"export.helping.{handshake.state}", of_it),)),)


def _pages(entries: Sequence[_Entry]) -> list[list[_Entry]]:
    pages: list[list[_Entry]] = []
    room = 0
    for entry in entries:
        if not pages or len(pages[-1]) == ENTRIES_A_PAGE or entry.length > room:
            pages.append([])
            room = CHARACTERS_A_PAGE
        pages[-1].append(entry)
        room -= entry.length
    return pages


def _turning(page: int, last_page: int) -> Actions:
    buttons: list[Button] = []
    if page > 0:
        buttons.append(Button(Phrase("button.earlier"), ActionRef(Verb.EXPORT_PAGE, str(page - 1))))
    if page < last_page:
        buttons.append(Button(Phrase("button.more"), ActionRef(Verb.EXPORT_PAGE, str(page + 1))))
    buttons.append(Button(Phrase("button.export_file"), ActionRef(Verb.EXPORT_FILE)))
    return Actions(tuple(buttons))
