"""Start TradeDesk from a checkout: ``python3 build/start.py [--sample] [--profile DIR] [--tour DIR] …``.

Makes the program's own environment at the first start, names or installs the system libraries that are missing, and
hands every argument to the program.
"""

from __future__ import annotations

import os
import subprocess
import sys

import environment
import system


def main() -> int:
    environment.require_python()
    needed = system.missing_for_window(dict(os.environ))
    if environment.is_ready("run"):
        system.provide(needed)
    else:
        if environment.needs_venv_module():
            needed.append(system.venv_package())
        system.provide(needed, system.missing_fonts())
        environment.prepare("run")
    command = [str(environment.PYTHON), "-m", "tradedesk", *sys.argv[1:]]
    searched = os.pathsep.join(filter(None, [str(environment.ROOT), os.environ.get("PYTHONPATH")]))
    # -P: a file beside the ledger or in the working folder is never taken for a module.
    command.insert(1, "-P")
    variables = {**os.environ, "PYTHONPATH": searched}
    if sys.platform == "win32":  # there exec would return to the prompt while the program still runs
        return subprocess.run(command, env=variables, check=False).returncode
    sys.stdout.flush()
    os.execve(command[0], command, variables)
    return 1


if __name__ == "__main__":
    sys.exit(main())
