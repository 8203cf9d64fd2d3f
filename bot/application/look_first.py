"""Where a community's policies say so, a moderator looks at a post before anybody else does."""

from collections.abc import Sequence
from typing import TypeVar

from bot.application.call import Call
from bot.application.ports import Work
from bot.domain.community import Member
from bot.domain.effects import Announce, Effect
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.offer import Offer
from bot.domain.sight import Step

_Post = TypeVar("_Post", Need, Offer)


async def waits(post: Need | Offer, call: Call, work: Work) -> Sequence[Member]:
    """The moderators of whom one looks at it first; none where it comes out at once.

    Nobody approves what is theirs, so the posts of a community's only moderator come out at once.
    """
    policies = call.community.policies
    if not policies.looks_first(post.understood.touches, need=isinstance(post, Need)):
        return ()
    moderators = await work.members.moderators(call.community.id)
    return [each for each in moderators if each.id != call.member.id]


async def looked_at_again(post: _Post, call: Call, work: Work) -> tuple[_Post, tuple[Effect, ...]]:
    """The post with its new words, out of sight where these are to be looked at; and who hears of it."""
    if not post.shown or not (moderators := await waits(post, call, work)):
        return post, ()
    return post.step(Step.HOLD), tell_moderators(post, moderators)


def tell_moderators(post: Need | Offer, moderators: Sequence[Member]) -> tuple[Effect, ...]:
    """Each of them hears of it privately, with the buttons to tend it."""
    return tuple(Announce(Notice(NoticeKind.POST_WAITS, post.id), each.id) for each in moderators)
