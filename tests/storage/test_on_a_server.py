"""What is so only where the database is a server: it can be away, closed to us, or made otherwise."""

import socket

import pytest

from bot.application.ports import Conflict
from bot.domain.community import Identity, Member
from bot.domain.ids import CommunityId, MemberId
from storage.engine import UnusableDatabase, located
from storage.migrate import Standing, migrate, standing
from storage.open import open_storage
from tests.databases import OnServer
from tests.storage.village import KEY, ROOM, Village

LOOKS = pytest.mark.parametrize("look", [migrate, standing])


def test_an_empty_database_has_nothing_of_hypha_in_it(empty_postgresql: OnServer):
    assert standing(empty_postgresql.url) is Standing.EMPTY
    assert standing(empty_postgresql.url) is Standing.EMPTY  # looking made nothing
    migrate(empty_postgresql.url)
    assert standing(empty_postgresql.url) is Standing.FITTING


@pytest.mark.parametrize("scheme", ["postgresql+psycopg", "postgresql", "postgres"])
def test_a_server_may_be_named_as_others_name_it(empty_postgresql: OnServer, scheme: str):
    migrate(empty_postgresql.url.replace("postgresql+psycopg", scheme))
    assert standing(empty_postgresql.url) is Standing.FITTING


@LOOKS
def test_a_server_that_does_not_answer(look):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        with pytest.raises(UnusableDatabase) as refused:
            look(f"postgresql://hypha:sesame@127.0.0.1:{port}/hypha")
    said = str(refused.value)
    assert said.startswith("the PostgreSQL server can't be reached: ")
    assert f"port {port}" in said
    assert "refused" in said
    assert "sesame" not in said
    assert "\n" not in said


@LOOKS
def test_a_server_that_knows_no_such_database(look, postgresql: OnServer):
    with pytest.raises(UnusableDatabase) as refused:
        look(postgresql.server.url("elsewhere"))
    assert str(refused.value) == 'the PostgreSQL server says: database "elsewhere" does not exist'


@LOOKS
def test_a_server_that_knows_nobody_of_that_name(look, postgresql: OnServer):
    with pytest.raises(UnusableDatabase, match='says: role "stranger" does not exist'):
        look(postgresql.server.url(postgresql.name, "stranger"))


def test_somebody_who_may_make_no_tables(empty_postgresql: OnServer):
    empty_postgresql.write("CREATE ROLE reader LOGIN")
    try:
        with pytest.raises(UnusableDatabase, match="says: permission denied for schema public"):
            migrate(empty_postgresql.server.url(empty_postgresql.name, "reader"))
    finally:
        empty_postgresql.write("DROP ROLE reader")


@LOOKS
def test_a_database_that_has_no_room_for_every_letter(look, empty_postgresql: OnServer):
    narrow = "narrow"
    empty_postgresql.write(f"CREATE DATABASE {narrow} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(UnusableDatabase, match="its encoding is LATIN1"):
            look(empty_postgresql.server.url(narrow))
    finally:
        empty_postgresql.server.drop(narrow)


def test_what_the_url_asks_for_is_kept(empty_postgresql: OnServer):
    empty_postgresql.write("CREATE SCHEMA aside")
    migrate(f"{empty_postgresql.url}&options=-csearch_path%3Daside&application_name=other")
    assert empty_postgresql.rows("SELECT count(*) FROM aside.community") == [(0,)]


def test_a_password_in_a_url_that_is_none_is_not_quoted():
    with pytest.raises(UnusableDatabase) as refused:
        located("postgresql://hypha:sesame@host:port/hypha")
    assert "sesame" not in str(refused.value)


async def test_to_come_into_a_community_that_joined_another_meanwhile_is_a_conflict(postgresql: OnServer):
    async with open_storage(postgresql.url, KEY) as storage:
        village = Village(postgresql, storage)
        await village.settle_in()
        newcomer = Member(MemberId("m-dara"), CommunityId("gone"), "Dara", ROOM.id)
        with pytest.raises(Conflict):
            async with storage.store.work() as work:
                await work.members.add(newcomer, Identity(newcomer.id, ROOM.id, "dara"))
