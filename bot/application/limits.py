"""Too much in a short while waits a little: said kindly, with when it is possible again. The safety paths
(NEVER_LIMITED in use_cases.py) have no limit.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.application.call import Call
from bot.application.ports import Work
from bot.application.verbs import Verb
from bot.domain.errors import TooSoon
from bot.domain.limits import FOR_ALL, FOR_ONE, Doing, again_at
from bot.domain.unsent import said_in

LIMITED: Mapping[Verb, Doing] = MappingProxyType(
    {
        Verb.NEED: Doing.NEEDS,
        Verb.WRITE_NEED: Doing.NEEDS,
        Verb.OFFER: Doing.OFFERS,
        Verb.WRITE_OFFER: Doing.OFFERS,
        Verb.THANK: Doing.THANKS,
        Verb.GIVE_THANKS: Doing.THANKS,
        Verb.SEND_MESSAGE: Doing.MESSAGES,
        Verb.CAN_HELP: Doing.TURNS,
        Verb.SEND_COULD_IF: Doing.TURNS,
        Verb.REVISE_NEED: Doing.CHANGES,
        Verb.REVISE_OFFER: Doing.CHANGES,
        Verb.SAVE_ASK_ME: Doing.CHANGES,
    }
)

DEEDS: Mapping[Doing, tuple[str, ...]] = MappingProxyType(
    {
        Doing.TURNS: (Verb.CAN_HELP, Verb.SEND_COULD_IF, Verb.STEP_BACK),
        Doing.CHANGES: (Verb.REVISE_NEED, Verb.REVISE_OFFER, Verb.SAVE_ASK_ME),
    }
)
"""What the audit calls them, where only it knows when they were done."""

_COMMANDS = {Verb.NEED, Verb.OFFER, Verb.THANK}


async def require_not_too_soon(call: Call, work: Work) -> None:
    """Raises TooSoon. The transaction has the community's turn, so no other deed comes between this look and
    what is kept because of it.
    """
    verb = call.interaction.verb
    doing = LIMITED.get(verb)
    opens_a_form = verb in _COMMANDS and not said_in(call.interaction.values)
    if doing is None or opens_a_form:
        return
    limit = FOR_ONE[doing]
    since = call.now - limit.within
    moments = await work.lately.of_member(call.member.id, doing, DEEDS.get(doing, ()), since, limit.most)
    possible = again_at(moments, limit, call.now)
    if doing in FOR_ALL and possible is None:
        limit = FOR_ALL[doing]
        since = call.now - limit.within
        moments = await work.lately.of_community(call.community.id, doing, since, limit.most)
        possible = again_at(moments, limit, call.now)
    if possible is not None:
        raise TooSoon(possible)
