"""What can go wrong, as types with fields; the sentences are made in the user interface from ``code`` and ``facts``."""

from __future__ import annotations


class TradeError(Exception):
    """The family of everything TradeDesk expects: it has a code, facts and never a traceback for the user."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, str] = {name: str(value) for name, value in facts.items()}

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class RuleSaysNo(TradeError):
    """A rule or a check refuses a value; ``field`` says beside which field the sentence belongs."""

    def __init__(self, code: str, field: str = "", **facts: object) -> None:
        super().__init__(code, **facts)
        self.field = field


class ChangedElsewhere(TradeError):
    """The row has another version than the one the change was made on: reload and try again."""

    def __init__(self, kind: str, row_id: int) -> None:
        super().__init__("changed-elsewhere", kind=kind, id=row_id)


class NotThere(TradeError):
    """The thing asked for is not in the ledger (any more)."""

    def __init__(self, kind: str, key: object) -> None:
        super().__init__("not-there", kind=kind, key=key)


class NeighbourFailed(TradeError):
    """Something outside (a mail program, a file, the disk) failed; ``kept`` names what is safe all the same."""

    def __init__(self, code: str, kept: str = "", **facts: object) -> None:
        super().__init__(code, **facts)
        self.kept = kept
