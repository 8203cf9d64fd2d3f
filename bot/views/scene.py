"""Everything that a view may need, read before it is drawn: drawing itself asks nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.care.gives_away import NOTHING, GivesAway
from bot.care.help_lines import country_of
from bot.domain.agreement import Agreement
from bot.domain.apart import Apart, Cause
from bot.domain.capacity import Capacity
from bot.domain.community import Community, Member, Space
from bot.domain.deed import Deed
from bot.domain.errors import Unknown
from bot.domain.gratitude import GratitudeNote
from bot.domain.handshake import Handshake
from bot.domain.held import Held
from bot.domain.ids import MemberId, NeedId, OfferId
from bot.domain.message import Message
from bot.domain.need import Need
from bot.domain.notice import Notice
from bot.domain.offer import Offer
from bot.domain.one_time_code import OneTimeCode
from bot.domain.report import Report
from bot.domain.traces import Traces
from bot.domain.unsent import Unsent
from bot.domain.wishes import Wishes
from bot.matching.lacks import Lack
from bot.views.pseudonyms import pseudonym
from bot.views.vocabulary import Mention, Phrase, UserText


@dataclass(frozen=True, slots=True)
class Record:
    """A page of what moderators did, newest first, and the posts that it was about, if they are there."""

    deeds: Sequence[Deed]
    page: int
    last_page: int
    holds: bool
    """Whether nothing in the whole of it was changed, taken out or put in."""
    needs: Mapping[NeedId, Need]
    givers: Mapping[OfferId, MemberId]


@dataclass(frozen=True, slots=True)
class Scene:
    """`reader` is None for a board, which everybody reads. `people` holds whoever may be named in this view,
    and nobody else.
    """

    notice: Notice
    community: Community
    space: Space
    now: datetime
    reader: Member | None
    need: Need | None = None
    offer: Offer | None = None
    """The offer that the notice is about, or the one because of which somebody was asked."""
    note: GratitudeNote | None = None
    notes: Sequence[GratitudeNote] = ()
    """The reader's own, given and got, newest first."""
    to_thank: Sequence[Agreement] = ()
    """With whom the reader agreed on something lately."""
    message: Message | None = None
    talk: Sequence[Message] = ()
    """What was written about the need, newest first, as far as the reader had part in it."""
    boards_for_needs: int = 0
    """How many channels of the community a need would stand in; read where a need is previewed."""
    boards_for_offers: int = 0
    """The same for an offer."""
    people: Mapping[MemberId, Mention | Phrase] = field(default_factory=lambda: MappingProxyType({}))
    own_needs: Sequence[Need] = ()
    own_offers: Sequence[Offer] = ()
    helping: Sequence[Need] = ()
    moderators: Sequence[MemberId] = ()
    posts: Sequence[Need | Offer] = ()
    """For moderators: what is out, in the order in which it is shown."""
    deed: Deed | None = None
    record: Record | None = None
    """For moderators: what they did."""
    code: OneTimeCode | None = None
    letters: str = ""
    """Of the code, for its maker alone."""
    place: Space | None = None
    """The space that the notice is about, or where its code was made."""
    places: Sequence[Space] = ()
    """The reader's own, or for moderators the community's."""
    other_name: str = ""
    """What the other community is called, where two are brought together."""
    held: Held | None = None
    """Everything that is held about the reader."""
    capacity: Capacity | None = None
    """What the reader said about being asked."""
    traces: Traces | None = None
    """What being asked and helping left with the reader, where they read it."""
    wishes: Wishes | None = None
    """What the reader said about the small things that Hypha does by itself."""
    report: Report | None = None
    reports: Sequence[Report] = ()
    """For moderators: those that the reader may see, in the order in which they are shown."""
    apart: Sequence[Apart] = ()
    """What keeps the reader from meeting others, where this shows it or depends on it."""
    unsent: Unsent | None = None
    lacks: Sequence[Lack] = ()
    """What the community lacks, the widest gap first."""
    gives_away: GivesAway = NOTHING
    """What was found in the words that the reader is about to send or post."""

    @property
    def zone(self) -> ZoneInfo:
        """Where the days of whoever reads this begin and end."""
        own = self.reader.zone if self.reader is not None else None
        return own or self.community.zone

    @property
    def read_by_helper(self) -> bool:
        """Whether the reader is the helper of the handshake that the notice is about."""
        return self.reader is not None and self.the_handshake().helper == self.reader.id

    @property
    def own_blocks(self) -> Sequence[Apart]:
        """Whom the reader blocked."""
        return [each for each in self.apart if each.cause is Cause.BLOCK and each.one == self._reader]

    @property
    def other(self) -> Mention | Phrase:
        """The other of the two of the handshake, by the name that the reader knows."""
        return self.asker() if self.read_by_helper else self.helper()

    def the_need(self) -> Need:
        """Raises Unknown if the notice is about none."""
        if self.need is None:
            raise Unknown
        return self.need

    def the_offer(self) -> Offer:
        if self.offer is None:
            raise Unknown
        return self.offer

    def the_post(self) -> Need | Offer:
        """The need or the offer that the notice is about."""
        return self.the_offer() if isinstance(self.notice.about, OfferId) else self.the_need()

    @property
    def elsewhere(self) -> bool:
        """Whether the post belongs to a community that no longer meets where this is shown."""
        return self.the_post().community != self.community.id

    def the_code(self) -> OneTimeCode:
        if self.code is None:
            raise Unknown
        return self.code

    def the_place(self) -> Space:
        if self.place is None:
            raise Unknown
        return self.place

    def the_unsent(self) -> Unsent:
        if self.unsent is None:
            raise Unknown
        return self.unsent

    @property
    def country(self) -> str | None:
        """Where whoever reads this is, by their clocks or their language: ISO 3166, two letters."""
        own = self.reader.locale if self.reader is not None else None
        return country_of(self.zone, own or self.community.locale)

    def the_deed(self) -> Deed:
        if self.deed is None:
            raise Unknown
        return self.deed

    def the_record(self) -> Record:
        if self.record is None:
            raise Unknown
        return self.record

    def the_report(self) -> Report:
        if self.report is None:
            raise Unknown
        return self.report

    def the_note(self) -> GratitudeNote:
        if self.note is None:
            raise Unknown
        return self.note

    def the_capacity(self) -> Capacity:
        if self.capacity is None:
            raise Unknown
        return self.capacity

    def the_traces(self) -> Traces:
        if self.traces is None:
            raise Unknown
        return self.traces

    def the_wishes(self) -> Wishes:
        if self.wishes is None:
            raise Unknown
        return self.wishes

    def the_held(self) -> Held:
        if self.held is None:
            raise Unknown
        return self.held

    def the_reader(self) -> Member:
        if self.reader is None:
            raise Unknown
        return self.reader

    def the_handshake(self) -> Handshake:
        if self.notice.handshake is None:
            raise Unknown
        return self.the_need().handshake(self.notice.handshake)

    def named(self, member: MemberId) -> Mention | Phrase:
        """Raises KeyError for somebody who is not to be named here: a view that tries is wrong."""
        return self.people[member]

    def the_message(self) -> Message:
        if self.message is None:
            raise Unknown
        return self.message

    def asker(self) -> Mention | Phrase:
        """Whoever asks, by name where this reader may know it."""
        return self.asker_of(self.the_need())

    def asker_of(self, need: Need) -> Mention | Phrase:
        """By name, or by the need's made-up one."""
        return self.named(need.asker) if need.names_asker_to(self._reader) else pseudonym(need.id)

    def pseudonym(self) -> Phrase:
        """The made-up name of whoever asks."""
        return pseudonym(self.the_need().id)

    def giver_of(self, note: GratitudeNote) -> Mention | Phrase:
        """Whoever gives these thanks; by a made-up name where this reader knows no other."""
        if note.veiled_by is not None and not note.names_giver_to(self._reader):
            return pseudonym(note.veiled_by)
        return self.named(note.giver)

    def receiver_of(self, note: GratitudeNote) -> Mention | Phrase:
        """Whoever gets them, likewise."""
        if note.veiled_by is not None and not note.names_receiver_to(self._reader):
            return pseudonym(note.veiled_by)
        return self.named(note.receiver)

    @property
    def _reader(self) -> MemberId | None:
        return self.reader.id if self.reader is not None else None

    @property
    def veiled(self) -> bool:
        """Whether the helper of the handshake that the notice is about does not know who asks."""
        return self.the_need().veiled_from(self.the_handshake())

    def helper(self) -> Mention | Phrase:
        return self.named(self.the_handshake().helper)


def mention(member: Member, account: str | None) -> Mention | Phrase:
    """`account` is the member's id in the space where this is shown, where they have one there. Whoever was
    forgotten has no name.
    """
    return Mention(UserText(member.name), account) if member.name else Phrase("somebody.forgotten")
