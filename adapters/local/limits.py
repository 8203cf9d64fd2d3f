"""The room's own numbers. A browser sets none; these keep one tab from taking more than its share."""

from datetime import timedelta

BODY_MAX = 512 * 1024
"""Bytes of one request. A text of 10,000 emoji is 120 kB as JSON, and is for the core to answer, in words."""

FIELDS_MAX = 10
"""Values of one form."""

STREAMS_MAX = 500
"""Tabs that listen at the same time."""

HEARTBEAT = timedelta(seconds=20)
"""The longest silence towards a tab: proxies end longer ones, and writing tells us of a tab that is gone."""

HEARD_MAX = 1024
"""Bytes that a tab may say where it only listens. It says nothing."""

FAREWELL = timedelta(seconds=1)
"""How long a tab has to answer a goodbye."""

READY_WITHIN = timedelta(seconds=3)
"""A readiness check that takes longer has failed."""

STOP_WITHIN = timedelta(seconds=5)
"""How long requests under way may take to end when the room closes."""

SESSION = timedelta(days=7)
"""How long an entered password opens the room."""

PASSWORD_MAX = 200
"""Characters of a password."""

FREE_TRIES = 3
"""Wrong passwords from one address before it has to wait."""

LONGEST_WAIT = timedelta(minutes=5)
"""The wait doubles with each further wrong password, up to this."""

REMEMBERED_PEERS = 4096
"""Addresses whose wrong passwords are remembered; beyond it the oldest is forgotten."""
