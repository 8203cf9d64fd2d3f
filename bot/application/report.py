"""`/aid report`: telling the moderators. Whoever reports chooses what they see, and who of them does not."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.application import access
from bot.application.call import Call, cleaned_value, required_text
from bot.application.give_thanks import named_member
from bot.application.ports import Work
from bot.application.tend_posts import owner_of, subject_of
from bot.domain import rhythm
from bot.domain.audience import Audience
from bot.domain.decision import Decision
from bot.domain.effects import Announce
from bot.domain.errors import Invalid, Unknown
from bot.domain.handshake import Handshake
from bot.domain.ids import HandshakeId, MemberId, MessageId, NeedId, ReportId
from bot.domain.need import Need
from bot.domain.notice import Notice, NoticeKind
from bot.domain.occurrence import Occurrence, OccurrenceKind
from bot.domain.offer import Offer
from bot.domain.report import Exhibit, Line, Report
from bot.views.vocabulary import values_of

MESSAGE = "m-"
"""What the value of a chosen message begins with; that of a post is what moderators' buttons carry."""
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _About:
    """Whom it concerns, and by which name they are known to each other."""

    subject: MemberId | None
    subject_veiled_by: NeedId | None = None
    reporter_veiled_by: NeedId | None = None


async def report_command(call: Call, work: Work) -> Decision:
    """The form; with a person, they stand in it already."""
    if not cleaned_value(call.interaction, "person"):
        return Decision(Notice(NoticeKind.REPORT_FORM))
    return Decision(Notice(NoticeKind.REPORT_FORM, (await named_member(call, work)).id))


async def report_counterpart(call: Call, work: Work) -> Decision:
    """The form, about the other of a handshake, by whatever name they are known."""
    need, handshake = await _between(call, work)
    return Decision(Notice(NoticeKind.REPORT_FORM, need.id, handshake.id))


async def send_report(call: Call, work: Work) -> Decision:
    """To every moderator whom it does not concern and who was not left out. Nobody else hears of it."""
    if call.interaction.token:
        need, handshake = await _between(call, work)
        about = _about_the_other(need, handshake, call)
        exhibits, owners = await _shown_of_both(need, handshake, call, work)
    else:
        posts = [await _public_post(value, call, work) for value in _chosen(call)]
        about = await _about_whom(posts, call, work)
        exhibits = [Exhibit(each.text, each.written_at) for each in posts]
        owners = [owner_of(each) for each in posts]
    report = Report(
        id=ReportId(call.chance.token()),
        community=call.community.id,
        reporter=call.member.id,
        text=required_text(call.interaction),
        at=call.now,
        subject=about.subject,
        subject_veiled_by=about.subject_veiled_by,
        reporter_veiled_by=about.reporter_veiled_by,
        kept_from=frozenset({*owners, *await _left_out(call, work)}),
        exhibits=tuple(exhibits),
    )
    return Decision(
        Notice(NoticeKind.REPORT_SENT, report.id),
        changes=(report,),
        effects=await to_moderators(report, NoticeKind.REPORT_WAITS, work),
        occurrences=(
            Occurrence(
                report.community, OccurrenceKind.REPORT_UNSEEN, report.id, call.now + rhythm.REPORT_LOOKED_AT
            ),
        ),
    )


async def add_to_report(call: Call, work: Work) -> Decision:
    """Whoever reported writes once more: the button opens the form, which sends the same verb."""
    report = await work.reports.get(ReportId(call.interaction.token))
    access.require_reporter(call.member, report)
    if "text" not in call.interaction.values:
        report.write(Line(by_moderators=False, text="", at=call.now))  # refuses before somebody typed
        return Decision(Notice(NoticeKind.REPORT_ADD_FORM, report.id))
    line = Line(by_moderators=False, text=required_text(call.interaction), at=call.now)
    return Decision(
        Notice(NoticeKind.REPORT_ADDED, report.id),
        changes=(report.write(line),),
        effects=await to_moderators(report, NoticeKind.REPORT_WAITS, work),
    )


async def to_moderators(report: Report, kind: NoticeKind, work: Work) -> tuple[Announce, ...]:
    """That there is something to look at, to each whom it is for; what it is they read at their own tap."""
    moderators = await work.members.moderators(report.community)
    readers = [each for each in moderators if report.may_be_seen_by(each)]
    return tuple(Announce(Notice(kind, report.id), each.id) for each in readers)


def is_public(post: Need | Offer) -> bool:
    """Whether everybody can see it on a board."""
    return post.shown and not (isinstance(post, Need) and post.audience is Audience.PRIVATE)


async def _between(call: Call, work: Work) -> tuple[Need, Handshake]:
    handshake = HandshakeId(call.interaction.token)
    need = await work.needs.with_handshake(handshake)
    return need, access.require_counterpart(call.member, need, handshake)


def _about_the_other(need: Need, handshake: Handshake, call: Call) -> _About:
    veiled_by = need.id if need.veiled_from(handshake) else None
    if handshake.helper == call.member.id:
        return _About(need.asker, subject_veiled_by=veiled_by)
    return _About(handshake.helper, reporter_veiled_by=veiled_by)


async def _about_whom(posts: Sequence[Need | Offer], call: Call, work: Work) -> _About:
    """The person who was named; else whose post it is, by the name that stands on it."""
    if cleaned_value(call.interaction, "person"):
        subject = (await named_member(call, work)).id
        if subject == call.member.id:
            raise Invalid("report_somebody_else", field="person")
        return _About(subject)
    if not posts:
        return _About(None)
    post = posts[0]
    unnamed = isinstance(post, Need) and not post.names_asker_to(call.member.id)
    return _About(owner_of(post), subject_veiled_by=post.id if isinstance(post, Need) and unnamed else None)


async def _shown_of_both(
    need: Need, handshake: Handshake, call: Call, work: Work
) -> tuple[list[Exhibit], list[MemberId]]:
    exhibits: list[Exhibit] = []
    for value in _chosen(call):
        if value.startswith(MESSAGE):
            message = await work.messages.get(MessageId(value.removeprefix(MESSAGE)))
            if message.handshake != handshake.id or message.writer == call.member.id or message.unheard:
                raise Unknown
            exhibits.append(Exhibit(message.text, message.written_at))
        elif subject_of(value) == need.id:
            exhibits.append(Exhibit(need.text, need.written_at))
        else:
            raise Unknown
    return exhibits, [need.asker, handshake.helper]


async def _public_post(value: str, call: Call, work: Work) -> Need | Offer:
    about = subject_of(value)
    post = await work.needs.get(about) if isinstance(about, NeedId) else await work.offers.get(about)
    if post.community != call.community.id or not is_public(post) or owner_of(post) == call.member.id:
        raise Unknown
    return post


def _chosen(call: Call) -> tuple[str, ...]:
    return values_of(cleaned_value(call.interaction, "shown"))[:MOST_SHOWN]


async def _left_out(call: Call, work: Work) -> list[MemberId]:
    left_out = cleaned_value(call.interaction, "left_out")
    return [await work.members.who_is(MemberId(left_out))] if left_out else []
