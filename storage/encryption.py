"""Seals the words and accounts of people, field by field: the database file alone gives none of them away.

The installation may have several main keys: the newest seals, the older ones only open. A blind index is made
with a key of its own (storage/keyring.py), which stays when the main keys change.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import HyphaError

KEY_BYTES = 32
NAME_BYTES = 4
NAME_AT = 1
"""Where in a sealed field the name of its key stands: after the format, from this byte on."""

_FORMAT = b"\x01"
_NONCE_BYTES = 12
_NAME_END = NAME_AT + NAME_BYTES
_HEAD_BYTES = _NAME_END + _NONCE_BYTES


class CannotOpen(HyphaError):
    """A sealed field is damaged, or was moved here from another place."""


class WrongKey(CannotOpen):
    """A sealed field was sealed with a key that is not among those that were given."""


class Keys(Protocol):
    """Where the main keys come from. They may change while Hypha runs: `hypha key rotate` adds one."""

    def now(self) -> tuple[bytes, ...]:
        """All of them, 32 bytes each, the newest first; the very same tuple for as long as none changed."""
        ...

    def lacking(self) -> None:
        """A field is sealed with a key that is not among them: somebody has to be told."""
        ...


@dataclass(frozen=True, slots=True)
class GivenKeys:
    """Keys that stay as they are, newest first."""

    newest_first: tuple[bytes, ...]

    def now(self) -> tuple[bytes, ...]:
        return self.newest_first

    def lacking(self) -> None:
        """Nobody is there to be told: whoever asked for the field gets WrongKey."""


class MainKey:
    """One main key (32 bytes, else ValueError), and the name that the fields sealed with it carry."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key must have {KEY_BYTES} bytes")
        self._key = key
        self.mark = derived(key, b"hypha: name of the key")[:NAME_BYTES]
        self.name = self.mark.hex()
        """Eight letters that tell keys apart and give nothing of the key away."""

    @cached_property
    def cipher(self) -> AESGCM:
        return AESGCM(derived(self._key, b"hypha: seal fields"))

    @property
    def first_index_key(self) -> bytes:
        """What the blind index was made with before it had a key of its own."""
        return derived(self._key, b"hypha: blind index")


class Ring:
    """Main keys, the newest first. Raises ValueError if there is none, or one of another length.

    A sealed field is `format (1 byte) | name of the key (4) | nonce (12) | AES-256-GCM ciphertext and tag`.
    The associated data names the table, column and row, so that a ciphertext opens only where it was written.
    """

    def __init__(self, newest_first: tuple[bytes, ...]) -> None:
        if not newest_first:
            raise ValueError("there must be a key")
        keys = [MainKey(key) for key in newest_first]
        self.newest = keys[0]
        self.by_name: Mapping[str, MainKey] = MappingProxyType({key.name: key for key in keys})

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self.newest.cipher.encrypt(nonce, text.encode(), _place(table, column, row))
        return _FORMAT + self.newest.mark + nonce + sealed

    def open(self, sealed: bytes, *, table: str, column: str, row: str) -> str:
        """Raises WrongKey, or CannotOpen where the field is damaged or not in its place."""
        if sealed[:NAME_AT] != _FORMAT or len(sealed) < _HEAD_BYTES:
            raise CannotOpen(f"{table}.{column} holds no sealed field")
        key = self.by_name.get(sealed[NAME_AT:_NAME_END].hex())
        if key is None:
            raise WrongKey(f"{table}.{column} was sealed with another key")
        nonce, body = sealed[_NAME_END:_HEAD_BYTES], sealed[_HEAD_BYTES:]
        try:
            return key.cipher.decrypt(nonce, body, _place(table, column, row)).decode()
        except InvalidTag:
            raise CannotOpen(f"{table}.{column} is damaged, or was moved") from None


class Vault:
    """Seals and opens fields with the keys as they are now, and makes blind indexes.

    Asks for the keys before it seals, so that nothing is sealed with an old key once there is a newer one,
    and again before it says that a field can't be opened.
    """

    def __init__(self, keys: Keys, index_key: bytes) -> None:
        self._keys = keys
        self._read = keys.now()
        self._ring = Ring(self._read)
        self._index_key = index_key

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        return self._ring_now().seal(text, table=table, column=column, row=row)

    def open(self, sealed: bytes, *, table: str, column: str, row: str) -> str:
        """Raises WrongKey, or CannotOpen where the field is damaged or not in its place."""
        try:
            return self._ring.open(sealed, table=table, column=column, row=row)
        except WrongKey:
            pass
        try:
            return self._ring_now().open(sealed, table=table, column=column, row=row)
        except WrongKey:
            self._keys.lacking()
            raise

    def blind_index(self, purpose: str, value: str) -> bytes:
        """32 bytes by which a sealed value is found again: always the same, and mute without the key."""
        return hmac.digest(self._index_key, f"{purpose}\0{value}".encode(), hashlib.sha256)

    def _ring_now(self) -> Ring:
        keys = self._keys.now()
        if keys is not self._read:
            self._ring, self._read = Ring(keys), keys
        return self._ring


def derived(key: bytes, purpose: bytes) -> bytes:
    """32 bytes for one purpose, from which neither the key nor those for another purpose can be told."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def _place(table: str, column: str, row: str) -> bytes:
    # The row's id comes last and the other two are names of ours, so that no two places spell the same.
    return f"{table}.{column}/{row}".encode()
