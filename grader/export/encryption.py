"""A course's bundle of one assignment, encrypted: ChaCha20-Poly1305 under a random key of 256 bits.

A key, not a passphrase: it lives in a CI's store of secrets, where nobody types it, so there is none to guess.
"""

import base64
import binascii
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from grader.errors import UsageError
from grader.grading.bundle import Bundle

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_MAGIC: Final = b"grader.bundle/1\n"


def seal(bundle: Bundle, key: str, nonce: bytes) -> bytes:
    """Encrypt a bundle; ``nonce`` are random bytes that were never used with this key."""
    plain = msgspec.msgpack.encode(msgspec.structs.replace(bundle, home="the bundle"))
    return _MAGIC + nonce + _cipher(key).encrypt(nonce, plain, _MAGIC)


def unseal(data: bytes, key: str, name: str) -> Bundle:
    """Decrypt a bundle; UsageError, naming the file, where it is none, was changed, or has another key."""
    if not data.startswith(_MAGIC):
        raise UsageError(f"{name}: is no bundle of this grader; `grader bundle` makes one")
    nonce, sealed = data[len(_MAGIC) :][:NONCE_BYTES], data[len(_MAGIC) + NONCE_BYTES :]
    try:
        plain = _cipher(key).decrypt(nonce, sealed, _MAGIC)
    except (InvalidTag, ValueError):
        raise UsageError(f"{name}: cannot be opened: another key, or a damaged file; seal it again") from None
    return msgspec.msgpack.decode(plain, type=Bundle)


def write_key(material: bytes) -> str:
    """Return key material as text for a store of secrets."""
    return base64.urlsafe_b64encode(material).decode()


def _cipher(key: str) -> ChaCha20Poly1305:
    try:
        material = base64.urlsafe_b64decode(key.strip())
    except (binascii.Error, ValueError):
        material = b""
    if len(material) != KEY_BYTES:
        raise UsageError("GRADER_BUNDLE_KEY is no key; `grader bundle` prints one")
    return ChaCha20Poly1305(material)
