"""How settings look: all of them in short, and the form of each page."""

from bot.application.settings import SETTINGS, Setting, SettingKind, SettingsPage, on_page
from bot.application.tend_settings import PAGES
from bot.application.verbs import Verb
from bot.domain.community import Community
from bot.views.scene import Scene
from bot.views.tending import reason_field
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Button,
    Card,
    ChoiceField,
    Fields,
    Form,
    FormField,
    Listing,
    ManyField,
    Note,
    Option,
    Phrase,
    Span,
    TextField,
    UserText,
    values_of,
)


def overview(scene: Scene) -> Card:
    """What is set, and a button for each page."""
    rows = tuple((Phrase(f"settings.{each.name}"), _told(each, scene.community)) for each in SETTINGS)
    buttons = tuple(
        Button(Phrase(f"settings.change.{page}"), ActionRef(Verb.CHANGE_SETTINGS, page))
        for page in SettingsPage
    )
    return Card(Phrase("settings.title"), (Fields(rows), Note((Phrase("settings.note"),)), Actions(buttons)))


def form(scene: Scene) -> Form:
    """One page of settings, as they are, and why they are changed."""
    page = PAGES[scene.notice.page]
    return Form(
        Phrase(f"settings.title.{page}"),
        (
            *(field(each, scene.community) for each in on_page(page)),
            reason_field(Phrase("settings.reason.hint")),
        ),
        Phrase("settings.submit"),
        ActionRef(Verb.SAVE_SETTINGS, page),
    )


def field(setting: Setting, community: Community) -> FormField:
    """The form field of one setting, with what it is now and what it means."""
    label, hint = Phrase(f"settings.{setting.name}"), Phrase(f"settings.{setting.name}.hint")
    said = setting.said(community)
    options = tuple(Option(each, _choice(setting, each)) for each in setting.choices)
    match setting.kind:
        case SettingKind.CHOICE:
            return ChoiceField(setting.name, label, options, said, setting.required, hint)
        case SettingKind.MANY:
            return ManyField(setting.name, label, options, values_of(said), hint)
        case SettingKind.TEXT:
            value = UserText(said) if said else None
            return TextField(setting.name, label, hint, value, setting.lines, setting.most, setting.required)


def _told(setting: Setting, community: Community) -> Span:
    return value_told(setting, setting.said(community))


def value_told(setting: Setting, said: str) -> Span:
    """A value in words, as it is said in a form."""
    if not said:
        return Phrase("settings.none")
    match setting.kind:
        case SettingKind.TEXT:
            return UserText(said)
        case SettingKind.CHOICE:
            return _choice(setting, said)
        case SettingKind.MANY:
            return Listing(tuple(_choice(setting, each) for each in values_of(said)))


def _choice(setting: Setting, choice: str) -> Phrase:
    return Phrase(f"settings.{setting.name}.{choice}")
