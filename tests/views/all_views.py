"""Every view in every state that its subject can be in, told to everybody who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import product

from bot.application.tend_settings import PAGES
from bot.care.danger import Danger
from bot.care.gives_away import GivesAway, gives_away
from bot.care.writer import traces
from bot.domain.community import Member
from bot.domain.errors import Invalid, Refusal, Stale, Unknown
from bot.domain.handshake import HandshakeState, OnlyIf
from bot.domain.need import NeedState
from bot.domain.notice import NoticeKind
from bot.domain.offer import OfferState
from bot.views.present import present
from bot.views.refusals import refused
from bot.views.scene import Scene
from bot.views.vocabulary import View
from tests.adapters.scenes import AMINA, BRUNO, NOW, scene
from tests.views.codes import codes_of_refusals


@dataclass(frozen=True)
class Drawn:
    """`told` names kind, states and reader, for whoever looks at a failure."""

    told: str
    kind: NoticeKind | None
    view: View


@cache
def all_views() -> tuple[Drawn, ...]:
    """Kinds that are about no need do not change with its state, and so come out alike: these are dropped."""
    drawn: dict[tuple[NoticeKind | None, str], Drawn] = {}
    for each in (
        *_of_notices(),
        *_of_settings(),
        *_before_it_goes_out(),
        *_between_yes_and_no(),
        *_of_refusals(),
    ):
        drawn.setdefault((each.kind, repr(each.view)), each)
    return tuple(drawn.values())


def _of_notices() -> Iterator[Drawn]:
    for kind in NoticeKind:
        about_offers, about_needs = "offer" in kind.value, "offer" not in kind.value or "you_" in kind.value
        both = kind in (NoticeKind.MINE, NoticeKind.HOME)
        for need, handshake, offer, reader, later in product(
            NeedState if about_needs else (NeedState.OPEN,),
            HandshakeState if about_needs else (HandshakeState.CHOSEN,),
            OfferState if about_offers or both else (OfferState.OPEN,),
            (AMINA, BRUNO),
            (timedelta(0), timedelta(days=400)),
        ):
            told = f"{kind}: {need} need, {handshake} handshake, {offer} offer, to {reader.id}, {later} on"
            try:
                yield Drawn(told, kind, present(_scene(kind, need, handshake, offer, reader, later)))
            except Unknown:
                continue


def _scene(
    kind: NoticeKind,
    need: NeedState,
    handshake: HandshakeState,
    offer: OfferState,
    reader: Member,
    later: timedelta,
) -> Scene:
    usual = scene(kind)
    assert usual.need is not None
    assert usual.offer is not None
    (between,) = usual.need.handshakes
    changed = replace(
        usual.need,
        state=need,
        handshakes=(replace(between, state=handshake),),
        put_away_at=NOW + timedelta(days=14),
    )
    return replace(
        usual,
        now=NOW + later,
        need=changed,
        offer=replace(usual.offer, state=offer, put_away_at=NOW + timedelta(days=30)),
        reader=None if usual.reader is None else reader,
        own_needs=(changed,) if need not in (NeedState.CLOSED, NeedState.TAKEN_BACK) else (),
        helping=(changed,) if handshake in (HandshakeState.OFFERED, HandshakeState.CHOSEN) else (),
    )


def _between_yes_and_no() -> Iterator[Drawn]:
    """The answers between yes and no, told to both; and to whoever takes the first yes."""
    for kind in (NoticeKind.SOMEBODY_CAN_HELP, NoticeKind.YOU_OFFERED):
        for only_if in OnlyIf:
            usual = scene(kind)
            assert usual.need is not None
            said = tuple(replace(each, only_if=only_if) for each in usual.need.handshakes)
            need = replace(usual.need, handshakes=said)
            yield Drawn(f"{kind}: {only_if}", kind, present(replace(usual, need=need)))
    for kind in (NoticeKind.NEED_PREVIEW, NoticeKind.NEED_POSTED):
        usual = scene(kind)
        assert usual.need is not None
        yield Drawn(
            f"{kind}: first yes", kind, present(replace(usual, need=replace(usual.need, first_yes=True)))
        )


def _of_settings() -> Iterator[Drawn]:
    kind = NoticeKind.SETTINGS_FORM
    for page, name in enumerate(PAGES):
        usual = scene(kind)
        yield Drawn(f"{kind}: {name}", kind, present(replace(usual, notice=replace(usual.notice, page=page))))


TELLING = "He hits me. Ring 912 345 678, a@example.org, Rua das Flores 41, PT50000201231234567890154, t.me/a"
OWN_LINES = "Ring Robin, day or night: *555 0100*"


def _before_it_goes_out() -> Iterator[Drawn]:
    """With words of danger, with contact details, and with both, under what moderators wrote."""
    everything = replace(
        gives_away(TELLING, "PT"),
        traces=traces("as the only nurse in room 12, Amina, ask Bruno", "Amina", ("Bruno",)),
    )
    for kind in (NoticeKind.NEED_PREVIEW, NoticeKind.OFFER_PREVIEW, NoticeKind.UNSENT):
        usual = scene(kind)
        policies = replace(usual.community.policies, help_lines=OWN_LINES)
        for found in (
            everything,
            replace(everything, dangers=frozenset()),
            replace(everything, details=()),
            GivesAway(dangers=frozenset({Danger.EMERGENCY})),
        ):
            for community in (usual.community, replace(usual.community, policies=policies)):
                for boards in (0, 1, 2):
                    given = replace(usual, community=community, gives_away=found, boards_for_needs=boards)
                    yield Drawn(f"{kind}: {found}", kind, present(given))


def _of_refusals() -> Iterator[Drawn]:
    for code in sorted(codes_of_refusals()):
        fields = {"most": 2000, "count": 10_000} if code == "too_long" else {}
        for refusal in (
            Refusal(code, **fields),
            Stale(code, **fields),
            Invalid(code, field="text", **fields),
        ):
            yield Drawn(f"refused: {code}", None, refused(refusal, written="a lift"))
