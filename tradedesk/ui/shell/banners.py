"""Sentences above the page: what the program has to say of itself, and what was refused."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from tradedesk.ui.widgets.cards import Banner

_BESIDE, _ABOVE = 20, 12


class Banners(QVBoxLayout):
    """The newest stands in front until it is closed, then the one before it; what was refused goes with its page."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[Banner] = []
        self._refusal: Banner | None = None
        self._show_newest()

    @property
    def newest(self) -> Banner | None:
        """The one in sight."""
        return self._told[-1] if self._told else None

    def tell(self, role: str, sentence: str) -> Banner:
        """Say something until it is closed; actions can be added to what is returned."""
        if self._told:
            self._told[-1].hide()
        banner = Banner(role, sentence, closable=True)
        banner.closed.connect(lambda: self._drop(banner))
        self._told.append(banner)
        self.addWidget(banner)
        self._show_newest()
        return banner

    def refuse(self, sentence: str) -> None:
        """Say why something cannot be, until the user goes elsewhere; of several times only the last counts."""
        self.leave()
        self._refusal = self.tell("warn", sentence)

    def leave(self) -> None:
        """What was refused is no matter any more."""
        if self._refusal is not None:
            self._drop(self._refusal)

    def _drop(self, banner: Banner) -> None:
        self._told.remove(banner)
        if banner is self._refusal:
            self._refusal = None
        banner.hide()
        banner.deleteLater()
        self._show_newest()

    def _show_newest(self) -> None:
        above = _ABOVE if self._told else 0
        self.setContentsMargins(_BESIDE, above, _BESIDE, above)
        if self._told:
            self._told[-1].show()
