"""Every query finds its rows through an index, and none is repeated for each row."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.application.ports import Entry, MessageRef
from bot.domain.community import Board, Platform
from bot.domain.effects import Converge
from bot.domain.ids import HandshakeId, MessageId
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from storage.engine import Engines
from tests.storage.village import (
    ALL,
    AMINA,
    BO,
    CHEN,
    LEASE,
    MINUTE,
    NOW,
    ROOM,
    VILLAGE,
    Village,
    a_need,
    an_offer,
    ask,
    card,
)

Statement = tuple[str, Any]
"""In the driver's spelling, with its parameters."""


def engines_of(village: Village) -> Engines:
    return village.storage.store._engines


@contextmanager
def listening(village: Village) -> Iterator[list[Statement]]:
    """Everything that is said to the database, as it is said."""
    heard: list[Statement] = []

    def hear(_connection, _cursor, statement, parameters, _context, executemany):
        heard.append((statement, parameters[0] if executemany else parameters))

    engines = (engines_of(village).writer.sync_engine, engines_of(village).reader.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield heard
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)


NEED = a_need().volunteer(HandshakeId("h"), BO.id, NOW)
OFFER = an_offer()
MESSAGE = Message(MessageId("message"), VILLAGE.id, NEED.id, HandshakeId("h"), BO.id, "at nine?", NOW)


async def decide(village: Village) -> None:
    """Everything that a decision can write."""
    reminder = Occurrence(VILLAGE.id, OccurrenceKind.REMIND, NEED.id, NOW)
    messages = (card(NEED), card(OFFER), ask(NEED, BO), ask(NEED, CHEN), Converge(NEED.id))
    async with village.storage.store.work() as work:
        await work.earlier_reply(ROOM.id, "key")
        await work.remember_reply(ROOM.id, "key", Notice(NoticeKind.NEED_POSTED, NEED.id), NOW)
        await work.members.save(replace(BO, name="Boris"))
        await work.keep([NEED, OFFER, ROOM, VILLAGE, MESSAGE])
        await work.keep([replace(NEED, version=1), replace(OFFER, version=1)])
        await work.set_in_motion(VILLAGE.id, messages, NOW)
        await work.expect([reminder])
        await work.write_down(Entry(NOW, VILLAGE.id, AMINA.id, "need", NEED.id))
        await work.next_due(NOW)
        await work.cross_off(reminder)


async def read(village: Village) -> None:
    """Everything that can be read."""
    async with village.storage.store.look() as look:
        communities, members, needs, offers = look.communities, look.members, look.needs, look.offers
        await communities.get(VILLAGE.id)
        await communities.space(ROOM.id)
        await communities.space_of(Platform.LOCAL, "room")
        await communities.spaces(VILLAGE.id)
        await communities.change_counter(VILLAGE.id)
        await members.many([AMINA.id, BO.id])
        await members.by_account(ROOM.id, "bo")
        await members.anywhere(Platform.LOCAL, "bo")
        await members.accounts(ROOM.id, [AMINA.id, BO.id])
        await members.of_community(VILLAGE.id)
        await members.moderators(VILLAGE.id)
        await needs.get(NEED.id)
        await needs.with_handshake(HandshakeId("h"))
        await needs.of_asker(AMINA.id)
        await needs.of_helper(BO.id)
        await needs.written_since(AMINA.id, NOW)
        await needs.changed_since(VILLAGE.id, 0)
        await offers.get(OFFER.id)
        await offers.of_giver(BO.id)
        await offers.written_since(BO.id, NOW)
        await offers.changed_since(VILLAGE.id, 0)
        await look.messages.get(MESSAGE.id)
        await look.messages.about(NEED.id, 10)
        await look.postings(ROOM.id, "needs", 10)
        await look.postings(ROOM.id, "bo", 10)


async def deliver(village: Village) -> None:
    """Everything that can become of a message."""
    outbox = village.storage.outbox
    of_need, of_offer, to_bo, to_chen = await village.claim()
    await village.post(of_need, version=0)
    await outbox.park(of_offer, NOW, "rejected")
    await outbox.drop(to_bo, NOW)
    await outbox.put_back(to_chen, NOW + MINUTE, "throttled")
    await outbox.next_moment(NOW)
    edit, to_chen = await village.claim(NOW + MINUTE)
    await outbox.no_answer(edit, NOW + MINUTE, NOW + LEASE, MINUTE)
    await outbox.about_to_send(to_chen, NOW + MINUTE)
    await outbox.no_answer(to_chen, NOW + MINUTE, NOW + MINUTE, MINUTE)
    for claim in await village.claim(NOW + MINUTE):
        await outbox.about_to_send(claim, NOW + MINUTE)
    await outbox.recover(NOW + MINUTE + LEASE, dict.fromkeys(ALL, timedelta()))


async def test_every_query_uses_an_index(village: Village):
    with listening(village) as heard:
        await decide(village)
        await deliver(village)
        await read(village)
    questions = {
        statement: parameters
        for statement, parameters in heard
        if re.match("SELECT|UPDATE|DELETE", statement)
    }
    assert len(questions) > 40
    slow = village.database.plans_without_index(questions)
    assert slow == {}


@pytest.mark.parametrize("many", [1, 30])
async def test_however_many_needs_are_read_it_takes_two_queries(village: Village, many: int):
    needs: list[Need] = [a_need().volunteer(HandshakeId(f"h{number}"), BO.id, NOW) for number in range(many)]
    await village.keep(*needs)
    async with village.storage.store.look() as look:
        await look.communities.get(VILLAGE.id)
        with listening(village) as heard:
            assert len(await look.needs.of_asker(AMINA.id)) == many
            assert len(await look.needs.of_helper(BO.id)) == many
    assert len(heard) == 4


async def test_a_space_is_read_with_its_boards_in_one_query(village: Village):
    async with village.storage.store.look() as look:
        await look.communities.get(VILLAGE.id)
        with listening(village) as heard:
            assert (await look.communities.space(ROOM.id)).boards[Board.NEEDS] == "needs"
    assert len(heard) == 1


@pytest.mark.parametrize("many", [1, 4])
async def test_however_many_messages_are_claimed_it_takes_three_statements(village: Village, many: int):
    await village.set_in_motion(card(NEED), card(OFFER), ask(NEED, BO), ask(NEED, CHEN))
    with listening(village) as heard:
        assert len(await village.claim(limit=many)) == many
    assert len([statement for statement, _ in heard if not statement.startswith("BEGIN")]) == 3


async def test_a_posted_message_is_recorded_in_few_statements(village: Village):
    need = a_need()
    await village.keep(need)
    await village.set_in_motion(card(need))
    claim = await village.claim_one()
    await village.storage.outbox.about_to_send(claim, NOW)
    with listening(village) as heard:
        await village.storage.outbox.record(claim, MessageRef("C", "1"), 1, NOW, MINUTE)
    assert len(heard) <= 5
