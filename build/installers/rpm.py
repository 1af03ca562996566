"""The package for Fedora, openSUSE and their like: ``python3 build/package.py rpm``.

rpmbuild itself reads from the files which libraries are needed and asks for them by their own names
(``libX11.so.6()(64bit)``), so that one package fits distributions that call their packages differently.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import freeze
import system

from installers import deb, linux_files, product


def make(frozen: Path) -> Path:
    """Pack the frozen program; returns the package."""
    system.provide(system.missing_programs({"rpmbuild": "rpm"}))
    with tempfile.TemporaryDirectory(prefix="rpm-") as folder:
        root = Path(folder) / "root"
        when = deb.day_of_the_source()
        deb.lay_out_program(root, frozen)
        linux_files.write_all(root, when.date().isoformat())
        deb.set_modes(root)
        spec = Path(folder) / f"{product.NAME}.spec"
        spec.write_text(spec_of(root, int(when.timestamp())), encoding="utf-8")
        command = ["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {folder}/top"]
        command += ["--define", f"_rpmdir {folder}/made", "--buildroot", f"{folder}/buildroot", str(spec)]
        subprocess.run(command, check=True)
        made = next(Path(folder, "made").rglob("*.rpm"))
        return made.rename(frozen.parent / made.name)


def spec_of(root: Path, stamp: int) -> str:
    """Return what rpmbuild is told; ``stamp`` is the time of every file (seconds since 1970)."""
    own = sorted({re.sub(r"\.so.*", "", file.name) for file in freeze.binaries(root) if ".so" in file.name})
    private = "|".join(re.escape(name).replace("\\", "\\\\") for name in own if name.startswith("lib"))
    files = sorted(str(each).removeprefix(str(root)) for each in (root / "usr" / "share").rglob("*") if each.is_file())
    listed = "\n".join(files)
    return f"""%global debug_package %{{nil}}
%global __os_install_post %{{nil}}
%global _build_id_links none
%global __requires_exclude ^({private})
%global __provides_exclude_from ^/usr/lib/{product.NAME}/
%global source_date_epoch_from_changelog 0
%global _source_payload w19.xzdio
%global _binary_payload w6.xzdio
Name: {product.NAME}
Version: {product.version()}
Release: 1
Summary: {product.SUMMARY}
License: {product.LICENCE or "not stated"}
Group: Productivity/Office
Packager: {product.MAINTAINER}
Recommends: google-noto-sans-cjk-fonts
%description
{chr(10).join(product.DESCRIPTION)}
%install
mkdir -p %{{buildroot}}
cp -a {root}/. %{{buildroot}}/
find %{{buildroot}} -exec touch --no-dereference --date=@{stamp} {{}} +
%postun
if [ "$1" = 0 ]; then echo "{product.STAYS}"; fi
%files
%defattr(-,root,root)
/usr/bin/{product.NAME}
/usr/lib/{product.NAME}
{listed}
"""
