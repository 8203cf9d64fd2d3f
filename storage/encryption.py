"""Seals the words and accounts of people, field by field: the database file alone gives none of them away."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.errors import HyphaError

KEY_BYTES = 32

_FORMAT = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12
_HEAD_BYTES = len(_FORMAT) + _KEY_ID_BYTES + _NONCE_BYTES


class CannotOpen(HyphaError):
    """A sealed field is damaged, or was moved here from another place."""


class WrongKey(CannotOpen):
    """A sealed field was sealed with another key than the one that was given."""


class Vault:
    """Seals and opens fields with keys derived from the installation's one key (32 bytes, else ValueError).

    A sealed field is `format (1 byte) | key id (4) | nonce (12) | AES-256-GCM ciphertext and tag`. The
    associated data names the table, column and row, so that a ciphertext opens only where it was written.
    The key id tells which key a field waits for; it gives nothing of the key away.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key must have {KEY_BYTES} bytes")
        self._cipher = AESGCM(_derived(key, b"hypha: seal fields"))
        self._key_id = _derived(key, b"hypha: name of the key")[:_KEY_ID_BYTES]
        self._index_key = _derived(key, b"hypha: blind index")

    def seal(self, text: str, *, table: str, column: str, row: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), _place(table, column, row))
        return _FORMAT + self._key_id + nonce + sealed

    def open(self, sealed: bytes, *, table: str, column: str, row: str) -> str:
        """Raises WrongKey, or CannotOpen where the field is damaged or not in its place."""
        if sealed[: len(_FORMAT)] != _FORMAT or len(sealed) < _HEAD_BYTES:
            raise CannotOpen(f"{table}.{column} holds no sealed field")
        if sealed[len(_FORMAT) :][:_KEY_ID_BYTES] != self._key_id:
            raise WrongKey(f"{table}.{column} was sealed with another key")
        nonce, body = sealed[_HEAD_BYTES - _NONCE_BYTES : _HEAD_BYTES], sealed[_HEAD_BYTES:]
        try:
            return self._cipher.decrypt(nonce, body, _place(table, column, row)).decode()
        except InvalidTag:
            raise CannotOpen(f"{table}.{column} is damaged, or was moved") from None

    def blind_index(self, purpose: str, value: str) -> bytes:
        """32 bytes by which a sealed value is found again: always the same, and mute without the key."""
        return hmac.digest(self._index_key, f"{purpose}\0{value}".encode(), hashlib.sha256)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def _place(table: str, column: str, row: str) -> bytes:
    # The row's id comes last and the other two are names of ours, so that no two places spell the same.
    return f"{table}.{column}/{row}".encode()
