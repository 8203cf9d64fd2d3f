"""Time zones, as people name them."""

from zoneinfo import ZoneInfo, available_timezones

from bot.domain.errors import Invalid


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name, in whatever case, with spaces or underscores.

    Raises Invalid("no_such_zone"), at the field `zone`.
    """
    by_folded_name = {known.casefold(): known for known in available_timezones()}
    known = by_folded_name.get(name.casefold().replace(" ", "_"))
    if known is None:
        raise Invalid("no_such_zone", field="zone")
    return ZoneInfo(known)
