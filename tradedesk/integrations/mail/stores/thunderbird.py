"""The sent mail of a Thunderbird profile: of every account, local folders and offline copies of IMAP, only read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.mail.stores.folder_names import decoded, is_sent
from tradedesk.integrations.mail.stores.maildir import MaildirStore
from tradedesk.integrations.mail.stores.mbox import MboxStore, is_mbox
from tradedesk.integrations.mail.stores.store import Seen, Wanted, together
from tradedesk.integrations.stopping import Stop

#: The bit of a folder's flags that says: sent mail lies here.
_SENT_FLAG = 0x200
_MOST_PREFERENCES, _MOST_CACHE = 8 * 1024 * 1024, 32 * 1024 * 1024
#: How deep folders lie in folders, and how many files are looked at.
_DEEPEST, _MOST_FILES = 12, 20_000
_PREFERENCE = re.compile(r'^user_pref\("([^"]{1,200})",\s*"((?:[^"\\]|\\.)*)"\);', re.MULTILINE)


@dataclass(frozen=True)
class Profile:
    """A profile that was found: its name and its folder; ``default`` is the one that is used."""

    name: str
    path: Path
    default: bool = False


@dataclass(frozen=True)
class SentFolder:
    """A folder with sent mail: its file or directory, and its name with the account's before it."""

    path: Path
    name: str


@dataclass(frozen=True)
class ThunderbirdStore:
    """Every folder with sent mail of one profile."""

    profile: Path

    def look(self, since: datetime, read_to: str, wanted: Wanted, stop: Stop) -> Seen:
        """See SentStore. A folder that cannot be read is named among ``unread``; the others are read all the same."""
        import json

        if not is_profile(self.profile):
            raise NeighbourFailed("mail-profile-gone", kept="everything", folder=str(self.profile))
        before, after = _told(read_to), {}
        seen: list[Seen] = []
        unread: list[str] = []
        for folder in sent_folders(self.profile):
            stop.check()
            key = str(folder.path)
            store = MaildirStore if folder.path.is_dir() else MboxStore
            try:
                part = store(folder.path, folder.name).look(since, before.get(key, ""), wanted, stop)
            except NeighbourFailed as failed:
                if failed.code == "look-stopped":
                    raise
                unread.append(folder.name)
                continue
            after[key] = part.read_to
            seen.append(part)
        return together(seen, json.dumps(after), unread)


# -- profiles ----------------------------------------------------------------------------------------------------------


def profiles() -> tuple[Profile, ...]:
    """The profiles of this user, the one in use first."""
    found: dict[Path, Profile] = {}
    for root in _roots():
        for profile in _listed(root):
            if profile.path not in found and is_profile(profile.path):
                found[profile.path] = profile
    return tuple(sorted(found.values(), key=lambda each: not each.default))


def is_profile(path: Path) -> bool:
    """Whether a folder is a profile that has been used."""
    return (path / "prefs.js").is_file()


def _roots() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("APPDATA", home / "AppData" / "Roaming")) / "Thunderbird"
    elif sys.platform == "darwin":
        yield home / "Library" / "Thunderbird"
    else:
        yield home / ".thunderbird"
        yield home / ".config" / "thunderbird"
        yield home / ".var" / "app" / "org.mozilla.Thunderbird" / ".thunderbird"
        yield home / "snap" / "thunderbird" / "common" / ".thunderbird"


def _listed(root: Path) -> Iterator[Profile]:
    import configparser

    read = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        read.read_string((root / "profiles.ini").read_text(encoding="utf-8-sig", errors="replace"))
    except (OSError, configparser.Error):
        return
    # Each installation names the profile it uses; the mark of a profile is older.
    used = {read[each]["Default"] for each in read.sections() if each.startswith("Install") and "Default" in read[each]}
    for section in read.sections():
        path = read[section].get("Path", "")
        if section.startswith("Profile") and path:
            place = root / path if read[section].get("IsRelative", "1") == "1" else Path(path)
            default = path in used if used else read[section].get("Default") == "1"
            yield Profile(read[section].get("Name", place.name), place, default)


# -- folders -----------------------------------------------------------------------------------------------------------


