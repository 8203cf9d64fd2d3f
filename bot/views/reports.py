"""How reports look: the form, what whoever reported hears, and the case as moderators read it."""

from collections.abc import Iterator

from bot.application.report import MESSAGE, MOST_SHOWN
from bot.application.tend_posts import token_of
from bot.application.verbs import Verb
from bot.domain import rhythm
from bot.domain.ids import MemberId, NeedId
from bot.domain.report import Report, ReportState
from bot.views.care import beside_what_felt_wrong
from bot.views.catalogue import TEXT_MAX
from bot.views.pseudonyms import pseudonym
from bot.views.scene import Scene
from bot.views.tending import reason_field
from bot.views.vocabulary import (
    ActionRef,
    Actions,
    Block,
    Button,
    Card,
    ChoiceField,
    Form,
    FormField,
    Lines,
    ManyField,
    Mention,
    Moment,
    Note,
    Option,
    PersonField,
    Phrase,
    Precision,
    Prose,
    Quote,
    TextField,
    Tone,
    UserText,
)

EXCERPT = 70
"""Characters of what can be chosen: so much fits a choice on every platform."""
EXCERPT_IN_LIST = 200
REPORTS_A_PAGE = 4
PARTS_A_PAGE = 4
CHARACTERS_A_PAGE = 2400
"""So much fits one message on every platform beside our own words."""
MOST_MODERATORS = 25

# -- to whoever reports -------------------------------------------------------------------------------


def report_them(handshake: str) -> Button:
    """Opens the form, about the other of a handshake."""
    return Button(Phrase("button.report"), ActionRef(Verb.REPORT_COUNTERPART, handshake))


def form(scene: Scene) -> Form:
    """What happened, what moderators may see, and which of them may not."""
    between_two = scene.notice.handshake is not None
    fields: list[FormField] = [_words_field("report.form.text", "report.form.hint")]
    if not between_two:
        person = scene.notice.about
        named = scene.named(person) if isinstance(person, MemberId) else None
        account = named.account if isinstance(named, Mention) else None
        fields.append(PersonField("person", Phrase("report.form.person"), account, required=False))
    shown = tuple(_what_can_be_shown(scene))[:MOST_SHOWN]
    if shown:
        label = Phrase("report.form.shown" if between_two else "report.form.posts")
        fields.append(ManyField("shown", label, shown, ()))
    others = [each for each in scene.moderators if each != scene.the_reader().id][:MOST_MODERATORS]
    if others:
        options = tuple(Option(each.value, _label(scene, each)) for each in others)
        fields.append(ChoiceField("left_out", Phrase("report.form.left_out"), options, None, required=False))
    token = scene.notice.handshake.value if scene.notice.handshake is not None else ""
    return Form(
        Phrase("report.form.title"),
        tuple(fields),
        Phrase("report.form.submit"),
        ActionRef(Verb.SEND_REPORT, token),
    )


def _what_can_be_shown(scene: Scene) -> Iterator[Option]:
    if scene.notice.handshake is None:
        for post in scene.posts:
            yield Option(token_of(post), _excerpt(post.text, EXCERPT))
        return
    yield Option(token_of(scene.the_need()), _excerpt(scene.the_need().text, EXCERPT))
    for message in scene.talk:
        if message.handshake == scene.notice.handshake and message.writer != scene.the_reader().id:
            yield Option(f"{MESSAGE}{message.id.value}", _excerpt(message.text, EXCERPT))


def sent(scene: Scene) -> Card:
    """Who reads it, by when, and whom else one can turn to."""
    report = scene.the_report()
    moment = Moment(report.at + rhythm.REPORT_LOOKED_AT, Precision.DAY_AND_TIME)
    # Of somebody behind a made-up name nothing may be told by who is left to read it.
    nobody = report.subject_veiled_by is None and not scene.moderators
    who = Phrase("report.sent.nobody") if nobody else Phrase("report.sent.text", {"moment": moment})
    return Card(
        Phrase("report.sent.title"),
        (
            Prose((who,)),
            *outside(scene),
            *beside_what_felt_wrong(scene),
            Note((Phrase("report.sent.note"),)),
            Actions((_write(report),)),
        ),
    )


def added(scene: Scene) -> Card:
    """It stands with the rest."""
    return Card(Phrase("report.added.title"), (Prose((Phrase("report.added.text"),)),))


