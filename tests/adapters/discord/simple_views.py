"""A preview and a form, as simple as they come."""

from bot.application.interaction import Interaction
from bot.application.verbs import Verb
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    Form,
    Lines,
    Phrase,
    TextField,
    UserText,
    View,
)

PREVIEW = Card(
    Phrase("need.preview.title"),
    (
        Actions(
            (
                Button(Phrase("button.post"), ActionRef(Verb.POST_NEED, "n1")),
                Button(Phrase("button.change"), ActionRef(Verb.EDIT_NEED, "n1")),
            )
        ),
    ),
)


def need_form(text: str = "", problem: Phrase | None = None) -> Form:
    label, hint = Phrase("need.form.text"), Phrase("need.form.hint")
    field = TextField("text", label, hint, UserText(text) if text else None, Lines.SEVERAL, 2000, True)
    action = ActionRef(Verb.REVISE_NEED, "n1")
    problems = {} if problem is None else {"text": problem}
    return Form(Phrase("need.form.write"), (field,), Phrase("form.preview"), action, problems)


def preview_then_form(interaction: Interaction) -> View:
    return need_form("a ladder") if interaction.verb is Verb.EDIT_NEED else PREVIEW
