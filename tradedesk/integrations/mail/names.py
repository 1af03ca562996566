"""The names of mail programs, by what a desktop file, the registry or a bundle calls them."""

from __future__ import annotations

_NAMES = {
    "thunderbird": "Thunderbird",
    "betterbird": "Betterbird",
    "icedove": "Icedove",
    "evolution": "Evolution",
    "kmail": "KMail",
    "kontact": "Kontact",
    "geary": "Geary",
    "claws": "Claws Mail",
    "outlook": "Outlook",
    "olk": "Outlook",
    "foxmail": "Foxmail",
    "mailmaster": "NetEase Mail Master",
    "com.apple.mail": "Mail",
}


def name_of(identity: str) -> str:
    """The program's own name; for one that is not known what its desktop file is called, else ""."""
    small = identity.lower()
    for part, name in _NAMES.items():
        if part in small:
            return name
    if not small.endswith(".desktop"):
        return ""
    return identity.removesuffix(".desktop").rpartition(".")[2].replace("-", " ").replace("_", " ").strip()
