"""Some releases of the Qt binding crash Python 3.11 after a few hundred signals; this one must not."""

from __future__ import annotations

import subprocess
import sys
import textwrap

SCRIPT = textwrap.dedent(
    """
    import gc, sys, threading
    from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Qt, Signal, Slot

    class Source(QObject):
        plain, named, everything = Signal(), Signal(str, int), Signal(object)

    class Sink(QObject):
        heard = 0

        @Slot(str, int)
        def named(self, text, number):
            self.heard += len(text) and 1

        def everything(self, value):
            self.heard += value["n"] >= 0

    class Worker(QThread):
        told = Signal(object)

        def run(self):
            for n in range(1500):
                self.told.emit({"n": n, "rows": [str(n)] * 5})

    app = QCoreApplication([])
    sink, source = Sink(), Source()
    source.named.connect(sink.named)
    source.everything.connect(sink.everything)
    source.everything.connect(lambda value: gc.collect(0) if value["n"] % 100 == 0 else None)
    for n in range(3000):
        source.named.emit("order", n)
        source.everything.emit({"n": n})
        short_lived = Source()
        short_lived.plain.connect(lambda n=n: setattr(sink, "last", n))
        short_lived.plain.emit()
    workers = [Worker() for _ in range(2)]
    for worker in workers:
        worker.told.connect(sink.everything, Qt.ConnectionType.QueuedConnection)
        worker.start()
    plain = threading.Thread(target=lambda: [source.everything.emit({"n": n}) for n in range(1500)])
    plain.start()
    QTimer.singleShot(20000, app.quit)
    watch = QTimer(interval=10)
    watch.timeout.connect(lambda: app.quit() if sink.heard >= 10500 else None)
    watch.start()
    app.exec()
    plain.join()
    [worker.wait() for worker in workers]
    print(sink.heard, sink.last)
    """
)


def test_thousands_of_signals_through_slots_and_threads_do_not_crash_the_interpreter() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "10500 2999"), ended.stderr
