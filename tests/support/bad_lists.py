"""Lists as they should not be, written into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

CUSTOMERS = "customerID,companyName,contactName,city,country,email\n"
ORDERS = "orderID,customerID,orderDate,shippedDate\n"
LINES = "orderID,productID,unitPrice,quantity,discount\n"
GOOD = (
    CUSTOMERS
    + "NORDL,Nordlicht Möbel GmbH,Jörg Brandt,Hamburg,Germany,einkauf@nordlicht.de\n"
    + "GULFH,Gulf Horizon Trading LLC,Khalid Al Mansoori,Dubai,United Arab Emirates,\n"
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def unreadable(folder: Path, name: str) -> Path:
    """A file that is there and gives a fault when it is read, even to root."""
    path = folder / name
    if sys.platform.startswith("linux"):
        path.symlink_to("/proc/self/mem")  # its first bytes are nowhere: an input/output error
    else:
        path.write_text(GOOD)
        path.chmod(0)
    return path
