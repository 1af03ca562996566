"""What is promised to one customer, said on its page (D7)."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tradedesk.services import promise_terms


def test_d7_what_is_promised_to_one_customer_is_said_on_its_page_and_taken_back(seen, qtbot, desk, bench, firm):
    seen.open(firm.gulf, tab="overview")
    promises = seen.page.detail.overview.promises
    field = promises.editor.rows["inquiry"].number

    def say(text):
        field.setFocus()
        field.selectAll()
        field.insert(text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        seen.settle()

    assert (field.text(), field.placeholderText()) == ("", "24")
    say("12")
    said = {each.kind: (each.number, each.said_here) for each in promise_terms.of_party(bench, firm.gulf)}
    assert said["inquiry"] == (12, True)
    assert promise_terms.of_party(bench, firm.nordlicht)[0].number == 24
    say("soon")
    seen.until(lambda: "whole number" in seen.words(promises))
    desk.undo()
    seen.until_kept(lambda bench: promise_terms.of_party(bench, firm.gulf)[0].number == 24)
    seen.settle()
