"""Everything is sealed anew while people go on writing; ended at any point, it can be gone on with."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.application.ports import MessageRef
from bot.domain.capacity import Capacity
from bot.domain.deed import Deed, DeedKind
from bot.domain.forgotten import Forgotten
from bot.domain.gratitude import GratitudeNote
from bot.domain.handshake import Handshake, HandshakeState
from bot.domain.ids import CodeId, DeedId, HandshakeId, MessageId, NoteId, ReportId, UnsentId
from bot.domain.message import Message
from bot.domain.need import NeedState
from bot.domain.one_time_code import OneTimeCode, Purpose
from bot.domain.report import Exhibit, Report
from bot.domain.traces import Traces
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes
from storage.encryption import GivenKeys, MainKey, Ring, WrongKey
from storage.keyring import KeyRetired, KeysInUse, KeyStillNeeded
from storage.open import open_storage, try_keys
from storage.rotation import Turned, sealed_tables, turn_over
from tests.storage.village import AMINA, BO, KEY, NOW, ROOM, SECOND, VILLAGE, Village, a_need, an_offer, card

[OLD] = KEY.now()
NEW = bytes(reversed(range(32)))
BOTH = GivenKeys((NEW, OLD))
HELPING = Handshake(HandshakeId("h"), BO.id, HandshakeState.CHOSEN, None, NOW)
DEED = Deed(DeedId("deed"), VILLAGE.id, AMINA.id, DeedKind.PAUSED, "a quiet week", NOW)
CODE = OneTimeCode(CodeId("code"), Purpose.PAIR, VILLAGE.id, ROOM.id, AMINA.id, NOW, reason="neighbours")
REPORT = Report(
    ReportId("report"), VILLAGE.id, AMINA.id, "he was unkind", NOW, exhibits=(Exhibit("go away", NOW),)
)
ENDED = datetime(2026, 5, 5, tzinfo=UTC)


class KilledError(Exception):
    """The process ends here."""


async def lived_in(village: Village) -> None:
    """Something in each table that has anything sealed in it."""
    need = a_need()
    note = GratitudeNote(NoteId("note"), VILLAGE.id, AMINA.id, BO.id, "thank you", NOW)
    await village.keep(need, an_offer(), *[a_need() for _ in range(6)])
    async with village.storage.store.work() as work:
        said = Capacity(AMINA.id, VILLAGE.id), Wishes(AMINA.id, VILLAGE.id)
        left = Traces(AMINA.id, VILLAGE.id).asked(NOW)
        await work.keep([note, DEED, *said, left, CODE, REPORT])
    helped = replace(a_need(), handshakes=(HELPING,), kept_back="07700 900123")
    await village.keep(helped)
    async with village.storage.store.work() as work:
        told = Message(MessageId("m"), VILLAGE.id, helped.id, HELPING.id, BO.id, "at nine then", NOW)
        waiting = Unsent(UnsentId("u"), VILLAGE.id, AMINA.id, "thank", "", {"text": "thank you, ring me"})
        await work.keep([told, waiting])
    await village.set_in_motion(card(need))
    for claim in await village.claim():
        assert await village.storage.outbox.about_to_send(claim, NOW)
        await village.storage.outbox.record(claim, MessageRef("C1", "1.0"), 1, NOW, SECOND)


async def turned(village: Village, keys: GivenKeys = BOTH) -> Turned:
    return await turn_over(village.url, keys, now=lambda: ENDED, tell=lambda rows: None, batch=3)


def sealed_with(village: Village) -> dict[str, set[str]]:
    """The names of the keys of all fields, by their tables."""
    return {
        sealed.table.name: {
            bytes(field)[1:5].hex()
            for column in sealed.columns
            for (field,) in village.rows(f"SELECT {column.name} FROM {sealed.table.name}")  # noqa: S608 - the names are ours
            if field is not None
        }
        for sealed in sealed_tables()
    }


async def test_everything_is_sealed_with_the_new_key_and_opens(village: Village):
    await lived_in(village)
    before = sealed_with(village)
    assert set(map(frozenset, before.values())) == {frozenset({MainKey(OLD).name})}, "a table is empty"
    done = await turned(village)
    assert done.retired == {MainKey(OLD).name}
    assert done.damaged == 0
    assert {key for keys in sealed_with(village).values() for key in keys} == {MainKey(NEW).name}
    async with (
        open_storage(village.url, GivenKeys((NEW,))) as storage,
        storage.store.look() as look,
    ):
        assert [each.text for each in await look.needs.of_asker(AMINA.id)] == [a_need().text] * 8
        assert (await look.members.by_account(ROOM.id, "amina")) == AMINA  # the index stayed as it was
        assert (await look.notes.get(NoteId("note"))).text == "thank you"
        assert (await look.deeds.newest(VILLAGE.id, 1)) == [DEED]
        assert await look.deeds.broken() == []  # the chain of the audit holds


async def test_a_rotation_that_was_ended_is_gone_on_with(village: Village):
    await lived_in(village)

    def killed(rows: int) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        await turn_over(village.url, BOTH, now=lambda: ENDED, tell=killed, batch=3)
    assert {key for keys in sealed_with(village).values() for key in keys} == {
        MainKey(OLD).name,
        MainKey(NEW).name,
    }
    async with open_storage(village.url, BOTH) as storage, storage.store.look() as look:
        assert len(await look.members.of_community(VILLAGE.id)) == 3
    with pytest.raises(KeyStillNeeded):
        await try_keys(village.url, GivenKeys((NEW,)))
    assert await try_keys(village.url, BOTH) == KeysInUse(
        MainKey(NEW).name, frozenset({MainKey(OLD).name}), frozenset()
    )
    assert (await turned(village)).retired == {MainKey(OLD).name}
    assert (await try_keys(village.url, BOTH)) == KeysInUse(
        MainKey(NEW).name, frozenset(), frozenset({MainKey(OLD).name})
    )


async def test_the_old_key_opens_nothing_any_more(village: Village):
    await lived_in(village)
    await turned(village)
    with pytest.raises(WrongKey):
        await try_keys(village.url, KEY)
    with pytest.raises(KeyRetired):
        await try_keys(village.url, GivenKeys((OLD, NEW)))


async def test_what_cannot_be_opened_keeps_the_old_key_needed(village: Village):
    await lived_in(village)
    village.write("UPDATE note SET text = (SELECT text FROM offer LIMIT 1)")
    done = await turned(village)
    assert (done.damaged, done.retired) == (1, frozenset())
    in_use = await try_keys(village.url, BOTH)
    assert in_use is not None
    assert not in_use.turned_over


async def test_a_database_from_before_the_index_had_its_own_key_is_found_again(village: Village):
    first = MainKey(OLD).first_index_key
    village.write("DELETE FROM sealingkey")
    async with open_storage(village.url, BOTH):
        pass
    [(index_key,)] = village.rows("SELECT index_key FROM sealingkey")
    ring = Ring(BOTH.now())
    name = ring.newest.name
    assert ring.open(bytes(index_key), table="sealingkey", column="index_key", row=name) == first.hex()


async def test_who_is_forgotten_leaves_no_word_of_theirs(village: Village):
    await lived_in(village)
    async with village.storage.store.work() as work:
        await work.keep([Forgotten(AMINA.id, NOW)])
        await work.keep([Forgotten(AMINA.id, NOW)])
    assert village.rows("SELECT id FROM need WHERE kept_back IS NOT NULL") == []
    async with village.storage.store.look() as look:
        assert await look.members.by_account(ROOM.id, "amina") is None
        assert (await look.members.get(AMINA.id)).name == ""
        assert {each.text for each in await look.needs.written_since(AMINA.id, NOW)} == {""}
        assert await look.needs.of_asker(AMINA.id) == []
        assert (await look.members.by_account(ROOM.id, "bo")) == BO
    for table in ("note", "message", "capacity", "trace", "wishes", "unsent"):
        assert village.rows(f"SELECT * FROM {table}") == []  # noqa: S608 - the names are ours


async def test_a_helper_who_is_forgotten_frees_their_place(village: Village):
    need = replace(a_need(), state=NeedState.MET, handshakes=(HELPING,))
    await village.keep(need)
    async with village.storage.store.work() as work:
        await work.keep([Forgotten(BO.id, NOW)])
    now = await village.need(need.id)
    assert (now.state, now.text, now.chosen) == (NeedState.OPEN, need.text, ())
