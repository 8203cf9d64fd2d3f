"""`/aid forget-me`: asked once more first; then nothing of the member is left but what others need to be
safe.
"""

from bot.application.call import Call
from bot.application.part import called_off
from bot.application.ports import Work
from bot.application.post_need import looking_occurrences
from bot.domain.decision import Change, Decision
from bot.domain.effects import Effect
from bot.domain.forgotten import Forgotten
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence


async def forget_me_command(call: Call, work: Work) -> Decision:
    """What goes and what stays; nothing happens yet."""
    return Decision(Notice(NoticeKind.FORGET_ME_QUESTION))


async def forget_me_now(call: Call, work: Work) -> Decision:
    """Whoever had agreed on something with them gets a neutral word, and nothing about why. Cards follow.

    Tapped twice, it says the same again.
    """
    member = call.member.id
    changes: list[Change] = []
    effects: list[Effect] = []
    occurrences: list[Occurrence] = []
    for need in await work.needs.of_asker(member):
        for each in need.handshakes:
            if need.live and each.alive:
                effects += called_off(need, each.id, each.helper)
    for need in await work.needs.of_helper(member):
        handshake = need.with_helper(member)
        if handshake is not None:
            freed = need.call_off(handshake.id, call.now)
            changes.append(freed)
            effects += called_off(need, handshake.id, need.asker)
            occurrences += looking_occurrences(freed, call)
    return Decision(
        Notice(NoticeKind.FORGOTTEN),
        changes=(*changes, Forgotten(member, call.now)),
        effects=tuple(effects),
        occurrences=tuple(occurrences),
    )
