"""What became of a message that was handed over, found out by looking: in the notice below it (F3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tradedesk.domain.message import Message, MessageState
from tradedesk.services import sent_mail
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.dropping import files_of
from tradedesk.ui.wording import sent_mail as words
from tradedesk.ui.wording import tr


def told_of(message: Message) -> tuple[str, str, str] | None:
    """Role, lead and words of the mail that was found; None where nobody found one."""
    found = sent_mail.compared_of(message).found
    if found is None or message.state not in (MessageState.SENT, MessageState.CHANGED):
        return None
    role = "warn" if found.changes else "good"
    return role, words.state_words(found), "\n".join([*words.lines_of(found), words.found_words(found)])


class LookButton(Button):
    """Looks for the mail; a saved one can be dropped on it too."""

    def __init__(self, look: Callable[[], object], give: Callable[[list[str]], object]) -> None:
        super().__init__(tr("Look for sent mail"), "search", "quiet", look)
        self._give = give
        self.setAcceptDrops(True)
        self.setToolTip(tr("Or drop the saved mail here"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are taken."""
        if files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Give their paths."""
        self._give(files_of(event))
        event.acceptProposedAction()
