"""A picture from anywhere made fit for a mail: drawn anew, so that nothing but its points is left of the file."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from tradedesk.domain.errors import RuleSaysNo

#: Pixels of the longer side as it goes out, and of the width as it is shown.
LONGEST, SHOWN = 1600, 480
#: Pixels of a picture that is read, in all.
_MOST_PIXELS = 100_000_000
#: Formats that hold points alone; a drawing that can name other files (SVG) is none of them.
_FORMATS = ("png", "jpeg", "jpg", "gif", "bmp", "webp")
#: Bytes from which on a picture without see-through parts is better kept as JPEG.
_LARGE_PNG = 200 * 1024


class Fit(NamedTuple):
    """A picture as it goes out, and the width in which it is shown."""

    data: bytes
    ending: str
    image: QImage
    width: int


def fit(source: str | QImage) -> Fit:
    """Read a file by what is in it, or take an image; may be called in any thread.

    Raises RuleSaysNo (field "body") "picture-unreadable" or "picture-too-many-pixels".
    """
    image = source if isinstance(source, QImage) else _read(source)
    drawn = _drawn(image)
    if drawn.isNull():
        raise RuleSaysNo("picture-unreadable", "body")
    data, ending = _bytes(drawn, "png"), "png"
    if len(data) > _LARGE_PNG and not _sees_through(drawn):
        smaller = _bytes(drawn, "jpg")
        if len(smaller) < len(data):
            data, ending = smaller, "jpg"
    return Fit(data, ending, drawn, min(drawn.width(), SHOWN))


def decoded(data: bytes) -> QImage:
    """A picture of ours again; a null image when it is none."""
    return QImage.fromData(QByteArray(data))


def _read(path: str) -> QImage:
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace").lower() not in _FORMATS:
        raise RuleSaysNo("picture-unreadable", "body")
    size = reader.size()
    if size.width() * size.height() > _MOST_PIXELS:
        raise RuleSaysNo("picture-too-many-pixels", "body", megapixels=_MOST_PIXELS // 1_000_000)
    if max(size.width(), size.height()) > LONGEST:
        reader.setScaledSize(size.scaled(QSize(LONGEST, LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise RuleSaysNo("picture-unreadable", "body")
    return image


def _drawn(image: QImage) -> QImage:
    """The points alone: no words, place, maker or colour profile of the file."""
    if image.isNull():
        return image
    if max(image.width(), image.height()) > LONGEST:
        image = image.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio,
                             Qt.TransformationMode.SmoothTransformation)  # fmt: skip
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    clear = image.hasAlphaChannel()
    drawn = QImage(image.size(), QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.transparent if clear else Qt.GlobalColor.white)
    image.setDevicePixelRatio(1)
    painter = QPainter(drawn)
    painter.drawImage(0, 0, image)
    painter.end()
    return drawn


def _sees_through(image: QImage) -> bool:
    if not image.hasAlphaChannel():
        return False
    small = image.scaled(64, 64, Qt.AspectRatioMode.IgnoreAspectRatio)
    return any(small.pixelColor(x, y).alpha() < 255 for x in range(small.width()) for y in range(small.height()))


def _bytes(image: QImage, ending: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, ending, 85 if ending == "jpg" else -1)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
