"""`/aid-admin audit`: what moderators did, when and why, newest first; and whether the record holds."""

from collections.abc import Sequence

from bot.application.settings import setting_named
from bot.application.verbs import Verb
from bot.domain.community import UNTIL_LIFTED
from bot.domain.deed import Deed, DeedKind
from bot.domain.ids import MemberId, NeedId, OfferId, ReportId
from bot.views.deeds import reason
from bot.views.freezing import paused_part
from bot.views.pseudonyms import made_up_name
from bot.views.scene import Scene
from bot.views.settings import value_told
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    Mention,
    Moment,
    Note,
    Phrase,
    Precision,
    Prose,
    Span,
)

BOARDS = "boards"


def card(scene: Scene) -> Card:
    """One page of it."""
    record = scene.the_record()
    holds = Note((Phrase("audit.holds" if record.holds else "audit.broken"),))
    if not record.deeds:
        return Card(Phrase("audit.title"), (Prose((Phrase("audit.nothing"),)), holds))
    deeds = [block for deed in record.deeds for block in _told(scene, deed)]
    return Card(Phrase("audit.title"), (holds, *deeds, *_pages(record.page, record.last_page)))


def _told(scene: Scene, deed: Deed) -> Sequence[Block]:
    when = {"when": Moment(deed.at, Precision.DAY_AND_TIME), "moderator": _who(scene, deed.moderator)}
    return (Prose((Phrase(f"audit.{deed.kind}", {**when, **_what(scene, deed)}),)), *reason(deed))


def _what(scene: Scene, deed: Deed) -> dict[str, Span]:
    match deed.kind:
        case DeedKind.SETTINGS_CHANGED:
            return _setting(scene, deed)
        case DeedKind.PAUSED | DeedKind.REOPENED:
            return {"what": paused_part(deed.detail, scene.space.id)}
        case DeedKind.SUSPENDED:
            return {"member": _owner(scene, deed), "until": _until(deed)}
        case DeedKind.KEPT_APART | DeedKind.LET_MEET:
            return {"member": _owner(scene, deed), "other": _who(scene, deed.other)}
        case _:
            return {"member": _owner(scene, deed)}


def _owner(scene: Scene, deed: Deed) -> Span:
    """Whom it was about; of a post its owner, by the made-up name where the post does not name them."""
    match deed.about:
        case MemberId():
            return _who(scene, deed.about)
        case NeedId():
            need = scene.the_record().needs.get(deed.about)
            return scene.asker_of(need) if need is not None else Phrase("audit.somebody")
        case OfferId():
            return _who(scene, scene.the_record().givers.get(deed.about))
        case ReportId() | None:
            return Phrase("audit.somebody")


def _who(scene: Scene, member: MemberId | None) -> Span:
    """By name; whoever was forgotten has the same made-up one in every line."""
    if member is None:
        return Phrase("audit.somebody")
    known = scene.people.get(member)
    return known if isinstance(known, Mention) else made_up_name(member.value)


def _until(deed: Deed) -> Span:
    if deed.until is None or deed.until == UNTIL_LIFTED:
        return Phrase("member.until_lifted")
    return Moment(deed.until, Precision.DAY_AND_TIME)


def _setting(scene: Scene, deed: Deed) -> dict[str, Span]:
    name, _, value = deed.detail.partition("=")
    if name == BOARDS:
        return {"setting": Phrase("audit.boards"), "value": Phrase("audit.anew")}
    setting = setting_named(name)
    said = value_told(setting, value) if "=" in deed.detail else Phrase("audit.anew")
    return {"setting": Phrase(f"settings.{setting.name}"), "value": said}


def _pages(page: int, last_page: int) -> Sequence[Block]:
    buttons: list[Button] = []
    if page > 0:
        buttons.append(Button(Phrase("button.newer"), ActionRef(Verb.TURN_AUDIT, str(page - 1))))
    if page < last_page:
        buttons.append(Button(Phrase("button.older"), ActionRef(Verb.TURN_AUDIT, str(page + 1))))
    return (Actions(tuple(buttons)),) if buttons else ()
