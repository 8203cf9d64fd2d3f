"""Other words for what is out already: they are out at once, and somebody else may fit."""

import pytest

from bot.application.verbs import Verb
from bot.views.vocabulary import Form
from tests.application.world import World


async def test_an_offer_with_other_words_is_matched_again(world: World) -> None:
    await world.posts("Amina", "my laptop will not start, who knows computers?")
    offer = await world.offers("Bruno", "I can water plants")
    assert world.inbox("Bruno") == []

    await world.does("Bruno", Verb.REVISE_OFFER, offer, text="I can help with computers and laptops")
    await world.settle()

    assert "laptop will not start" in world.inbox("Bruno")[-1]


@pytest.mark.parametrize(
    ("write", "edit"),
    [
        (Verb.NEED, Verb.EDIT_NEED),
        (Verb.OFFER, Verb.EDIT_OFFER),
    ],
    ids=["need", "offer"],
)
async def test_a_look_beforehand_is_promised_only_where_there_is_one(
    world: World, write: Verb, edit: Verb
) -> None:
    form = (await world.does("Amina", write)).view
    assert isinstance(form, Form)
    assert form.submit.key == "form.preview"

    posts = world.posts if write is Verb.NEED else world.offers
    token = await posts("Amina", "company for a walk in the park")
    form = (await world.does("Amina", edit, token)).view
    assert isinstance(form, Form)
    assert form.submit.key == "button.post"


async def test_a_helper_who_steps_back_is_a_disappointment_once(world: World) -> None:
    need = await world.posts("Amina", "a lift to the station")
    handshake = await world.helps("Bruno", need)
    await world.does("Amina", Verb.CHOOSE, handshake)
    await world.settle()
    await world.does("Bruno", Verb.STEP_BACK, handshake)
    await world.settle()

    assert sum("looking for somebody else" in each for each in world.inbox("Amina")) == 1

    await world.does("Amina", Verb.TAKE_BACK_NEED, need)
    await world.settle()
    assert not any("looking for somebody else" in each for each in world.inbox("Amina"))
