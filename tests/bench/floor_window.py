"""The floor under the start: an empty window of the same toolkit; prints milliseconds since process start, and PSS.

python floor_window.py [--stay SECONDS]
"""

import sys
import time

from tests.bench.process import pss_kib, since_start

from PySide6.QtCore import QTimer  # isort: skip
from PySide6.QtWidgets import QApplication, QMainWindow  # isort: skip


class Window(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.done)

    def done(self):
        print(f"first-paint {since_start():.1f}", flush=True)
        QTimer.singleShot(int(1000 * stay), self.end)

    def end(self):
        print(f"pss {pss_kib()}", flush=True)
        app.quit()


stay = float(sys.argv[sys.argv.index("--stay") + 1]) if "--stay" in sys.argv else 0.0
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1000, 700)
window.show()
began = time.monotonic()
sys.exit(app.exec())
