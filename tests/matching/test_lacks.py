"""What a community lacks, and that it tells of nobody."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CommunityId, HandshakeId, MemberId, NeedId, OfferId
from bot.domain.need import Need, NeedState
from bot.domain.offer import Offer, OfferState
from bot.domain.sight import Sight
from bot.domain.times import Times, Weekly, Window
from bot.domain.understanding import Features, Kind, Understanding
from bot.matching.lacks import Days, Lack, lacking

ZONE = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TUESDAY = Window(datetime(2026, 5, 5, 8, tzinfo=UTC), datetime(2026, 5, 5, 10, tzinfo=UTC))
SATURDAY = Window(datetime(2026, 5, 9, 8, tzinfo=UTC), datetime(2026, 5, 9, 10, tzinfo=UTC))
LIFTS_ON_WEEKDAYS = Lack("lift", Days.WEEKDAYS)


def understood(when: Times | None, category: str | None = "lift") -> Understanding:
    return Understanding(Kind.PRACTICAL, category, when, None, 1, urgent=False, features=Features((), ()))


def need(asker: str, when: Times | None = TUESDAY) -> Need:
    village = CommunityId("village")
    return Need(NeedId(asker), village, MemberId(asker), "x", understood(when), NeedState.OPEN, NOW)


def offer(giver: str, when: Times | None = None) -> Offer:
    village = CommunityId("village")
    return Offer(OfferId(giver), village, MemberId(giver), "x", understood(when), OfferState.OPEN, NOW)


THREE = [need("amina"), need("bo"), need("chen")]


def test_what_several_people_need_and_nobody_offers_is_lacking():
    assert lacking(THREE, [], ZONE) == [LIFTS_ON_WEEKDAYS]


def test_two_people_are_too_few_to_speak_of():
    assert lacking(THREE[:2], [], ZONE) == []


def test_nor_are_many_needs_of_one_person():
    assert lacking([replace(THREE[0], id=NeedId(str(each))) for each in range(9)], [], ZONE) == []


def test_it_is_not_lacking_where_as_many_offer_it():
    givers = [offer("dana"), offer("esi"), offer("farid")]
    assert lacking(THREE, givers, ZONE) == []
    assert lacking(THREE, givers[:2], ZONE) == [LIFTS_ON_WEEKDAYS]


def test_offers_for_other_days_do_not_count():
    weekends = Weekly(frozenset({5, 6}), time(9), time(12))
    assert lacking(THREE, [offer(each, weekends) for each in ("dana", "esi", "farid")], ZONE) == [
        LIFTS_ON_WEEKDAYS
    ]


def test_days_are_told_apart():
    weekend = [need(f"{each}", SATURDAY) for each in range(4)]
    assert lacking([*THREE, *weekend], [], ZONE) == [Lack("lift", Days.WEEKENDS), LIFTS_ON_WEEKDAYS]
    assert lacking([need(each, None) for each in "abc"], [], ZONE) == [Lack("lift", Days.ANY)]


def test_only_needs_that_everybody_can_read_count_while_nobody_can():
    helping = Handshake(HandshakeId("h"), MemberId("dana"), HandshakeState.OFFERED, None, NOW)
    others = (
        replace(THREE[2], audience=Audience.PRIVATE),
        replace(THREE[2], sight=Sight.HELD),
        replace(THREE[2], state=NeedState.LAPSED),
        replace(THREE[2], handshakes=(helping,)),
        replace(THREE[2], understood=understood(TUESDAY, None)),
    )
    for other in others:
        assert lacking([*THREE[:2], other], [], ZONE) == []


def test_a_helper_who_is_kept_apart_and_one_who_said_not_now_change_nothing():
    for state, known_as in ((HandshakeState.NOT_NOW, None), (HandshakeState.OFFERED, HandshakeState.ASKED)):
        silent = Handshake(HandshakeId("h"), MemberId("dana"), state, None, NOW, known_as=known_as)
        assert lacking([*THREE[:2], replace(THREE[2], handshakes=(silent,))], [], ZONE) == [LIFTS_ON_WEEKDAYS]
