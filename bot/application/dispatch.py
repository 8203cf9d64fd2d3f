"""The one door: everything a person does on any platform comes through here.

Who is it -> has this delivery been seen -> what was meant -> the use case decides -> one transaction keeps
the decision, its effects, what is due, the audit line and the reply -> only then the platform is answered.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.application import access
from bot.application.again import again_after_conflicts
from bot.application.arrive import Presence, arrive, find
from bot.application.call import Call, cleaned_text
from bot.application.interaction import Actor, Interaction, Origin, Reply
from bot.application.limits import require_not_too_soon
from bot.application.ports import Chance, Clock, Conflict, Entry, Store, Work
from bot.application.scenes import SILENT, load_scene, tongue_for, veils
from bot.application.second_look import held_for_a_second_look
from bot.application.tend_posts import (
    subject_of,
)
from bot.application.tend_settings import page_number
from bot.application.use_cases import NEVER_LIMITED, ONLY_LOOKING, UNDERSTOOD, USE_CASES
from bot.application.verbs import Verb
from bot.domain.decision import Decision
from bot.domain.errors import Defect, Invalid, Refusal, Unknown
from bot.domain.forgotten import Forgotten
from bot.domain.ids import HandshakeId, NeedId, OfferId, ReportId, SpaceId
from bot.domain.notice import Notice, Subject
from bot.domain.understanding import Understanding
from bot.matching.understand import understand
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.refusals import FORM_OF, broken, refused, with_problem
from bot.views.scene import Scene
from bot.views.vocabulary import TOKEN, Form, View

_log = logging.getLogger(__name__)


class Door(Protocol):
    """What an adapter knows of the core."""

    async def handle(self, interaction: Interaction) -> Reply:
        """Do it, keep it, and say what the person sees. Never raises: a refusal or a bug becomes a view as
        well.

        When this returns, what the reply confirms is on disk; only then is the platform acknowledged.
        """
        ...

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        """The words for something that could not even be read (`refusal.<code>`). Never raises. `written` is
        given back.
        """
        ...


class FrontDoor:
    """The door of this house."""

    def __init__(
        self, store: Store, clock: Clock, chance: Chance, default_zone: ZoneInfo, wake: Callable[[], None]
    ) -> None:
        """`wake` is called after each commit that set something in motion."""
        self._store = store
        self._clock = clock
        self._chance = chance
        self._default_zone = default_zone
        self._wake = wake

    async def handle(self, interaction: Interaction) -> Reply:
        presence: Presence | None = None
        try:
            presence = await arrive(
                interaction, self._store, self._chance, self._default_zone, self._clock.now()
            )
            return await self._done(interaction, presence)
        except Refusal as refusal:
            return await self._refused(interaction, presence, refusal)
        except Exception as bug:  # noqa: BLE001 - whatever breaks, the person gets an answer
            defect = Defect(self._chance.token()[:8])
            _log.exception(
                "defect",
                extra={"id": defect.reference, "verb": interaction.verb, "error": type(bug).__name__},
            )
            return Reply(broken(defect, _written(interaction)), self._tongue(interaction.actor, presence))

    async def refuse(self, origin: Origin, actor: Actor, code: str, written: str = "") -> Reply:
        presence: Presence | None = None
        try:
            async with self._store.look() as look:
                presence = await find(origin, actor.account, look)
        except Exception as bug:  # noqa: BLE001 - whatever breaks, the person gets an answer
            _log.exception("defect", extra={"error": type(bug).__name__})
        return Reply(refused(Refusal(code), written), self._tongue(actor, presence))

    async def _done(self, interaction: Interaction, presence: Presence) -> Reply:
        if not TOKEN.fullmatch(interaction.token):
            raise Unknown
        call = self._call(interaction, presence)
        call = replace(call, understood=_understood(call))
        if interaction.verb in ONLY_LOOKING:
            async with self._store.look() as look:
                decision = await USE_CASES[interaction.verb](call, look)
                return _drawn(call, await self._scene(call, _reply_notice(decision), look, decision))

        async def done() -> Reply:
            nonlocal call
            try:
                return await self._kept(call)
            except Conflict:  # who and where they are may be another by now
                presence = await arrive(
                    interaction, self._store, self._chance, self._default_zone, self._clock.now()
                )
                call = replace(self._call(interaction, presence), understood=call.understood)
                raise

        return await again_after_conflicts(done)

    def _call(self, interaction: Interaction, presence: Presence) -> Call:
        """What a use case is given. Raises Refusal for whoever may not do this now."""
        call = Call(
            interaction=interaction,
            community=presence.community,
            space=presence.space,
            member=presence.member,
            now=self._clock.now(),
            chance=self._chance,
        )
        access.require_standing(call.member, interaction.verb, call.now)
        return call

    async def _kept(self, call: Call) -> Reply:
        key = call.interaction.delivery_key
        async with self._store.work(call.community.id) as work:
            earlier = await work.earlier_reply(call.space.id, key)
            if earlier is not None:
                # It may have been changed by that delivery, since this one came in.
                call = replace(call, community=await work.communities.get(call.community.id))
                return _drawn(call, await self._scene(call, earlier, work, Decision()))
            # Whoever asks twice to be forgotten lives nowhere any more.
            gone = call.interaction.verb is Verb.FORGET_ME_NOW
            if not gone and not await work.members.lives_in(call.member.id, call.community.id):
                raise Conflict
            await require_not_too_soon(call, work)
            decision = await USE_CASES[call.interaction.verb](call, work)
            if call.interaction.verb not in NEVER_LIMITED:
                decision = held_for_a_second_look(call, decision)
            notice = _reply_notice(decision)
            forgets = any(isinstance(each, Forgotten) for each in decision.changes)
            await work.keep(decision.changes)
            await work.set_in_motion(call.community.id, decision.effects, call.now)
            await work.expect(decision.occurrences)
            await work.remember_reply(call.space.id, key, notice, call.now)
            scene = await self._scene(call, notice, work, decision)
            if decision.leaves_a_line and notice.kind not in SILENT:
                doer = scene.reader or call.member
                unsaid = forgets or veils(scene, doer)
                deed = decision.done_as or call.interaction.verb
                actor = None if unsaid else doer.id
                await work.write_down(Entry(call.now, call.community.id, actor, deed, notice.about))
            reply = _drawn(call, scene)
        if decision.effects or decision.occurrences or forgets:
            self._wake()
        return reply

    async def _scene(self, call: Call, notice: Notice, work: Work, decision: Decision) -> Scene:
        return await load_scene(
            work, notice, call.community, call.space, reader=call.member, now=call.now, fresh=decision.changes
        )

    async def _refused(self, interaction: Interaction, presence: Presence | None, refusal: Refusal) -> Reply:
        tongue = self._tongue(interaction.actor, presence)
        if presence is not None and isinstance(refusal, Invalid) and interaction.verb in FORM_OF:
            return Reply(await self._form_again(interaction, presence, refusal), tongue)
        return Reply(refused(refusal, _written(interaction)), tongue)

    async def _form_again(self, interaction: Interaction, presence: Presence, refusal: Invalid) -> View:
        kind = FORM_OF[interaction.verb]
        try:
            about, handshake = _subject_of_form(interaction), _handshake_of(interaction)
            notice = Notice(kind, about, handshake, page=_page_of_form(interaction))
            async with self._store.look() as look:
                scene = await load_scene(
                    look,
                    notice,
                    presence.community,
                    presence.space,
                    reader=presence.member,
                    now=self._clock.now(),
                )
        except Refusal as gone:
            return refused(gone, _written(interaction))
        form = present(scene)
        if not isinstance(form, Form):
            raise TypeError(f"{kind} is not a form")
        return with_problem(form, refusal, interaction.values)

    def _tongue(self, actor: Actor, presence: Presence | None) -> Tongue:
        if presence is not None:
            return tongue_for(presence.member, presence.community)
        return Tongue(actor.locale, self._default_zone)


def _understood(call: Call) -> Understanding | None:
    """Outside any transaction: it may take a few milliseconds, and nobody else should wait for that."""
    if call.interaction.verb not in UNDERSTOOD:
        return None
    return understand(cleaned_text(call.interaction), now=call.now, zone=call.zone)


def _reply_notice(decision: Decision) -> Notice:
    if decision.reply is None:
        raise RuntimeError("somebody waits for an answer, and the decision has none")
    return decision.reply


def _subject_of_form(interaction: Interaction) -> Subject | None:
    match interaction.verb:
        case Verb.REVISE_NEED:
            return NeedId(interaction.token)
        case Verb.SEND_COULD_IF:
            return NeedId(interaction.token)
        case Verb.REVISE_OFFER:
            return OfferId(interaction.token)
        case Verb.TAKE_OUT_SPACE:
            return SpaceId(interaction.token)
        case Verb.HOLD_POST | Verb.HIDE_POST | Verb.RESTORE_POST | Verb.CLOSE_POST:
            return subject_of(interaction.token)
        case Verb.ADD_TO_REPORT | Verb.ANSWER_REPORT | Verb.CLOSE_REPORT:
            return ReportId(interaction.token)
        case _:
            return None


def _page_of_form(interaction: Interaction) -> int:
    return page_number(interaction.token) if interaction.verb is Verb.SAVE_SETTINGS else 0


def _handshake_of(interaction: Interaction) -> HandshakeId | None:
    match interaction.verb:
        case Verb.SEND_MESSAGE | Verb.GIVE_THANKS | Verb.SEND_REPORT if interaction.token:
            return HandshakeId(interaction.token)
        case _:
            return None


def _drawn(call: Call, scene: Scene) -> Reply:
    return Reply(present(scene), tongue_for(scene.reader, scene.community))


def _written(interaction: Interaction) -> str:
    """What they wrote in words of their own, to be given back."""
    return interaction.values.get("text") or interaction.values.get("reason", "")
