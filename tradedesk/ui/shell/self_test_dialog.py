"""The self-test of this installation, in a process of its own, with its report to read and to copy."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget

from tradedesk.ui.widgets.dialogs import ToldDialog
from tradedesk.ui.wording import language, tr


class SelfTestDialog(ToldDialog):
    """Runs the self-test of this installation in a process of its own and shows its report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Check this installation"), tr("Checking; this takes a few seconds…"), "", parent)
        self.copy_button.setEnabled(False)
        descriptor, name = tempfile.mkstemp(prefix="tradedesk-report-", suffix=".txt")
        os.close(descriptor)
        self._report = Path(name)
        self.process = QProcess(self)
        self.process.finished.connect(self._finished)
        self.process.errorOccurred.connect(lambda _error: self._finished(-1))
        frozen = bool(getattr(sys, "frozen", False))
        command = [] if frozen else ["-m", "tradedesk"]
        if not frozen:
            self.process.setWorkingDirectory(str(Path(__file__).resolve().parents[3]))
        self.process.start(
            sys.executable, [*command, "--self-test", "--language", language(), "--report", str(self._report)]
        )

    def _finished(self, code: int, *_: object) -> None:
        if not self._report.exists():
            return
        self.text.setPlainText(self._report.read_text(encoding="utf-8"))
        self._report.unlink()
        self.copy_button.setEnabled(True)
        self.told.setText(
            tr("This installation is sound. The report names no customers.")
            if code == 0
            else tr("Something is wrong with this installation. Install TradeDesk again; your ledger is not touched.")
        )

    def done(self, result: int) -> None:
        """Closing ends the check."""
        if self.process.state() is not QProcess.ProcessState.NotRunning:
            self.process.kill()
            self.process.waitForFinished(2000)
        self._report.unlink(missing_ok=True)
        super().done(result)
