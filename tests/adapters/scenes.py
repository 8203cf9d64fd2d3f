"""A small world to draw: Amina needs a lift and Bruno offers them, and each thing is said to one of them."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.care.gives_away import NOTHING, gives_away
from bot.domain.agreement import Agreement
from bot.domain.apart import Apart, Cause
from bot.domain.audience import Audience
from bot.domain.capacity import Capacity, Pause, QuietHours
from bot.domain.community import Board, Community, Member, Platform, Space
from bot.domain.deed import Deed, DeedKind
from bot.domain.gratitude import GratitudeNote, Showing
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.held import Account, Held
from bot.domain.ids import (
    CodeId,
    CommunityId,
    DeedId,
    HandshakeId,
    MemberId,
    MessageId,
    NeedId,
    NoteId,
    OfferId,
    ReportId,
    SpaceId,
    UnsentId,
)
from bot.domain.message import Message
from bot.domain.need import Need, NeedState
from bot.domain.notice import Notice, NoticeKind, Subject
from bot.domain.offer import Offer, OfferState
from bot.domain.one_time_code import OneTimeCode, Purpose
from bot.domain.policies import Policies
from bot.domain.report import Exhibit, Line, Report, ReportState
from bot.domain.sight import Sight
from bot.domain.times import Weekly, Window
from bot.domain.traces import Traces
from bot.domain.understanding import Features, Kind, Understanding
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes
from bot.matching.lacks import Days, Lack
from bot.views.scene import Record, Scene, mention

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

_COMMUNITY = Community(CommunityId("c"), "Rua Nova", LISBON, "en", tryout=False)
_SPACE = Space(
    SpaceId("s"), _COMMUNITY.id, Platform.DISCORD, "900", {Board.NEEDS: "901", Board.OFFERS: "902"}
)
AMINA = Member(MemberId("amina"), _COMMUNITY.id, "Amina", _SPACE.id)
BRUNO = Member(MemberId("bruno"), _COMMUNITY.id, "Bruno *the driver*", _SPACE.id, moderator=True)

_DRIVING = Understanding(
    Kind.PRACTICAL, "transport", Window(NINE, NINE.replace(hour=10)), None, 1, False, Features((), ())
)
NEED = Need(
    NeedId("need-1"),
    _COMMUNITY.id,
    AMINA.id,
    "can someone drive *my mum* to the clinic on Tuesday at 9\n# she is 81",
    _DRIVING,
    NeedState.OPEN,
    NOW,
    answer_by=NOW.replace(day=4),
    kept_back="912 345 678, *ring twice*",
)
_MORNINGS = Weekly(frozenset(range(5)), time(6), time(12))
OFFER = Offer(
    OfferId("offer-1"),
    _COMMUNITY.id,
    BRUNO.id,
    "lifts on weekday mornings, see https://example.org",
    replace(_DRIVING, when=_MORNINGS),
    OfferState.OPEN,
    NOW,
)
MESSAGE = Message(
    MessageId("message-1"),
    _COMMUNITY.id,
    NEED.id,
    HandshakeId("handshake-1"),
    AMINA.id,
    "she needs *the ramp*, see https://example.org @here",
    NOW,
    veiled=True,
)
NOTE = GratitudeNote(
    NoteId("note-1"),
    _COMMUNITY.id,
    AMINA.id,
    BRUNO.id,
    "driving my mum @everyone",
    NOW,
    giver_shows=Showing.NAMED,
    receiver_shows=Showing.UNNAMED,
)
NOTES = (
    NOTE,
    replace(NOTE, id=NoteId("note-2"), giver=BRUNO.id, receiver=AMINA.id, text=""),
    replace(NOTE, id=NoteId("note-3"), veiled_by=NeedId("need-2"), hides_receiver=True, quiet=True),
    *(replace(NOTE, id=NoteId(f"note-{number}"), giver_shows=Showing.PRIVATE) for number in range(4, 8)),
)
AGREED = (
    Agreement(NEED.id, HandshakeId("handshake-1"), AMINA.id, BRUNO.id, veiled=False, quiet=False),
    Agreement(NeedId("need-2"), HandshakeId("handshake-2"), BRUNO.id, AMINA.id, veiled=True, quiet=True),
)

DEED = Deed(
    DeedId("deed-1"), _COMMUNITY.id, BRUNO.id, DeedKind.HIDDEN, "it names *my mum*, @here", NOW, about=NEED.id
)

SETTING = replace(DEED, kind=DeedKind.SETTINGS_CHANGED, about=None, detail="sensitive=keys,childcare")
PAUSED = replace(DEED, kind=DeedKind.PAUSED, about=None, detail="food", moderator=None)
APART = replace(DEED, kind=DeedKind.KEPT_APART, about=AMINA.id, other=MemberId("somebody gone"))
ROOM = Space(SpaceId("room"), _COMMUNITY.id, Platform.SLACK, "T1", name="Rua *Velha* @here")
CODE = OneTimeCode(
    CodeId("code-1"),
    Purpose.PAIR,
    _COMMUNITY.id,
    ROOM.id,
    BRUNO.id,
    NOW + timedelta(minutes=15),
    taken_by=AMINA.id,
)

UNSENT = Unsent(
    UnsentId("unsent-1"),
    _COMMUNITY.id,
    AMINA.id,
    "revise_need",
    NEED.id.value,
    {"text": "*I want to die*, ring me on 912 345 678 or @here"},
)
SAID = Capacity(
    AMINA.id,
    _COMMUNITY.id,
    kinds=frozenset({"food", "emotional"}),
    not_because=frozenset({OFFER.id}),
    quiet=QuietHours(time(21), time(7, 30)),
    paused=Pause(NINE),
)

LEFT = Traces(AMINA.id, _COMMUNITY.id).helped(NINE).was_helped(NINE)

BLOCKS = (
    Apart(_COMMUNITY.id, AMINA.id, BRUNO.id, Cause.BLOCK),
    Apart(_COMMUNITY.id, AMINA.id, MemberId("dana"), Cause.BLOCK, veiled_by=NeedId("need-2")),
)

REPORT = Report(
    ReportId("report-1"),
    _COMMUNITY.id,
    AMINA.id,
    "he wrote *this*, see https://example.org @here",
    NOW,
    subject=BRUNO.id,
    exhibits=(Exhibit("I know <where> you live", NOW),),
    lines=(Line(by_moderators=True, text="are you *safe*?", at=NOW),),
    reason="we talked with @everyone",
)

A_CLOSED_REPORT = replace(
    REPORT, id=ReportId("report-2"), state=ReportState.CLOSED, subject_veiled_by=NeedId("need-2")
)

_WITH_BLOCKS = {NoticeKind.BLOCKED, NoticeKind.BLOCKS, NoticeKind.MINE, NoticeKind.HOME}

_NEED_STATES = {
    NoticeKind.NEED_PREVIEW: NeedState.DRAFT,
    NoticeKind.NEED_TAKEN_BACK: NeedState.TAKEN_BACK,
    NoticeKind.NEED_PUT_AWAY: NeedState.LAPSED,
    NoticeKind.NEED_SORTED: NeedState.CLOSED,
}
_OFFER_STATES = {
    NoticeKind.OFFER_PREVIEW: OfferState.DRAFT,
    NoticeKind.OFFER_PUT_AWAY: OfferState.LAPSED,
    NoticeKind.OFFER_TAKEN_BACK: OfferState.TAKEN_BACK,
}
_HANDSHAKE_STATES = {
    NoticeKind.ASK: HandshakeState.ASKED,
    NoticeKind.YOU_OFFERED: HandshakeState.OFFERED,
    NoticeKind.SOMEBODY_CAN_HELP: HandshakeState.OFFERED,
    NoticeKind.THAT_IS_FINE: HandshakeState.NOT_NOW,
    NoticeKind.YOU_PASSED: HandshakeState.NOT_CHOSEN,
    NoticeKind.NO_LONGER_NEEDED: HandshakeState.CANCELLED,
    NoticeKind.YOU_STEPPED_BACK: HandshakeState.RELEASED,
    NoticeKind.HELPER_STEPPED_BACK: HandshakeState.RELEASED,
    NoticeKind.GLAD_IT_WENT_WELL: HandshakeState.DONE,
}
_TO_THE_HELPER = {
    NoticeKind.ASK,
    NoticeKind.YOU_OFFERED,
    NoticeKind.THAT_IS_FINE,
    NoticeKind.YOU_STEPPED_BACK,
    NoticeKind.NO_LONGER_NEEDED,
    NoticeKind.THANKS_RECEIVED,
    NoticeKind.REMINDER,
    NoticeKind.MESSAGE,
    NoticeKind.NAME_TOLD,
}
_WITHOUT_A_NAME = {
    NoticeKind.MESSAGE,
    NoticeKind.MESSAGE_FORM,
    NoticeKind.TELL_NAME_QUESTION,
    NoticeKind.NAME_TOLD,
}
_SIGHTS = {
    NoticeKind.POST_WAITS: Sight.WAITING,
    NoticeKind.HOLD_FORM: Sight.WAITING,
    NoticeKind.RESTORE_FORM: Sight.HIDDEN,
    NoticeKind.POST_TENDED: Sight.HIDDEN,
    NoticeKind.QUEUE: Sight.HELD,
}
_TO_MODERATORS = {
    *_SIGHTS,
    NoticeKind.HIDE_FORM,
    NoticeKind.CLOSE_FORM,
    NoticeKind.REPORT,
    NoticeKind.REPORTS,
    NoticeKind.REPORT_WAITS,
    NoticeKind.REPORT_STILL_WAITS,
    NoticeKind.REPORT_ANSWER_FORM,
    NoticeKind.REPORT_CLOSE_FORM,
}
_TO_EVERYBODY = {NoticeKind.NEED_CARD, NoticeKind.OFFER_CARD}
_SAID_OF_THANKS = {
    NoticeKind.THANKS_RECEIVED: Showing.UNNAMED,
    NoticeKind.THANKS_SHOWING: Showing.PRIVATE,
    NoticeKind.MY_THANKS: Showing.NAMED,
}
"""Of others nothing was said so far."""


def scene(kind: NoticeKind) -> Scene:
    """What is drawn when Hypha says this."""
    state = _HANDSHAKE_STATES.get(kind, HandshakeState.CHOSEN)
    told = kind is NoticeKind.NAME_TOLD
    handshake = Handshake(HandshakeId("handshake-1"), BRUNO.id, state, OFFER.id, NOW, told_name=told)
    need = replace(NEED, state=_NEED_STATES.get(kind, NeedState.OPEN), handshakes=(handshake,))
    need = replace(need, sight=_SIGHTS.get(kind, Sight.SHOWN))
    if kind in _WITHOUT_A_NAME:
        need = replace(need, audience=Audience.UNNAMED)
    offer = replace(OFFER, state=_OFFER_STATES.get(kind, OfferState.OPEN))
    reader = BRUNO if kind in _TO_THE_HELPER | _TO_MODERATORS or kind.value.startswith("offer") else AMINA
    about: Subject = offer.id if "offer" in kind.value else need.id
    return Scene(
        Notice(kind, about, handshake.id),
        replace(_COMMUNITY, policies=Policies(paused=frozenset({"food"}))),
        _SPACE,
        NOW,
        None if kind in _TO_EVERYBODY else reader,
        need=need,
        offer=offer,
        note=NOTE,
        notes=NOTES,
        to_thank=AGREED,
        wishes=Wishes(AMINA.id, _COMMUNITY.id, _SAID_OF_THANKS.get(kind)),
        message=MESSAGE,
        unsent=UNSENT,
        gives_away=gives_away(UNSENT.text, "PT") if kind is NoticeKind.UNSENT else NOTHING,
        talk=(MESSAGE, replace(MESSAGE, writer=BRUNO.id, text="8:30 at the gate?")),
        boards_for_needs=1,
        boards_for_offers=1,
        people={AMINA.id: mention(AMINA, "111"), BRUNO.id: mention(BRUNO, "222")},
        own_needs=(need,),
        own_offers=(offer,),
        helping=(),
        moderators=(BRUNO.id,),
        posts=(need, offer),
        deed=replace(DEED, kind=DeedKind.WARNED, about=AMINA.id) if "member" in kind.value else DEED,
        record=Record(
            (DEED, replace(DEED, about=OFFER.id), SETTING, PAUSED, APART),
            page=1,
            last_page=2,
            holds=True,
            needs={need.id: need},
            givers={offer.id: offer.giver},
        ),
        capacity=SAID,
        traces=LEFT,
        lacks=(Lack("transport", Days.WEEKDAYS),),
        code=CODE,
        letters="ABCDEFGH",
        place=ROOM,
        places=(_SPACE, ROOM),
        other_name="The *other* one @here",
        apart=BLOCKS if kind in _WITH_BLOCKS else (),
        report=REPORT,
        reports=(REPORT, A_CLOSED_REPORT),
        held=Held(
            accounts=(Account(Platform.SLACK, "U1"), Account(Platform.DISCORD, "111")),
            needs=(need,),
            offers=(offer,),
            helping=(),
            notes=(NOTE,),
            messages=(MESSAGE,),
            deeds=(replace(DEED, kind=DeedKind.WARNED, about=AMINA.id),),
        ),
    )
