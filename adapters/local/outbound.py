"""Sends into the local room. A message of the room is the core's own record of it, so there is nothing to
hand over.
"""

from datetime import timedelta

from bot.application.ports import MessageRef, Parcel

ALWAYS = timedelta(days=36_500)


class LocalOutbound:
    """Fulfils `ports.Outbound`. It never fails, and sending the same effect again changes nothing: there is
    no second copy.

    The tabs are told by the hub once the message is recorded: told any earlier, they would look before it
    stands there.
    """

    @property
    def pace(self) -> timedelta:
        return timedelta(0)

    @property
    def recognises_repeats_for(self) -> timedelta:
        return ALWAYS

    async def send(self, space_account: str, parcel: Parcel) -> MessageRef:
        del space_account  # there is one room
        return MessageRef(place=parcel.to.account, message=parcel.effect.value)

    async def edit(self, space_account: str, parcel: Parcel, where: MessageRef) -> None:
        """Nothing to do: it is drawn anew whenever it is looked at."""
