"""What a Linux desktop wants beside a program: menu entry, icons, AppStream metadata, kinds of files, manual page."""

from __future__ import annotations

import gzip
from html import escape
from pathlib import Path

from installers import icons, product

#: Pixels of the drawn icons; desktops that draw for themselves take the scalable one.
SIZES = (16, 24, 32, 48, 64, 128, 256)


def write_all(root: Path, released: str) -> None:
    """Put everything under ``root``/usr/share. ``released`` is the day of the version (ISO)."""
    share = root / "usr" / "share"
    _write(share / "applications" / f"{product.NAME}.desktop", desktop_entry())
    _write(share / "metainfo" / f"{product.NAME}.metainfo.xml", metainfo(released))
    _write(share / "mime" / "packages" / f"{product.NAME}.xml", kinds_of_files())
    page = share / "man" / "man1" / f"{product.NAME}.1.gz"
    page.parent.mkdir(parents=True)
    page.write_bytes(gzip.compress(manual().encode(), 9, mtime=0))
    _write_icons(share / "icons" / "hicolor")


def desktop_entry() -> str:
    """The entry of the menu."""
    types = "".join(f"{each.mime};" for each in product.KINDS)
    return "\n".join((
        "[Desktop Entry]", "Type=Application", f"Name={product.TITLE}", "GenericName=Foreign trade desk",
        "GenericName[zh_CN]=外贸业务台", f"Comment={product.SUMMARY}", f"Comment[zh_CN]={product.SUMMARY_ZH}",
        f"Exec={product.NAME} %f", f"Icon={product.NAME}", "Terminal=false", "Categories=Office;ContactManagement;",
        f"Keywords={';'.join(product.KEYWORDS)};", f"MimeType={types}", "StartupNotify=true",
        f"StartupWMClass={product.NAME}", "",
    ))  # fmt: skip


def metainfo(released: str) -> str:
    """AppStream: what a software centre shows."""
    english = "".join(f"\n  <p>{escape(each)}</p>" for each in product.DESCRIPTION)
    chinese = "".join(f'\n  <p xml:lang="zh_CN">{escape(each)}</p>' for each in product.DESCRIPTION_ZH)
    types = "".join(f"\n  <mediatype>{each.mime}</mediatype>" for each in product.KINDS)
    licence = f"\n <project_license>{escape(product.LICENCE)}</project_license>" if product.LICENCE else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
 <id>{product.IDENTIFIER}</id>
 <metadata_license>CC0-1.0</metadata_license>{licence}
 <name>{product.TITLE}</name>
 <summary>{escape(product.SUMMARY)}</summary>
 <summary xml:lang="zh_CN">{product.SUMMARY_ZH}</summary>
 <description>{english}{chinese}
 </description>
 <launchable type="desktop-id">{product.NAME}.desktop</launchable>
 <icon type="stock">{product.NAME}</icon>
 <categories>
  <category>Office</category>
 </categories>
 <provides>
  <binary>{product.NAME}</binary>{types}
 </provides>
 <content_rating type="oars-1.1"/>
 <releases>
  <release version="{product.version()}" date="{released}"/>
 </releases>
</component>
"""


def kinds_of_files() -> str:
    """The shared MIME database's entry of our files."""
    types = "".join(
        f"""
 <mime-type type="{kind.mime}">
  <comment>{kind.name}</comment>
  <comment xml:lang="zh_CN">{kind.name_zh}</comment>
  <icon name="{product.NAME}"/>{_magic(kind)}
  <glob pattern="*.{kind.ending}"/>
 </mime-type>"""
        for kind in product.KINDS
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">{types}
</mime-info>
"""


def manual() -> str:
    """The manual page."""
    options = (
        ("file", "a ledger to work with, or the take-over file of a customer to look at"),
        ("--sample", "open the sample company instead of your own ledger"),
        ("--profile DIR", "keep customers, orders and messages in DIR"),
        ("--language en|zh_CN", "the language, from this start on"),
        ("--tour DIR", "no display needed: do the whole job on the sample company and leave pictures, the draft and a "
                       "report in DIR"),
        ("--self-test", "no display needed: check this installation and print a report without customers"),
        ("--report FILE", "write the report of the self-test into FILE as well"),
        ("--version", "print the version"),
    )  # fmt: skip
    listed = "".join(f".TP\n.B {_roff(name)}\n{_roff(does)}\n" for name, does in options)
    return f""".TH {product.NAME.upper()} 1 "" "{product.TITLE} {product.version()}" "User Commands"
.SH NAME
{product.NAME} \\- {product.SUMMARY}
.SH SYNOPSIS
.B {product.NAME}
[\\fIoptions\\fR] [\\fIfile\\fR]
.SH DESCRIPTION
{_roff(product.DESCRIPTION[0])}
.PP
{_roff(product.DESCRIPTION[1])}
.SH OPTIONS
{listed}.SH FILES
.TP
.I ~/.local/share/tradedesk
the ledger, its backups, drafts on their way to a mail program, settings and logs, readable by their owner alone
.SH EXIT STATUS
0 when all went well, 1 when not, 2 for wrong arguments or without a display
"""


def _roff(text: str) -> str:
    return text.replace("-", "\\-").replace("'", "\\(aq")


def _magic(kind: product.FileKind) -> str:
    if not kind.magic:
        return ""
    inner = ""
    for offset, text in reversed(kind.magic):
        inner = f'<match type="string" offset="{offset}" value="{text}">{inner}</match>'
    return f'\n  <magic priority="60">{inner}</magic>'


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _write_icons(folder: Path) -> None:
    scalable = folder / "scalable" / "apps" / f"{product.NAME}.svg"
    _write(scalable, icons.DRAWING.read_text(encoding="utf-8"))
    wanted = {folder / f"{size}x{size}" / "apps" / f"{product.NAME}.png": size for size in SIZES}
    for file in wanted:
        file.parent.mkdir(parents=True)
    icons.draw(wanted)
