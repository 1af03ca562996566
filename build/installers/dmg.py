"""The disk image for macOS: ``python3 build/package.py dmg``, on a Mac.

Switches, by environment variables; without them the image is made unsigned:

SIGN_IDENTITY   the name of a "Developer ID Application" certificate in the keychain: everything is signed with it
NOTARY_PROFILE  what ``xcrun notarytool store-credentials`` keeps the account under: the image is notarised and stapled
"""

from __future__ import annotations

import os
import platform
import plistlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from installers import icons, product

#: Pixels of the icons in an iconset; each but the largest also stands for half its size at two pixels a point.
_SIZES = (16, 32, 64, 128, 256, 512, 1024)
#: What a signed Python needs: its libraries are signed by others, and it makes code while it runs.
_ALLOWED = {
    "com.apple.security.cs.allow-unsigned-executable-memory": True,
    "com.apple.security.cs.disable-library-validation": True,
    "com.apple.security.automation.apple-events": True,
}


def make(frozen: Path) -> Path:
    """Pack the frozen program as a bundle in a disk image; returns the image."""
    if sys.platform != "darwin":
        raise SystemExit("A disk image for macOS is made on a Mac.")
    target = frozen.parent / f"{product.TITLE}-{product.version()}-{platform.machine()}.dmg"
    identity = os.environ.get("SIGN_IDENTITY", "")
    with tempfile.TemporaryDirectory(prefix="dmg-") as folder:
        image = Path(folder) / "image"
        bundle = lay_out(image / f"{product.TITLE}.app", frozen)
        _draw_icon(bundle / "Contents" / "Resources" / f"{product.NAME}.icns", Path(folder))
        if identity:
            _sign(bundle, identity, Path(folder))
        (image / "Applications").symlink_to("/Applications")
        command = ["hdiutil", "create", "-volname", product.TITLE, "-srcfolder", str(image), "-format", "UDZO"]
        subprocess.run([*command, "-ov", str(target)], check=True)
    if identity:
        subprocess.run(["codesign", "--sign", identity, "--timestamp", str(target)], check=True)
    profile = os.environ.get("NOTARY_PROFILE", "")
    if profile:
        submit = ["xcrun", "notarytool", "submit", str(target), "--keychain-profile", profile, "--wait"]
        subprocess.run(submit, check=True)
        subprocess.run(["xcrun", "stapler", "staple", str(target)], check=True)
    return target


def lay_out(bundle: Path, frozen: Path) -> Path:
    """Put the frozen folder into a bundle; returns it. Only programs may lie in MacOS, so that all can be signed."""
    contents = bundle / "Contents"
    (contents / "MacOS").mkdir(parents=True)
    (contents / "Resources").mkdir()
    shutil.copytree(frozen / "program", contents / "Frameworks", symlinks=True)
    shutil.copyfile(frozen / product.NAME, contents / "MacOS" / product.NAME)
    (contents / "MacOS" / product.NAME).chmod(0o755)
    # The starter looks for its folder beside itself.
    (contents / "MacOS" / "program").symlink_to("../Frameworks")
    (contents / "Info.plist").write_bytes(plistlib.dumps(told()))
    return bundle


def told() -> dict[str, object]:
    """What the system is told of the program: names, version, languages, and the kinds of files it opens."""
    kinds = [
        {"CFBundleTypeName": each.name, "CFBundleTypeRole": "Editor", "LSItemContentTypes": [_uniform(each)],
         "LSHandlerRank": "Owner"}
        for each in product.KINDS
    ]  # fmt: skip
    declared = [
        {"UTTypeIdentifier": _uniform(each), "UTTypeDescription": each.name, "UTTypeConformsTo": ["public.data"],
         "UTTypeTagSpecification": {"public.filename-extension": [each.ending], "public.mime-type": [each.mime]}}
        for each in product.KINDS
    ]  # fmt: skip
    return {
        "CFBundleName": product.TITLE, "CFBundleDisplayName": product.TITLE, "CFBundleIdentifier": product.IDENTIFIER,
        "CFBundleVersion": product.version(), "CFBundleShortVersionString": product.version(),
        "CFBundleExecutable": product.NAME, "CFBundlePackageType": "APPL", "CFBundleIconFile": f"{product.NAME}.icns",
        "CFBundleLocalizations": ["en", "zh_CN"], "CFBundleDevelopmentRegion": "en",
        "CFBundleDocumentTypes": kinds, "UTExportedTypeDeclarations": declared,
        "LSApplicationCategoryType": "public.app-category.business", "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSAppleEventsUsageDescription": "TradeDesk opens your drafts in Mail. It never sends them.",
    }  # fmt: skip


def _uniform(kind: product.FileKind) -> str:
    return f"{product.IDENTIFIER}.{kind.ending}"


def _draw_icon(target: Path, folder: Path) -> None:
    iconset = folder / f"{product.NAME}.iconset"
    iconset.mkdir()
    single = {iconset / f"icon_{size}x{size}.png": size for size in _SIZES if size not in (64, _SIZES[-1])}
    double = {iconset / f"icon_{size // 2}x{size // 2}@2x.png": size for size in _SIZES[1:]}
    icons.draw({**single, **double})
    subprocess.run(["iconutil", "--convert", "icns", "--output", str(target), str(iconset)], check=True)


def _sign(bundle: Path, identity: str, folder: Path) -> None:
    """Sign every program and library by itself, the bundle last."""
    allowed = folder / "allowed.plist"
    allowed.write_bytes(plistlib.dumps(_ALLOWED))
    inner = [each for each in (bundle / "Contents" / "Frameworks").rglob("*")
             if each.is_file() and not each.is_symlink() and (each.suffix in {".dylib", ".so"} or
                                                              each.stat().st_mode & 0o100)]  # fmt: skip
    for each in [*inner, bundle]:
        command = ["codesign", "--force", "--timestamp", "--options", "runtime", "--entitlements", str(allowed)]
        subprocess.run([*command, "--sign", identity, str(each)], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", str(bundle)], check=True)