def looked_at(scene: Scene) -> Card:
    """Somebody looks after it."""
    return Card(
        Phrase("report.looked_at.title"),
        (Prose((Phrase("report.looked_at.text"),)), *_actions(scene.the_report())),
    )


def answered(scene: Scene) -> Card:
    """What a moderator wrote. Which of them it was is not said."""
    report = scene.the_report()
    line = report.lines[min(scene.notice.page, len(report.lines) - 1)]
    return Card(Phrase("report.answered.title"), (Quote(UserText(line.text)), *_actions(report)))


def closed(scene: Scene) -> Card:
    """What came of it."""
    return Card(
        Phrase("report.closed.title"),
        (
            Prose((Phrase("report.closed.text"),)),
            Quote(UserText(scene.the_report().reason)),
            *outside(scene),
        ),
    )


def nobody_looked(scene: Scene) -> Card:
    """A day has passed: that is said, with whom to turn to."""
    return Card(
        Phrase("report.unseen.title"),
        (Prose((Phrase("report.unseen.text"),)), *outside(scene), *_actions(scene.the_report())),
    )


def outside(scene: Scene) -> tuple[Block, ...]:
    """Whom one can turn to beside the moderators, as the community chose: none or one line."""
    contact = scene.community.policies.outside_contact
    return (Prose((Phrase("report.outside", {"contact": UserText(contact)}),)),) if contact else ()


def add_form(scene: Scene) -> Form:
    """To write to the moderators once more."""
    return _writing(scene, Verb.ADD_TO_REPORT, "report.add.title")


def _actions(report: Report) -> tuple[Block, ...]:
    return () if report.state is ReportState.CLOSED else (Actions((_write(report),)),)


def _write(report: Report) -> Button:
    return Button(Phrase("button.write_moderators"), ActionRef(Verb.ADD_TO_REPORT, report.id.value))


# -- to moderators ------------------------------------------------------------------------------------


def waits(scene: Scene) -> Card:
    """That there is one. What it says is read at a tap and stands in no message."""
    return _waiting(scene, "report.waits.title", "report.waits.text")


def still_waits(scene: Scene) -> Card:
    """The same a day later."""
    return _waiting(scene, "report.still_waits.title", "report.still_waits.text")


def _waiting(scene: Scene, title: str, text: str) -> Card:
    look = Button(Phrase("button.look"), _look(scene.the_report()), Tone.PRIMARY)
    return Card(Phrase(title), (Prose((Phrase(text),)), Actions((look,))))


def reports(scene: Scene) -> Card:
    """What is open first."""
    if not scene.reports:
        return Card(Phrase("reports.title"), (Prose((Phrase("reports.nothing"),)),))
    last_page = (len(scene.reports) - 1) // REPORTS_A_PAGE
    page = min(scene.notice.page, last_page)
    blocks: list[Block] = []
    for report in scene.reports[page * REPORTS_A_PAGE : (page + 1) * REPORTS_A_PAGE]:
        look = Button(Phrase("button.look"), _look(report))
        blocks += [*_who(scene, report), Quote(_excerpt(report.text, EXCERPT_IN_LIST)), Actions((look,))]
    turns = tuple(
        Button(Phrase(label), ActionRef(Verb.REPORTS, str(to)))
        for label, to in (("button.earlier", page - 1), ("button.more", page + 1))
        if 0 <= to <= last_page
    )
    return Card(Phrase("reports.title"), (*blocks, *((Actions(turns),) if turns else ())))


def case(scene: Scene) -> Card:
    """Its words, copies of what was shown, and what was written about it since; a page at a time."""
    report = scene.the_report()
    pages = _pages(list(_parts(scene, report)))
    page = min(scene.notice.page, len(pages) - 1)
    turns = tuple(
        Button(Phrase(label), _look(report, to))
        for label, to in (("button.earlier", page - 1), ("button.more", page + 1))
        if 0 <= to < len(pages)
    )
    return Card(
        Phrase("report.case.title"),
        (
            *_who(scene, report),
            *(block for part in pages[page] for block in part),
            *((Actions(turns),) if turns else ()),
            *_what_can_be_done(report),
        ),
    )


def answer_form(scene: Scene) -> Form:
    """To whoever reported."""
    return _writing(scene, Verb.ANSWER_REPORT, "report.answer.title")


