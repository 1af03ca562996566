"""The package for Debian and Ubuntu: ``python3 build/package.py deb`` makes ``dist/tradedesk_<version>_amd64.deb``.

What it depends on is read from the files by ``dpkg-shlibdeps``, library by library with its oldest version.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tempfile
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import freeze
import system

from installers import linux_files, product

_TOOLS = {"dpkg-deb": "dpkg", "dpkg-shlibdeps": "dpkg-dev"}
_LIBRARIES = system.WINDOWLESS | system.X11 | system.WAYLAND | {"libcups.so.2": "libcups2"}
#: Chinese, Arabic and other letters that a fresh Debian lacks; the program starts without them.
_RECOMMENDS = ("fonts-noto-cjk", "fonts-noto-core")
_POSTRM = f"""#!/bin/sh
set -e
if [ "$1" = remove ]; then
    echo "{product.STAYS}"
fi
"""


def make(frozen: Path) -> Path:
    """Pack the frozen program; returns the package."""
    system.provide(system.missing_programs(_TOOLS) + system.missing_libraries(_LIBRARIES))
    when = day_of_the_source()
    with tempfile.TemporaryDirectory(prefix="deb-") as folder:
        root = Path(folder) / "root"
        _lay_out(root, frozen, when)
        depends, architecture = _depends(root, Path(folder)), _output("dpkg", "--print-architecture")
        target = frozen.parent / f"{product.NAME}_{product.version()}_{architecture}.deb"
        _write_control(root, depends, architecture)
        set_modes(root)
        stamped = {**os.environ, "SOURCE_DATE_EPOCH": str(int(when.timestamp()))}
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
        subprocess.run(command, check=True, env=stamped, stdout=subprocess.DEVNULL)
    return target


def lay_out_program(root: Path, frozen: Path) -> Path:
    """Put the frozen program and the way to it under ``root``; returns its folder."""
    home = root / "usr" / "lib" / product.NAME
    shutil.copytree(frozen, home, symlinks=True)
    program = root / "usr" / "bin" / product.NAME
    program.parent.mkdir(parents=True)
    program.symlink_to(f"../lib/{product.NAME}/{product.NAME}")
    return home


def _lay_out(root: Path, frozen: Path, when: datetime) -> None:
    home = lay_out_program(root, frozen)
    linux_files.write_all(root, when.date().isoformat())
    papers = root / "usr" / "share" / "doc" / product.NAME
    papers.mkdir(parents=True)
    (papers / "copyright").write_text(_copyright(home), encoding="utf-8")
    (papers / "changelog.gz").write_bytes(gzip.compress(_changelog(when).encode(), 9, mtime=0))


def _copyright(home: Path) -> str:
    """Whose everything is: the texts themselves lie with the program."""
    licences = home / "program" / "licences"
    names = ", ".join(sorted(each.name for each in licences.iterdir()))
    return (
        f"{product.TITLE} {product.version()}, by {product.MAINTAINER}\n"
        f"License: {product.LICENCE or 'not stated'}\n\n"
        f"Packed with it, each under its own licence, whose text lies in /usr/lib/{product.NAME}/program/licences:\n"
        f"{names}.\n\nQt, Qt for Python (qt) and python_stdnum are under the GNU Lesser\n"
        "General Public License; they lie as separate files and may be replaced. The GNU licences are also in\n"
        "/usr/share/common-licenses/LGPL-3, /usr/share/common-licenses/LGPL-2.1 and /usr/share/common-licenses/GPL-3.\n"
        "PyInstaller's starter is under the GPL with the exception that programs started by it are free of it.\n"
    )


def _changelog(when: datetime) -> str:
    stamp = when.strftime("%a, %d %b %Y %H:%M:%S +0000")
    name, version = product.NAME, product.version()
    return f"{name} ({version}) stable; urgency=medium\n\n  * Version {version}.\n\n -- {product.MAINTAINER}  {stamp}\n"


def _depends(root: Path, folder: Path) -> str:
    """The packages whose libraries the program is linked with: "libc6 (>= 2.35), libcups2 (>= …)"."""
    (folder / "debian").mkdir()
    control = f"Source: {product.NAME}\n\nPackage: {product.NAME}\nArchitecture: any\n"
    (folder / "debian" / "control").write_text(control)
    files = freeze.binaries(root / "usr" / "lib" / product.NAME)
    own = sorted({str(file.parent) for file in files})
    # What is packed along belongs to no package: that alone has no information to be missed.
    command = ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info"]
    command += [*(f"-l{each}" for each in own), *map(str, files)]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = re.search(r"^shlibs:Depends=(.+)$", told.stdout, re.MULTILINE)
    if told.returncode != 0 or found is None:
        raise SystemExit(f"dpkg-shlibdeps cannot tell what the program depends on:\n{told.stderr}")
    return found[1]


def _write_control(root: Path, depends: str, architecture: str) -> None:
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    folded = (textwrap.wrap(each, 78) for each in product.DESCRIPTION)
    words = "\n .\n".join("\n".join(f" {line}" for line in lines) for lines in folded)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"Package: {product.NAME}\nVersion: {product.version()}\nArchitecture: {architecture}\n"
        f"Maintainer: {product.MAINTAINER}\nInstalled-Size: {size // 1024}\nDepends: {depends}\n"
        f"Recommends: {', '.join(_RECOMMENDS)}\nSuggests: thunderbird\nSection: misc\nPriority: optional\n"
        f"Description: {product.SUMMARY}\n{words}\n",
        encoding="utf-8",
    )
    (control / "postrm").write_text(_POSTRM)
    (control / "postrm").chmod(0o755)


def set_modes(root: Path) -> None:
    """Whatever the maker's umask is: everybody may read, the owner may write."""
    root.chmod(0o755)
    for each in root.rglob("*"):
        if not each.is_symlink():
            runs = each.is_dir() or (each.name in {product.NAME, "postrm"} and each.stat().st_mode & 0o100)
            each.chmod(0o755 if runs else 0o644)


def day_of_the_source() -> datetime:
    """Return when the last change was committed: the same source gives the same package."""
    told = _output("git", "-C", str(product.ROOT), "log", "-1", "--format=%ct")
    return datetime.fromtimestamp(int(told), UTC)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
