"""How many are asked at a time, how many asks a community's people can bear in a week, and who is asked for
what when many needs are looked at together. Who is asked first for one need stands in who_first.py.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from bot.domain.ids import MemberId, NeedId
from bot.domain.traces import AN_ASK
from bot.matching.who_first import Candidate, as_compared, cost

WAVE = 2
"""People asked at a time: enough that an answer is likely, few enough that most are spared (product.md)."""

UNLIKELY = 1 / 3
"""A third is asked where a yes from two people is less likely than this. Asking many from the start would
help this need and tire people for the next ones.
"""

BEARABLE = 0.5
"""So much of all that people said they may be asked in a week is used up; what is beyond it, the channel
tells.

Half: with more, those who fit often are at their limit when somebody needs them. And however many ask, people
are asked once a week on the average, which is what most expect of being on a list.
"""
FEW = 20
"""With fewer able people there is no budget: there, everybody's own limit is enough, and half of it too few.
"""


def wave_size(yes: float) -> int:
    """`yes`: how likely one ask of this kind at this hour is answered with it (bot/matching/yes.py)."""
    return WAVE if 1 - (1 - yes) ** WAVE >= UNLIKELY else WAVE + 1


def asks_left(allowances: Collection[int], asked: int) -> int | None:
    """How many more asks fit into this week; None where nothing limits them. `allowances`: how often in a
    week each able person may be asked; `asked`: how often people of this community were, in the last seven
    days.
    """
    if len(allowances) < FEW:
        return None
    return max(0, int(BEARABLE * sum(allowances)) - asked)


@dataclass(frozen=True, slots=True)
class Wanting:
    """A need, how many may be asked for it, and who may be."""

    need: NeedId
    room: int
    candidates: Sequence[Candidate]


def assign(
    wanting: Sequence[Wanting], allowed: Mapping[MemberId, int], budget: int | None
) -> Mapping[NeedId, Sequence[MemberId]]:
    """Who is asked for which of these needs, so that few are asked much: always the pair that costs least is
    taken next, and each ask adds to the load of whoever gets it. Of pairs that cost the same, those of the
    earlier need go first. `allowed`: how often each may still be asked; `budget`: how many asks there are in
    all.
    """
    asked: dict[NeedId, list[MemberId]] = {each.need: [] for each in wanting}
    times: Counter[MemberId] = Counter()
    room = {each.need: each.room for each in wanting}
    heap = [
        (cost(each.fit, each.load), place, order, each, one.need)
        for place, one in enumerate(wanting)
        for order, each in enumerate(as_compared(one.need, one.candidates))
    ]
    heapify(heap)
    while heap and budget != 0:
        expected, place, order, each, need = heappop(heap)
        now = cost(each.fit, each.load + AN_ASK * times[each.member])
        if room[need] == 0 or times[each.member] >= allowed.get(each.member, 0):
            continue
        if now > expected:  # they were taken for another need meanwhile
            heappush(heap, (now, place, order, each, need))
            continue
        asked[need].append(each.member)
        times[each.member] += 1
        room[need] -= 1
        budget = None if budget is None else budget - 1
    return {need: members for need, members in asked.items() if members}
