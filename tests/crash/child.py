"""A process that lives through the story until it is killed: `python -m tests.crash.child`.

It reads jobs from its standard input, one JSON object a line, and forks for each: the fork is the life, a
process of its own that a real SIGKILL ends, and that need not import everything first. What became of it is
written as a line to standard output: `{"status": <as of os.waitstatus_to_exitcode>}`.
"""

import asyncio
import json
import os
import sys
import traceback
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, assert_never

from bot.application.bell import Bell
from bot.application.interaction import Actor, Interaction, Origin
from bot.application.read_room import ROOM
from bot.application.verbs import Verb
from bot.domain.community import Board, Platform
from bot.wiring import House, open_house, put_together
from tests.crash.checkpoints import CheckedOutbound, CheckedOutbox, CheckedStore, Checkpoints, Moment
from tests.crash.script import STORY, Says, Step, Taps, Waits
from tests.crash.surviving import People, Surroundings, SurvivingClock, SurvivingPlatform
from tests.stories import life, plain
from tests.stories.surroundings import KEYS, ZONE, SeededChance


@dataclass(frozen=True)
class Life:
    """One life on the database at `url`. `seed` is another one for each, `recognises_repeats_for` is the
    platform's, and `away` is how long nobody was there before it.
    """

    folder: Path
    url: str
    seed: int
    kill_at: Moment | None
    recognises_repeats_for: timedelta
    away: timedelta

    @staticmethod
    def from_job(job: dict[str, Any]) -> "Life":
        return Life(
            Path(job["folder"]),
            job["url"],
            job["seed"],
            Moment(*job["kill_at"]) if job["kill_at"] else None,
            timedelta(seconds=job["recognises_repeats_for"]),
            timedelta(seconds=job["away"]),
        )


async def live(one: Life) -> None:
    """Goes on with the story where the last life ended, to its end."""
    around = Surroundings(one.folder)
    clock, chance = SurvivingClock(around.clock), SeededChance(one.seed)
    points = Checkpoints(around.moments, one.kill_at)
    people = People(around.people, around.platform)
    if one.seed > 1:
        clock.move_to(clock.now() + one.away)
    async with open_house(one.url, KEYS, zone=ZONE, tokens_set=False, clock=clock, chance=chance) as opened:
        house = put_together(
            CheckedStore(opened.store, points),
            CheckedOutbox(opened.outbox, points),
            clock,
            chance,
            ZONE,
            bell=Bell(),
            tokens_set=False,
        )
        platform = SurvivingPlatform(around.platform, clock, one.recognises_repeats_for)
        house.connect(Platform.LOCAL, CheckedOutbound(platform, points))
        await house.delivery.recover()
        await life.settle(house, clock)
        for number in range(people.steps_done, len(STORY)):
            await take(STORY[number], f"step {number}", house, clock, people, points)
            await life.settle(house, clock)
        (one.folder / "screens.json").write_text(json.dumps(await screens(house)), encoding="utf-8")


async def take(
    step: Step, key: str, house: House, clock: SurvivingClock, people: People, points: Checkpoints
) -> None:
    match step:
        case Says(who, verb, values):
            await does(who, verb, "", values, key, house, people, points)
        case Taps(who, verb):
            button = people.button(who, verb)
            if button is None:
                people.did_nothing(f"{who} never saw a button for {verb}")
            else:
                await does(who, verb, button.token, {}, key, house, people, points)
        case Waits(until):
            await life.pass_time(house, clock, until)
            people.did_nothing("waited")
        case _:
            assert_never(step)


async def does(
    who: str,
    verb: Verb,
    token: str,
    values: dict[str, str],
    key: str,
    house: House,
    people: People,
    points: Checkpoints,
) -> None:
    actor = Actor(who.casefold(), who, moderator=False)
    interaction = Interaction(Origin(Platform.LOCAL, ROOM), actor, verb, key, token, values)
    reply = await house.door.handle(interaction)
    points.passes("before answer")
    people.saw(who, key, reply)
    points.passes("after answer")


async def screens(house: House) -> dict[str, str]:
    """What each message would say if it were drawn now, by its effect."""
    everybody = [person.account for person in await house.room.people()]
    boards = [await house.room.messages(board, everybody[0]) for board in Board]
    private = [await house.room.messages(None, account) for account in everybody]
    return {
        message.effect.value: plain.shown(message.view, message.tongue).words
        for messages in (*boards, *private)
        for message in messages
    }


def give_birth(one: Life) -> int:
    """Lives that life in a process of its own. Returns its exit code, negative for a signal."""
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(live(one))
        except BaseException:  # noqa: BLE001 - a fork must never return into its parent's code
            (one.folder / "trouble.txt").write_text(traceback.format_exc(), encoding="utf-8")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    for line in sys.stdin:
        status = give_birth(Life.from_job(json.loads(line)))
        sys.stdout.write(json.dumps({"status": status}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