def close_form(scene: Scene) -> Form:
    """Why? Whoever reported reads it."""
    return Form(
        Phrase("report.close.title"),
        (reason_field(Phrase("report.close.hint")),),
        Phrase("button.close_report"),
        ActionRef(Verb.CLOSE_REPORT, scene.the_report().id.value),
    )


def _parts(scene: Scene, report: Report) -> Iterator[tuple[Block, ...]]:
    reporter = _reporter(scene, report)
    yield Prose((Phrase("report.case.writes", {"who": reporter}),)), Quote(UserText(report.text))
    for each in report.exhibits:
        moment = Moment(each.written_at, Precision.DAY_AND_TIME)
        yield Prose((Phrase("report.case.shown", {"moment": moment}),)), Quote(UserText(each.text))
    for line in report.lines:
        theirs = Phrase("report.case.writes", {"who": reporter})
        who = Phrase("report.case.moderators_wrote") if line.by_moderators else theirs
        yield Prose((who,)), Quote(UserText(line.text))
    if report.state is ReportState.CLOSED:
        yield Prose((Phrase("report.case.because"),)), Quote(UserText(report.reason))


def _pages(parts: list[tuple[Block, ...]]) -> list[list[tuple[Block, ...]]]:
    pages: list[list[tuple[Block, ...]]] = []
    room = 0
    for part in parts:
        length = sum(len(block.text.raw) for block in part if isinstance(block, Quote))
        if not pages or len(pages[-1]) == PARTS_A_PAGE or length > room:
            pages.append([])
            room = CHARACTERS_A_PAGE
        pages[-1].append(part)
        room -= length
    return pages


def _who(scene: Scene, report: Report) -> tuple[Block, ...]:
    names = {"reporter": _reporter(scene, report), "moment": Moment(report.at, Precision.DAY_AND_TIME)}
    subject = _name(scene, report.subject, report.subject_veiled_by)
    about = (Prose((Phrase("report.case.about", {"subject": subject}),)),) if subject is not None else ()
    return (Prose((Phrase(f"report.case.{report.state}", names),)), *about)


def _reporter(scene: Scene, report: Report) -> Mention | Phrase:
    return _name(scene, report.reporter, report.reporter_veiled_by) or Phrase("report.case.somebody")


def _name(scene: Scene, member: MemberId | None, veiled_by: NeedId | None) -> Mention | Phrase | None:
    """By name, or by the made-up one under which alone they are known. None where it is about nobody."""
    if veiled_by is not None:
        return Phrase("blocks.made_up", {"other": pseudonym(veiled_by)})
    return scene.people.get(member) if member is not None else None


def _what_can_be_done(report: Report) -> tuple[Block, ...]:
    if report.state is ReportState.CLOSED:
        return ()
    token = report.id.value
    look = Button(Phrase("button.report_seen"), ActionRef(Verb.REPORT_SEEN, token), Tone.PRIMARY)
    return (
        Actions(
            (
                *((look,) if report.state is ReportState.OPEN else ()),
                Button(Phrase("button.write"), ActionRef(Verb.ANSWER_REPORT, token)),
                Button(Phrase("button.close_report"), ActionRef(Verb.CLOSE_REPORT, token), Tone.QUIET),
            )
        ),
    )


def _look(report: Report, page: int = 0) -> ActionRef:
    return ActionRef(Verb.LOOK_AT_REPORT, f"{page}-{report.id.value}")


def _writing(scene: Scene, verb: Verb, title: str) -> Form:
    text = _words_field("report.write.text", "report.write.hint")
    return Form(
        Phrase(title), (text,), Phrase("talk.form.send"), ActionRef(verb, scene.the_report().id.value)
    )


def _words_field(label: str, hint: str) -> TextField:
    return TextField(
        name="text",
        label=Phrase(label),
        hint=Phrase(hint),
        value=None,
        lines=Lines.SEVERAL,
        max_length=TEXT_MAX,
        required=True,
    )


def _excerpt(text: str, most: int) -> UserText:
    line = " ".join(text.split())
    return UserText(line if len(line) <= most else f"{line[: most - 1].rstrip()}…")


def _label(scene: Scene, member: MemberId) -> UserText | Phrase:
    named = scene.named(member)
    return named.name if isinstance(named, Mention) else named