def sent_folders(profile: Path) -> tuple[SentFolder, ...]:
    """Every folder with sent mail: those that Thunderbird itself marked, those that accounts copy to, those called so.

    Raises NeighbourFailed mail-folder-unreadable when the profile cannot be read.
    """
    try:
        preferences = _preferences(profile)
    except OSError as error:
        why = error.strerror or ""
        raise NeighbourFailed("mail-folder-unreadable", kept="everything", folder=profile.name, why=why) from error
    marked = {*_marked(profile), *_copied_to(preferences, profile)}
    found: dict[Path, SentFolder] = {}
    for name, directory in _accounts(preferences, profile):
        for path in _walked(directory):
            if (path in marked or is_sent(path.name)) and _holds_mail(path):
                shown = "/".join(decoded(part.removesuffix(".sbd")) for part in path.relative_to(directory).parts)
                found[path] = SentFolder(path, f"{name}: {shown}")
    return tuple(found.values())


def _preferences(profile: Path) -> dict[str, str]:
    with (profile / "prefs.js").open("rb") as file:
        text = file.read(_MOST_PREFERENCES).decode("utf-8", "replace")
    return {name: _unescaped(value) for name, value in _PREFERENCE.findall(text)}


def _unescaped(value: str) -> str:
    import json

    try:
        return str(json.loads(f'"{value}"'))
    except ValueError:
        return value


def _accounts(preferences: dict[str, str], profile: Path) -> Iterator[tuple[str, Path]]:
    """(name, directory) of every account; two that share a directory are one."""
    seen: set[Path] = set()
    for server in _servers(preferences):
        directory = _directory(preferences, server, profile)
        if directory is not None and directory not in seen:
            seen.add(directory)
            given = preferences.get(f"{server}.name") or preferences.get(f"{server}.userName")
            yield given or preferences.get(f"{server}.hostname") or directory.name, directory


def _servers(preferences: dict[str, str]) -> list[str]:
    return sorted({name.rpartition(".")[0] for name in preferences if re.fullmatch(r"mail\.server\.\w+\.type", name)})


def _directory(preferences: dict[str, str], server: str, profile: Path) -> Path | None:
    relative = preferences.get(f"{server}.directory-rel", "")
    if relative.startswith("[ProfD]"):
        return profile / relative.removeprefix("[ProfD]")
    given = preferences.get(f"{server}.directory", "")
    return Path(given) if given else None


def _copied_to(preferences: dict[str, str], profile: Path) -> Iterator[Path]:
    """Where the accounts keep copies of what they send: ``imap://me%40firm.com@imap.firm.com/Sent``."""
    for name, value in preferences.items():
        if not name.startswith("mail.identity.") or not name.endswith(".fcc_folder"):
            continue
        try:
            url = urlsplit(value)
            host, user = url.hostname or "", unquote(url.username or "")
        except ValueError:
            continue
        parts = [unquote(each) for each in url.path.split("/") if each]
        for server in _servers(preferences):
            same_host = preferences.get(f"{server}.hostname", "").casefold() == unquote(host).casefold()
            directory = _directory(preferences, server, profile)
            if parts and same_host and preferences.get(f"{server}.userName", "") == user and directory is not None:
                yield directory.joinpath(*(f"{each}.sbd" for each in parts[:-1]), parts[-1])


def _marked(profile: Path) -> Iterator[Path]:
    """The folders that Thunderbird keeps as those for sent mail, by their index files."""
    import json

    try:
        with (profile / "folderCache.json").open("rb") as file:
            told = json.loads(file.read(_MOST_CACHE))
    except (OSError, ValueError, RecursionError):
        return
    for place, facts in told.items() if isinstance(told, dict) else ():
        flags = facts.get("flags") if isinstance(facts, dict) else None
        if isinstance(flags, int) and flags & _SENT_FLAG and isinstance(place, str):
            yield Path(place.removesuffix(".msf"))


def _walked(directory: Path) -> Iterator[Path]:
    """Every file and maildir of an account, also in folders of folders."""
    waiting = [(directory, 0)]
    seen = 0
    while waiting and seen < _MOST_FILES:
        current, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda each: each.name)
        except OSError:
            continue
        for entry in entries:
            seen += 1
            if entry.name.endswith(".sbd"):
                if depth < _DEEPEST:
                    waiting.append((Path(entry.path), depth + 1))
            elif not entry.name.endswith((".msf", ".dat", ".html", ".json", ".sqlite")):
                yield Path(entry.path)


def _holds_mail(path: Path) -> bool:
    try:
        return (path / "cur").is_dir() if path.is_dir() else is_mbox(path)
    except OSError:
        # Named as sent mail and not readable: the look says so.
        return True


def _told(read_to: str) -> dict[str, str]:
    import json

    try:
        told = json.loads(read_to) if read_to else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}
