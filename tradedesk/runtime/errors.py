"""What can go wrong before there is a window: types with a code and facts; the sentences are made elsewhere."""

from __future__ import annotations


class RuntimeRefusal(Exception):
    """The program cannot start like this; ``code`` and ``facts`` say why, like the domain's own errors."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, str] = {name: str(value) for name, value in facts.items()}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class ProfileUnusable(RuntimeRefusal):
    """The folder for the user's data cannot be used.

    Codes: ``profile.not-writable`` (path, why), ``profile.file-in-the-way`` (path),
    ``profile.not-a-folder`` (path: a pipe, socket or device), ``profile.strange-file`` (path: the ledger or another
    of our files is not an ordinary file), ``profile.link-to-nowhere`` (path, target: a link to what is not there),
    ``profile.second-name`` (path: the ledger has two names on this disk), ``profile.no-home`` (nowhere to put it).
    """


class AlreadyRunning(RuntimeRefusal):
    """Another TradeDesk has this profile open.

    Codes: ``profile.already-open`` and, where that one does not come to the front, ``profile.no-answer`` (path).
    """
