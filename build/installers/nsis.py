"""The installer for Windows: ``python build/package.py nsis`` makes ``dist/TradeDesk-<version>-setup.exe``.

Per user and without an administrator. ``makensis`` runs on Windows and on Linux; what it packs is made on Windows.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import system

from installers import icons, product

_SCRIPT = Path(__file__).with_name("tradedesk.nsi")


def make(payload: Path) -> Path:
    """Pack a folder with ``tradedesk.exe`` in it; returns the installer."""
    if not (payload / f"{product.NAME}.exe").is_file():
        raise SystemExit(f"{payload} holds no {product.NAME}.exe: what is packed for Windows is made on Windows")
    if shutil.which("makensis") is None:
        system.provide(["nsis"])
    target = payload.parent / f"{product.TITLE}-{product.version()}-setup.exe"
    with tempfile.TemporaryDirectory(prefix="nsis-") as folder:
        files, icon = Path(folder, "files.nsh"), Path(folder, "tradedesk.ico")
        files.write_text(file_list(payload), encoding="utf-8")
        icons.draw({icon: 256})
        told = _definitions(payload, files, icon, target)
        command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={value}" for name, value in told.items())]
        subprocess.run([*command, str(_SCRIPT)], check=True)
    return target


def file_list(payload: Path) -> str:
    """Two macros of NSIS: what is installed, and the same removed again, the innermost folders first."""
    files = sorted(each for each in payload.rglob("*") if each.is_file())
    folders = sorted({each.parent for each in files} | {parent for each in files for parent in each.parents
                                                        if payload in parent.parents})  # fmt: skip
    install, remove = [], []
    for folder in folders:
        install.append(f'SetOutPath "$INSTDIR{_below(folder, payload)}"')
        # The source is a name as it stands; what it becomes is text in which a $ is written twice.
        install += [f'File "/oname={_quoted(each.name)}" "{each}"' for each in files if each.parent == folder]
    remove += [f'Delete "$INSTDIR{_below(each, payload)}"' for each in files]
    remove += [f'RMDir "$INSTDIR{_below(each, payload)}"' for each in reversed(folders) if each != payload]
    return (
        "!macro INSTALL_FILES\n" + "\n".join(install) + "\n!macroend\n"
        "!macro REMOVE_FILES\n" + "\n".join(remove) + "\n!macroend\n"
    )  # fmt: skip


def _below(path: Path, root: Path) -> str:
    parts = path.relative_to(root).parts
    return "".join(f"\\{_quoted(part)}" for part in parts)


def _quoted(text: str) -> str:
    """As NSIS reads it between double quotes."""
    return text.replace("$", "$$").replace('"', '$\\"')


def _definitions(payload: Path, files: Path, icon: Path, target: Path) -> dict[str, str]:
    ledger, customer = product.KINDS
    size = sum(each.stat().st_size for each in payload.rglob("*") if each.is_file())
    return {
        "NAME": product.NAME, "TITLE": product.TITLE, "VERSION": product.version(), "FILES": str(files),
        "SIZE": str(size // 1024), "ICON": str(icon), "TARGET": str(target),
        "HELP_EN": product.STAYS_WINDOWS, "HELP_ZH": product.STAYS_WINDOWS_ZH,
        "LEDGER_ENDING": ledger.ending, "LEDGER_EN": ledger.name, "LEDGER_ZH": ledger.name_zh,
        "CUSTOMER_ENDING": customer.ending, "CUSTOMER_EN": customer.name, "CUSTOMER_ZH": customer.name_zh,
    }  # fmt: skip
