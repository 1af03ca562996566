"""The process that makes one Simple MAPI call: reads the message from a file, shows it in the mail program, ends."""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable, Sequence
from ctypes import POINTER, Structure, c_uint32, c_void_p, c_wchar_p
from pathlib import Path
from typing import Any

_LOGON_UI, _DIALOG, _FORCE_UNICODE = 0x1, 0x8, 0x40000
#: Ask who is meant, show the window, take the text as it is.
FLAGS = _LOGON_UI | _DIALOG | _FORCE_UNICODE
_KINDS = (("to", 1), ("cc", 2), ("bcc", 3))
_NOT_IN_TEXT = 0xFFFFFFFF

#: (session, window, message, flags, reserved) → 0 well, 1 the user closed the window, else an error.
Call = Callable[[int, int, Any, int, int], int]


class Recipient(Structure):
    """MapiRecipDescW: who, as To (1), Cc (2) or Bcc (3)."""

    _fields_ = (
        ("reserved", c_uint32),
        ("kind", c_uint32),
        ("name", c_wchar_p),
        ("address", c_wchar_p),
        ("id_size", c_uint32),
        ("id", c_void_p),
    )


class File(Structure):
    """MapiFileDescW: where it lies and what it is called."""

    _fields_ = (
        ("reserved", c_uint32),
        ("flags", c_uint32),
        ("position", c_uint32),
        ("path", c_wchar_p),
        ("name", c_wchar_p),
        ("kind", c_void_p),
    )


class Message(Structure):
    """MapiMessageW."""

    _fields_ = (
        ("reserved", c_uint32),
        ("subject", c_wchar_p),
        ("text", c_wchar_p),
        ("type", c_wchar_p),
        ("received", c_wchar_p),
        ("conversation", c_wchar_p),
        ("flags", c_uint32),
        ("originator", POINTER(Recipient)),
        ("recipient_count", c_uint32),
        ("recipients", POINTER(Recipient)),
        ("file_count", c_uint32),
        ("files", POINTER(File)),
    )


def message_of(data: dict[str, Any]) -> Message:
    """The structure for what ``mapi_data`` wrote; an address always says that it is one of the Internet."""
    people = [
        Recipient(0, kind, name or address, f"SMTP:{address}", 0, None)
        for key, kind in _KINDS
        for name, address in data[key]
    ]
    files = [File(0, 0, _NOT_IN_TEXT, path, name, None) for path, name in data["files"]]
    return Message(
        subject=data["subject"],
        text=data["text"],
        recipient_count=len(people),
        recipients=(Recipient * len(people))(*people) if people else None,
        file_count=len(files),
        files=(File * len(files))(*files) if files else None,
    )


def show(path: Path, call: Call) -> int:
    """Show the message of a data file; what the call answered."""
    message = message_of(json.loads(path.read_bytes()))
    return call(0, 0, ctypes.byref(message), FLAGS, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """The one argument is the path of the data. 0, also when the user closed the window: that is the user's right."""
    given = sys.argv[1:] if arguments is None else arguments
    if sys.platform != "win32" or len(given) != 1:
        return 2
    send: Call = ctypes.WinDLL("mapi32").MAPISendMailW
    return 0 if show(Path(given[0]), send) in (0, 1) else 3


if __name__ == "__main__":
    sys.exit(main())
