"""Passwords in the system's own key store: Windows, macOS, and on Linux the Secret Service. Never in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from tradedesk.domain.errors import NeighbourFailed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "TradeDesk"


def keep(name: str, password: str) -> None:
    """Keep a password under a name. Raises NeighbourFailed key-store-missing, key-store-refused."""
    with _told():
        _store().set_password(_SERVICE, name, password)


def find(name: str) -> str | None:
    """The password kept under a name, None when there is none. Raises like ``keep``."""
    with _told():
        return _store().get_password(_SERVICE, name)


def forget(name: str) -> None:
    """Keep it no more; what was not kept is fine. Raises like ``keep``."""
    from keyring.errors import PasswordDeleteError

    with _told():
        store = _store()
        try:
            store.delete_password(_SERVICE, name)
        except PasswordDeleteError:
            if store.get_password(_SERVICE, name) is not None:
                raise


def _store() -> KeyringBackend:
    """The system's own one, named here: whatever else is installed may write passwords into files."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring as Store
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Store
    else:
        from keyring.backends.SecretService import Keyring as Store
    try:
        # Asks the system whether it is there.
        _ = Store.priority
    except (RuntimeError, OSError) as error:
        raise NeighbourFailed("key-store-missing", kept="everything", why=_short(error)) from error
    return cast("type[KeyringBackend]", Store)()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the store says into our own error."""
    from keyring.errors import KeyringError

    kinds: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError)
    if sys.platform.startswith("linux"):
        from jeepney import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException

        kinds = (*kinds, SecretStorageException, DBusErrorResponse)
    try:
        yield
    except kinds as error:
        raise NeighbourFailed("key-store-refused", kept="everything", why=_short(error)) from error


def _short(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
