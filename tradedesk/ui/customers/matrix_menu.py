"""What can be done with the selected cells, with a row, and with a column, as menus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from tradedesk.domain.address import Address
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.ui.customers import words
from tradedesk.ui.theme import icons
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import term

Do = Callable[[], object]


class MatrixMenu(QMenu):
    """A menu whose words are shown as they are, an ampersand too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.aboutToHide.connect(self.deleteLater)

    def offer(self, text: str, do: Do, *, icon: str = "", key: str = "", enabled: bool = True) -> None:
        """One thing to do; ``key`` is only shown, the matrix listens to it itself."""
        shown = text.replace("&", "&&")
        action = self.addAction(f"{shown}\t{key}" if key else shown)
        if icon:
            action.setIcon(icons.icon(icon, "text", 16))
        action.setEnabled(enabled)
        action.triggered.connect(partial(_run, do))

    def offer_many(self, text: str, choices: Sequence[tuple[str, Do]], *, icon: str = "") -> None:
        """A menu of its own for several; disabled where there is nothing to choose."""
        inner = self.addMenu(text.replace("&", "&&"))
        inner.setEnabled(bool(choices))
        if icon:
            inner.menuAction().setIcon(icons.icon(icon, "text", 16))
        for told, do in choices:
            action = inner.addAction(told.replace("&", "&&"))
            action.triggered.connect(partial(_run, do))


def add_roles(menu: MatrixMenu, set_role: Callable[[Role | None], object]) -> None:
    """To, Cc, never, empty, with the keys that do the same."""
    for role, key in ((Role.TO, "T"), (Role.CC, "C"), (Role.NEVER, "N")):
        told = term("role", role)
        menu.offer(told[:1].upper() + told[1:], partial(set_role, role), key=key)
    menu.offer(tr("Empty"), partial(set_role, None), key=tr("Del"))


def add_rows_like(
    menu: MatrixMenu, targets: Sequence[Address], every: Sequence[Address], like: Callable[[Address], object]
) -> None:
    """These rows like another row of the party."""
    chosen = {each.id for each in targets}
    value = words.value_of(targets[0]) if len(targets) == 1 else ""
    text = tr("{address} like…", address=value) if value else tr("These rows like…")
    choices: list[tuple[str, Do]] = [
        (words.value_of(each), partial(like, each)) for each in every if each.id not in chosen
    ]
    menu.offer_many(text, choices if targets else [])


def add_columns_like(
    menu: MatrixMenu, target: Purpose, every: Sequence[Purpose], like: Callable[[Purpose], object]
) -> None:
    """This column like another one."""
    choices: list[tuple[str, Do]] = [
        (words.purpose(each), partial(like, each)) for each in every if each.id != target.id
    ]
    menu.offer_many(tr("{purpose} like…", purpose=words.purpose(target)), choices)


def _run(do: Do, _checked: bool = False) -> None:
    do()
