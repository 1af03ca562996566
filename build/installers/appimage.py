"""The AppImage: one file that runs on most Linux desktops: ``python3 build/package.py appimage``.

``appimagetool`` and the runtime it puts in front are not packaged by distributions: CI fetches both by their checksums
(``.github/workflows/packages.yml``) and names them in APPIMAGETOOL and APPIMAGE_RUNTIME.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

from installers import deb, linux_files, product

_APPRUN = f"""#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/{product.NAME}/{product.NAME}" "$@"
"""


def make(frozen: Path) -> Path:
    """Pack the frozen program; returns the AppImage."""
    tool = shutil.which(os.environ.get("APPIMAGETOOL", "appimagetool"))
    if tool is None:
        raise SystemExit("appimagetool is not here: name it in APPIMAGETOOL")
    target = frozen.parent / f"{product.TITLE}-{product.version()}-{platform.machine()}.AppImage"
    with tempfile.TemporaryDirectory(prefix="appimage-") as folder:
        root = lay_out(Path(folder) / f"{product.TITLE}.AppDir", frozen)
        when = deb.day_of_the_source()
        runtime = os.environ.get("APPIMAGE_RUNTIME", "")
        command = [tool, "--no-appstream", *(["--runtime-file", runtime] if runtime else []), str(root), str(target)]
        stamped = {**os.environ, "SOURCE_DATE_EPOCH": str(int(when.timestamp())), "VERSION": product.version()}
        subprocess.run(command, check=True, env=stamped)
    return target


def lay_out(root: Path, frozen: Path) -> Path:
    """Put the program, its menu entry, icons and the way in under ``root``; returns it."""
    deb.lay_out_program(root, frozen)
    linux_files.write_all(root, deb.day_of_the_source().date().isoformat())
    share = root / "usr" / "share"
    shutil.copyfile(share / "applications" / f"{product.NAME}.desktop", root / f"{product.NAME}.desktop")
    icon = root / f"{product.NAME}.png"
    shutil.copyfile(share / "icons" / "hicolor" / "256x256" / "apps" / icon.name, icon)
    (root / ".DirIcon").symlink_to(icon.name)
    (root / "AppRun").write_text(_APPRUN)
    deb.set_modes(root)
    (root / "AppRun").chmod(0o755)
    return root
