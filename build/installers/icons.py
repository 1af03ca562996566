"""The icon of the program, drawn from the one drawing in the sizes and kinds that systems want."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import environment

DRAWING = Path(__file__).with_name("tradedesk.svg")
_DRAW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
app = QGuiApplication(sys.argv[:1])
drawing = QSvgRenderer(sys.argv[1])
for size, file in zip(sys.argv[2::2], sys.argv[3::2]):
    image = QImage(int(size), int(size), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    if not image.save(file):
        sys.exit(f"cannot write {file}")
"""


def draw(wanted: Mapping[Path, int]) -> None:
    """Draw each file so many pixels wide and high; its ending says the kind (.png, .ico)."""
    command = [str(environment.python_of(environment.FREEZING)), "-c", _DRAW, str(DRAWING)]
    for file, size in wanted.items():
        command += [str(size), str(file)]
    subprocess.run(command, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
