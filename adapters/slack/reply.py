"""Shows a person what came of what they did, wherever Slack still lets us. Nothing here decides anything.

In somebody's home no message can be shown, and one in their private messages would stand where they do not
look. So what is tapped there is answered by a modal view, which the next answer takes the place of.
"""

import logging

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.paper import render as paper
from adapters.slack import render
from adapters.slack.faults import delivering
from adapters.slack.inbound import Deed, Memory, Opened, Submitted, Tapped, Typed
from adapters.slack.outbound import SlackOutbound
from bot.application.interaction import Reply
from bot.domain.errors import DeliveryError, Misconfigured
from bot.views.i18n import Tongue
from bot.views.vocabulary import Card, File, Form, Note, Phrase, Prose

_log = logging.getLogger(__name__)


def in_acknowledgement(reply: Reply, deed: Deed) -> render.Json | None:
    """What the acknowledgement itself shows; None where it can't show this."""
    match reply.view, deed:
        case Card(file=None) as card, Typed():
            drawn = render.message(card, reply.tongue)
            return {"response_type": "ephemeral", "text": drawn.text, "blocks": drawn.blocks}
        case Card(file=None) as card, Submitted(Memory(at_home=True)):
            return {"response_action": "update", "view": render.sheet(card, reply.tongue)}
        case Form() as form, Submitted(memory, action, fields):
            if form.problems and form.action == action and set(form.problems) <= fields:
                return {"response_action": "errors", "errors": render.problems(form, reply.tongue)}
            return {
                "response_action": "update",
                "view": render.modal(form, reply.tongue, memory.encode()),
            }
        case _:
            return None


class Screen:
    """What can be shown to somebody after their deed was acknowledged. `proxy` is an HTTP proxy's address."""

    def __init__(self, client: AsyncWebClient, outbound: SlackOutbound, proxy: str | None) -> None:
        self._client = client
        self._outbound = outbound
        self._proxy = proxy

    async def show(self, reply: Reply, account: str, deed: Deed) -> None:
        """What could be shown nowhere is told to the log. Raises what drawing raises."""
        match reply.view, deed:
            case Card() as card, Opened():
                await self.publish(card, reply.tongue, account)
            case Card() as card, _:
                card = await self._without_its_file(card, reply.tongue, account)
                if not (isinstance(deed, Tapped) and await self._laid_over(card, reply.tongue, deed)):
                    await self._show_card(card, reply.tongue, account, deed.memory)
            case Form() as form, (Typed() | Tapped()) if await self._opened(form, reply.tongue, deed):
                pass
            case Form() as form, _:
                late = Card(form.title, (Prose((Phrase("slack.form_too_late"),)),))
                # It takes the place of nothing: what the form was to be opened from is still good.
                await self._show_card(late, reply.tongue, account, Memory(deed.memory.response_url))

    async def publish(self, card: Card, tongue: Tongue, account: str) -> None:
        """Their home shows this from now on."""
        try:
            view = render.home(card, tongue)
            await delivering(self._client.views_publish(user_id=account, view=view))
        except DeliveryError as error:
            _log.warning("slack_home_not_shown", extra={"error": type(error).__name__})

    async def _without_its_file(self, card: Card, tongue: Tongue, account: str) -> Card:
        """What came of handing it over stands in the card instead."""
        if card.file is None:
            return card
        return Card(card.title, (*card.blocks, Note((await self._handed_over(card.file, tongue, account),))))

    async def _show_card(self, card: Card, tongue: Tongue, account: str, memory: Memory) -> None:
        drawn = render.message(card, tongue)
        if memory.response_url is not None and await self._responded(memory, memory.response_url, drawn):
            return
        try:
            await self._outbound.write_privately(account, drawn)
        except DeliveryError as error:
            _log.warning("slack_answer_lost", extra={"error": type(error).__name__})

    async def _handed_over(self, file: File, tongue: Tongue, account: str) -> Phrase:
        """Hand it over in their private messages, and give the words for what came of it."""
        try:
            await self._outbound.hand_over(account, paper.kept(file, tongue))
        except Misconfigured:
            return Phrase("slack.file_not_allowed")
        except DeliveryError as error:
            _log.warning("slack_file_lost", extra={"error": type(error).__name__})
            return Phrase("slack.file_lost")
        return Phrase("slack.file_there")

    async def _laid_over(self, card: Card, tongue: Tongue, deed: Tapped) -> bool:
        """Whether it stands over their home now."""
        return deed.memory.at_home and await self._view_shown(render.sheet(card, tongue), deed)

    async def _opened(self, form: Form, tongue: Tongue, deed: Typed | Tapped) -> bool:
        return await self._view_shown(render.modal(form, tongue, deed.memory.encode()), deed)

    async def _view_shown(self, view: render.Json, deed: Typed | Tapped) -> bool:
        """In the place of the modal view that was tapped in, or else as a new one."""
        sheet = deed.sheet if isinstance(deed, Tapped) else None
        try:
            if sheet is not None:
                await delivering(self._client.views_update(view_id=sheet, view=view))
            else:
                await delivering(self._client.views_open(trigger_id=deed.trigger, view=view))
        except DeliveryError as error:
            _log.warning("slack_form_not_opened", extra={"error": type(error).__name__})
            return False
        return True

    async def _responded(self, memory: Memory, address: str, drawn: render.Message) -> bool:
        """False unless it is known to stand there: twice the same private answer is better than none.

        Slack takes five answers at an address, for thirty minutes.
        """
        webhook = AsyncWebhookClient(
            address, session=self._client.session, logger=self._client.logger, retry_handlers=[]
        )
        # Without a proxy, the SDK takes one from the environment; settings are read in one place only.
        webhook.proxy = self._proxy
        try:
            answer = await webhook.send(
                text=drawn.text,
                blocks=drawn.blocks,
                response_type="ephemeral",
                replace_original=memory.replaces,
            )
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return False
        return answer.status_code == 200
