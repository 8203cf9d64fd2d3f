"""What Discord delivers is read from the payload alone; what can't be read is refused, and its words kept."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from adapters.discord import inbound
from bot.domain.errors import Invalid, Refusal, Stale, Unknown

COMMAND = discord.InteractionType.application_command
BUTTON = discord.InteractionType.component
FORM = discord.InteractionType.modal_submit


def payload(kind: discord.InteractionType, data: object) -> discord.Interaction[Any]:
    user = SimpleNamespace(id=5, display_name="Ana")
    permissions = discord.Permissions.none()
    came = SimpleNamespace(
        type=kind,
        data=data,
        id=7,
        guild_id=None,
        guild=None,
        user=user,
        permissions=permissions,
        locale="pt-BR",
    )
    return cast(discord.Interaction[Any], came)


@pytest.mark.parametrize(
    ("kind", "data", "refusal", "code"),
    [
        (COMMAND, None, Invalid, "unreadable"),
        (COMMAND, {}, Invalid, "unreadable"),
        (COMMAND, {"name": "need", "options": [{"name": "text"}]}, Invalid, "unreadable"),
        (COMMAND, {"name": "need", "options": 5}, Invalid, "unreadable"),
        (COMMAND, {"name": "dance"}, Unknown, "unknown"),
        (BUTTON, {}, Invalid, "unreadable"),
        (BUTTON, {"custom_id": 5}, Invalid, "unreadable"),
        (BUTTON, {"custom_id": "hy:2:post_need:n1"}, Stale, "unknown_button"),
        (FORM, {"custom_id": "hy:1:write_need:", "components": [{}]}, Invalid, "unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(
    kind: discord.InteractionType, data: object, refusal: type[Refusal], code: str
):
    with pytest.raises(Refusal) as refused:
        inbound.read(payload(kind, data))
    assert type(refused.value) is refusal
    assert refused.value.code == code


def test_the_words_of_an_unknown_form_are_found():
    field = {"type": 4, "custom_id": "text", "value": "a ladder"}
    data = {"custom_id": "hy:9:borrow:", "components": [{"type": 18, "component": field}]}
    assert inbound.written(payload(FORM, data)) == "a ladder"
    assert inbound.written(payload(FORM, {"components": [5]})) == ""
    assert inbound.written(payload(BUTTON, {"custom_id": "x"})) == ""


def test_fields_that_were_left_empty_are_not_sent_on():
    components = [
        {"type": 10, "id": 1},  # the words above the fields
        {"type": 18, "component": {"type": 8, "custom_id": "needs", "values": []}},
        {"type": 18, "component": {"type": 3, "custom_id": "which", "values": ["b"]}},
    ]
    data = {"custom_id": "hy:1:save_set_up:", "components": components}
    assert dict(inbound.read(payload(FORM, data)).values) == {"which": "b"}


def test_the_persons_language_comes_along():
    assert inbound.actor(payload(BUTTON, {})).locale == "pt-BR"
