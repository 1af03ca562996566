"""Icons by name, in the colour of a role: Lucide's single-colour drawings, rendered once per colour and size."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tradedesk.runtime.resources import resource_path
from tradedesk.ui.theme.style import current

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def pixmap(name: str, role: str = "text", size: int = 16, ratio: float | None = None) -> QPixmap:
    """The icon in a role's colour, ``size`` logical pixels square; ``ratio`` is the screen's."""
    return _drawn(name, current().color(role), size, ratio or _ratio())


def icon(name: str, role: str = "text", size: int = 16, gap: int = 0) -> QIcon:
    """The same as a QIcon, greyed where it is disabled; ``gap`` is empty room at its right, in pixels."""
    return _icon(name, current().color(role), current().faint, size, gap, _ratio())


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@cache
def _icon(name: str, color: str, disabled: str, size: int, gap: int, ratio: float) -> QIcon:
    from PySide6.QtGui import QIcon

    made = QIcon()
    made.addPixmap(_drawn(name, color, size, ratio, gap))
    made.addPixmap(_drawn(name, disabled, size, ratio, gap), QIcon.Mode.Disabled)
    return made


@cache
def _drawn(name: str, color: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    drawn = QPixmap(round((size + gap) * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


@cache
def _source(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
