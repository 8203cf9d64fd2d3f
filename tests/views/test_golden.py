"""The five views that everything else was shaped on, as text to be read."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.notice import NoticeKind
from bot.views.i18n import Tongue
from bot.views.present import present
from bot.views.vocabulary import Form, TextField
from tests.adapters.scenes import scene
from tests.golden import same_as_golden
from tests.stories import plain

GOLDEN = Path(__file__).parent / "golden"
FIVE = (
    NoticeKind.NEED_PREVIEW,
    NoticeKind.NEED_CARD,
    NoticeKind.ASK,
    NoticeKind.INTRODUCTION,
    NoticeKind.NEED_FORM,
)


def test_five_real_views() -> None:
    same_as_golden(GOLDEN / "five_views.txt", "\n\n".join(_as_text(kind) for kind in FIVE))


def _as_text(kind: NoticeKind) -> str:
    tongue = Tongue("en", ZoneInfo("Europe/Lisbon"))
    view = present(scene(kind))
    shown = plain.shown(view, tongue)
    lines = [f"== {kind.value.replace('_', ' ')} ==", shown.words]
    if isinstance(view, Form):
        for field in view.fields:
            if isinstance(field, TextField):
                hint = tongue.words(field.hint) if field.hint else ""
                lines += [f"  hint: {hint}", f"  value: {field.value.raw if field.value else ''}"]
    if shown.buttons:
        lines.append(" ".join(f"[{label}]" for label in shown.buttons))
    return "\n".join(lines)
