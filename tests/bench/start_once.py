"""Start the real program once, as its user does, on the profile FOLDER/tradedesk.

Prints milliseconds to the first paint and to a usable Today, and the memory held at rest.

python start_once.py FOLDER [--stay SECONDS]
"""

import os
import sys

os.environ["XDG_DATA_HOME"] = sys.argv[1]  # the program is started without arguments, like from its icon

from tests.bench.process import pss_kib, since_start  # isort: skip
from tradedesk import app as root  # isort: skip
from tradedesk.__main__ import main  # isort: skip

stay = float(sys.argv[sys.argv.index("--stay") + 1]) if "--stay" in sys.argv else 0.0
build = root.build


def watched(app, *rest, **named):
    """The program's own window, with somebody looking at it."""
    from PySide6.QtCore import QTimer

    window, desk = build(app, *rest, **named)
    happened = []

    def note(what) -> None:
        happened.append(what)
        if what == "painted":
            print(f"first-paint {since_start():.1f}", flush=True)
        if happened in (["filled", "painted"], ["painted", "filled"]):
            if what == "filled":
                window.repaint()
            print(f"usable {since_start():.1f}", flush=True)
            QTimer.singleShot(int(1000 * stay), end)

    def end() -> None:
        print(f"pss {pss_kib()}", flush=True)
        window.close()
        app.quit()

    window.painted.connect(lambda: note("painted"))
    window.page.presenter.agenda_changed.connect(lambda: note("filled"))
    return window, desk


root.build = watched
sys.exit(main([]))
