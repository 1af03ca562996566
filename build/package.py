"""Make an installer from the frozen program: ``python3 build/package.py deb|rpm|appimage|nsis|dmg [--keep]``.

``--keep`` takes ``dist/tradedesk`` as it is instead of freezing anew.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

import environment
import freeze
from installers import product

#: A module of build/installers each, with a function ``make``.
KINDS = ("deb", "rpm", "appimage", "nsis", "dmg")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--keep", action="store_true", help="pack what was frozen before")
    arguments = parser.parse_args()
    environment.require_python()
    if not arguments.keep:
        freeze.freeze()
    if freeze.try_out(freeze.FROZEN) != 0:
        print("The frozen program did not pass its own test: nothing was packed.", file=sys.stderr)
        return 1
    package = import_module(f"installers.{arguments.kind}").make(freeze.FROZEN)
    print(f"{package}: {package.stat().st_size / 1e6:.1f} MB")
    lacking = product.to_be_set()
    if lacking:
        print(f"Not to be published yet: set {', '.join(lacking)} in build/installers/product.py.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
