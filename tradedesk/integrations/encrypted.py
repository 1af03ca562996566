"""Whom an encrypted connection trusts: those whom the system trusts."""

from __future__ import annotations

import ssl
from pathlib import Path

#: Where systems keep whom they trust, for a program that was built on another one.
_TRUSTED = (
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)  # fmt: skip


def context() -> ssl.SSLContext:
    """What a connection is encrypted with: TLS 1.2 or newer, to a server that proves its name."""
    made = ssl.create_default_context()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    paths = ssl.get_default_verify_paths()
    if paths.cafile is None and paths.capath is None and not made.cert_store_stats()["x509_ca"]:
        for each in _TRUSTED:
            if Path(each).is_file():
                made.load_verify_locations(each)
                break
    return made
