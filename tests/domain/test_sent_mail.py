"""A mail that was found: is it the one that was handed over, and was it changed (F3)?"""

from __future__ import annotations

import textwrap
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.message import Attachment, Recipient
from tradedesk.domain.sent_difference import compare
from tradedesk.domain.sent_finding import decide, may_be
from tradedesk.domain.sent_mail import Handed, SentFile, SentMail

AT = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
BODY = """Dear Mr. Brandt,

your order TD-2026-0160 has reached production. The 120 rattan lounge sets will be ready on 10 December 2026.

- photos of the frames are attached
- the balance of USD 28,980.00 is due against the B/L copy

我们会在发货后立即通知您运单号，请放心。

Best regards
Chen Yu"""
TO = (Recipient("to", "einkauf@nordlicht.de", "Einkauf"), Recipient("cc", "j.brandt@nordlicht.de", "Jörg Brandt"))
PHOTO = Attachment("frames.jpg", "/tmp/frames.jpg", 3, "aa")


def handed(number=1, *, at=AT, subject="Order TD-2026-0160: progress", text=BODY, people=TO, files=(), **more):
    return Handed(number, at, subject, text, people, files, **more)


def mail(key="<1@here>", *, at=AT + timedelta(minutes=3), subject="Order TD-2026-0160: progress", text=BODY, people=TO,
         files=(), html=False, **more):  # fmt: skip
    sender = more.pop("sender", "chen@lantian.cn")
    return SentMail(key, at, sender, "Chen Yu", subject, people, ((text, html),), files, **more)


def changed(one, other):
    return [(each.code, dict(each.facts)) for each in compare(one, other).changes]


def codes(one, other):
    return [code for code, _ in changed(one, other)]


def noted(one, other):
    return [each.code for each in compare(one, other).notes]


# -- which mail it is --------------------------------------------------------------------------------------------------


def test_the_mail_that_was_handed_over_is_known_again():
    (verdict,) = decide([handed()], [mail("<other@here>", subject="Samples", text="Quite another matter."), mail()])
    assert verdict.found is not None
    assert (verdict.found.mail.key, verdict.found.comparison.changes) == ("<1@here>", ())
    assert {each.code for each in verdict.found.likeness.why} >= {"sent-like-subject", "sent-like-people"}


def test_a_mail_from_before_the_hand_over_is_never_it():
    (verdict,) = decide([handed()], [mail(at=AT - timedelta(minutes=3))])
    assert (verdict.found, verdict.perhaps) == (None, ())


def test_two_letters_of_one_template_to_one_customer_are_told_apart_by_their_order():
    other = "Order TD-2026-0161: progress"
    both = [handed(1), handed(2, subject=other, text=BODY.replace("0160", "0161"))]
    found = decide(both, [mail("<b@x>", subject=other, text=BODY.replace("0160", "0161")), mail("<a@x>")])
    assert [each.found.mail.key for each in found] == ["<a@x>", "<b@x>"]


def test_a_letter_handed_over_twice_and_sent_once_is_asked_about():
    found = decide([handed(1), handed(2, at=AT + timedelta(minutes=1))], [mail()])
    assert [each.found for each in found] == [None, None]
    assert [[one.mail.key for one in each.perhaps] for each in found] == [["<1@here>"], ["<1@here>"]]


def test_a_letter_sent_between_two_hand_overs_belongs_to_the_first_and_the_next_to_the_second():
    late = AT + timedelta(hours=2)
    mails = [mail("<2@x>", at=late + timedelta(minutes=1)), mail("<1@x>", at=AT + timedelta(minutes=1))]
    found = decide([handed(1), handed(2, at=late)], mails)
    assert [each.found.mail.key if each.found else None for each in found] == ["<1@x>", "<2@x>"]


def test_the_same_mail_sent_twice_counts_from_the_first_time():
    again = mail("<2@x>", at=AT + timedelta(hours=1))
    (verdict,) = decide([handed()], [again, mail("<1@x>")])
    assert verdict.found is not None
    assert verdict.found.mail.key == "<1@x>"


def test_two_different_mails_that_both_resemble_it_are_asked_about():
    one = mail("<1@x>", text=BODY.replace("10 December", "12 December"))
    other = mail("<2@x>", text=BODY.replace("10 December", "14 December"))
    (verdict,) = decide([handed()], [one, other])
    assert verdict.found is None
    assert len(verdict.perhaps) == 2


def test_a_mail_to_quite_other_people_is_asked_about():
    (verdict,) = decide([handed()], [mail(people=(Recipient("to", "other@else.com"),))])
    assert verdict.found is None
    assert codes(handed(), verdict.perhaps[0].mail).count("sent-recipient-missing") == 2


def test_a_mail_without_a_date_is_asked_about():
    (verdict,) = decide([handed()], [mail(at=None)])
    assert verdict.found is None
    assert len(verdict.perhaps) == 1


def test_what_the_user_refused_is_not_offered_again():
    (verdict,) = decide([handed(refused=frozenset({"<1@here>"}))], [mail()])
    assert (verdict.found, verdict.perhaps) == (None, ())


def test_a_mail_that_belongs_to_another_entry_is_not_taken_twice():
    (verdict,) = decide([handed()], [mail()], frozenset({"<1@here>"}))
    assert (verdict.found, verdict.perhaps) == (None, ())


def test_copies_of_one_notice_share_their_mail_but_not_that_of_another_batch():
    everybody = frozenset(f"buyer@firm{n}.com" for n in range(4))

    def copy(n):
        people = (Recipient("to", "chen@lantian.cn"), Recipient("bcc", f"buyer@firm{n}.com"))
        return handed(n + 1, people=people, group="g1", others=everybody)

    batch = (Recipient("to", "chen@lantian.cn"), *(Recipient("bcc", f"buyer@firm{n}.com") for n in range(2)))
    found = decide([copy(n) for n in range(4)], [mail(people=batch)])
    assert [each.found is not None for each in found] == [True, True, False, False]
    assert found[0].found.comparison.changes == ()


def test_a_notice_whose_bcc_is_not_shown_is_asked_about():
    people = (Recipient("to", "chen@lantian.cn"), Recipient("bcc", "buyer@firm1.com"))
    (verdict,) = decide([handed(people=people, group="g1")], [mail(people=people[:1])])
    assert verdict.found is None
    assert len(verdict.perhaps) == 1


def test_only_mails_that_may_be_it_are_read_whole():
    assert may_be([handed()], AT, "Re: order TD-2026-0160:  progress", [])
    assert may_be([handed()], AT, "Something", ["EINKAUF@Nordlicht.DE"])
    assert not may_be([handed()], AT, "Something", ["someone@else.com"])
    assert not may_be([handed()], AT - timedelta(days=1), "Order TD-2026-0160: progress", ["einkauf@nordlicht.de"])


# -- recipients, subject, attachments ----------------------------------------------------------------------------------


def test_recipients_added_removed_and_moved_are_told():
    now = (Recipient("cc", "Einkauf@NORDLICHT.de"), Recipient("to", "boss@nordlicht.de"))
    assert changed(handed(), mail(people=now)) == [
        ("sent-recipient-moved", {"role": "cc", "before": "to", "address": "Einkauf@NORDLICHT.de"}),
        ("sent-recipient-missing", {"role": "cc", "address": "j.brandt@nordlicht.de"}),
        ("sent-recipient-added", {"role": "to", "address": "boss@nordlicht.de"}),
    ]


def test_a_copy_to_oneself_is_no_change():
    assert codes(handed(), mail(people=(*TO, Recipient("bcc", "chen@lantian.cn")))) == []


def test_bcc_that_a_program_does_not_write_down_is_noted_and_no_change():
    people = (*TO, Recipient("bcc", "boss@lantian.cn"))
    assert (codes(handed(people=people), mail()), noted(handed(people=people), mail())) == ([], ["sent-bcc-not-shown"])


def test_an_address_in_letters_of_its_own_country_is_the_same_in_ascii():
    from idna import encode

    one = handed(people=(Recipient("to", "verkauf@Straßenbau-Möbel.de"),))
    ascii_domain = encode("straßenbau-möbel.de").decode()
    assert ascii_domain.startswith("xn--")
    assert codes(one, mail(people=(Recipient("to", f"verkauf@{ascii_domain}"),))) == []


def test_a_changed_subject_is_told():
    assert changed(handed(), mail(subject="Order TD-2026-0160: delay")) == [
        ("sent-subject-changed", {"was": "Order TD-2026-0160: progress", "now": "Order TD-2026-0160: delay"})
    ]


def test_a_missing_an_added_and_another_file_are_told():
    files = (PHOTO, Attachment("PI.pdf", "/tmp/PI.pdf", 3, "bb"))
    sent = (SentFile("PI.pdf", 3, ("cc",)), SentFile("price list.xlsx", 3, ("dd",)))
    assert changed(handed(files=files), mail(files=sent)) == [
        ("sent-file-missing", {"name": "frames.jpg"}),
        ("sent-file-other", {"name": "PI.pdf"}),
        ("sent-file-added", {"name": "price list.xlsx"}),
    ]


def test_a_file_with_another_name_and_the_same_bytes_is_the_same():
    assert codes(handed(files=(PHOTO,)), mail(files=(SentFile("IMG_1.JPG", 3, ("x", "aa")),))) == []


def test_the_picture_of_a_signature_and_a_seal_are_not_attachments():
    drawn = (SentFile("logo.png", 9, ("zz",), drawn=True), SentFile("smime.p7s", 9, ("yy",)))
    assert codes(handed(), mail(files=drawn)) == []


def test_files_of_a_mail_that_could_not_be_read_whole_are_noted():
    one = handed(files=(PHOTO,))
    assert (codes(one, mail(whole=False)), noted(one, mail(whole=False))) == ([], ["sent-files-not-read"])


# -- the text ----------------------------------------------------------------------------------------------------------


def test_a_changed_line_is_told_with_what_it_was():
    assert changed(handed(), mail(text=BODY.replace("10 December", "12 December"))) == [
        (
            "sent-line-changed",
            {
                "was": "your order TD-2026-0160 has reached production. "
                "The 120 rattan lounge sets will be ready on 10 December 2026.",
                "now": "your order TD-2026-0160 has reached production. "
                "The 120 rattan lounge sets will be ready on 12 December 2026.",
            },
        )
    ]


def test_a_line_taken_out_and_one_put_in_are_told():
    without = BODY.replace("- the balance of USD 28,980.00 is due against the B/L copy\n", "")
    assert changed(handed(), mail(text=without)) == [
        ("sent-line-missing", {"was": "the balance of USD 28,980.00 is due against the B/L copy"})
    ]
    more = BODY.replace("Best regards", "Please confirm by Friday.\n\nBest regards")
    assert changed(handed(), mail(text=more)) == [("sent-line-added", {"now": "Please confirm by Friday."})]


def test_words_after_the_end_are_a_change():
    assert changed(handed(), mail(text=BODY + "\n\nP.S. We can give you 5% more discount.")) == [
        ("sent-line-added", {"now": "P.S. We can give you 5% more discount."})
    ]


def test_a_chinese_character_that_was_changed_is_found_in_its_line():
    ((code, facts),) = changed(handed(), mail(text=BODY.replace("立即", "三天后")))
    assert (code, facts["now"]) == ("sent-line-changed", "我们会在发货后三天后通知您运单号，请放心。")


@pytest.mark.parametrize("signature", ["\n-- \nChen Yu\nNingbo Lantian Trading", "\n\nChen Yu | Lantian\n+86 574 1"])
def test_a_signature_is_noted_and_no_change(signature):
    assert (codes(handed(), mail(text=BODY + signature)), noted(handed(), mail(text=BODY + signature))) == (
        [], ["sent-signature-added"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "quoted",
    [
        "\n\nOn 20 Nov 2026, Jörg Brandt wrote:\n> Where are my sets?\n> Brandt",
        "\n\n-----Original Message-----\nFrom: Brandt\nSent: Friday\nTo: Chen\nSubject: sets\n\nWhere are my sets?",
        "\n\n发件人：Brandt\n发送时间：2026年11月20日\n收件人：Chen\n主题：sets\n\nWhere are my sets?",
    ],
)
def test_the_mail_that_was_answered_is_noted_and_no_change(quoted):
    assert (codes(handed(), mail(text=BODY + quoted)), noted(handed(), mail(text=BODY + quoted))) == (
        [], ["sent-as-answer"],
    )  # fmt: skip


def test_a_mail_without_plain_text_is_compared_by_its_words():
    numbered = BODY.replace("- photos", "1. photos").replace("- the balance", "2. the balance")
    assert codes(handed(text=numbered), mail(text=BODY.replace("- ", ""), html=True)) == []


def test_of_two_readings_the_one_that_differs_less_counts():
    one = mail()
    both = SentMail(one.key, one.at, one.sender, "", one.subject, TO, (("*nothing of it*", False), (BODY, True)))
    assert codes(handed(), both) == []


def test_a_text_changed_all_over_is_counted():
    was = "\n".join(f"Line {n} of the old text" for n in range(40))
    now = "\n".join(f"Line {n} of the {'new' if n % 2 else 'old'} text" for n in range(40))
    found = compare(handed(text=was), mail(text=now)).changes
    assert (len(found), found[-1].code, found[-1].fact("n")) == (13, "sent-more-changes", "8")


@settings(max_examples=150)
@given(st.integers(20, 90), st.sampled_from(["NFC", "NFD"]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_whatever_a_mail_program_does_to_the_lines_is_no_change(width, form, trailing, end):
    lines = [part for line in BODY.split("\n") for part in (_wrapped(line, width) or [""])]
    sent = end.join(line + (" " if trailing else "") for line in lines)
    found = compare(handed(), mail(text=unicodedata.normalize(form, sent).replace("USD ", "USD\u00a0")))
    assert (found.changes, found.notes) == ((), ())


def _wrapped(line, width):
    if line and not line.isascii():
        return [line[at : at + width // 2] for at in range(0, len(line), width // 2)]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


_LETTERS = st.text("abc 12,.-äж报\n", max_size=120)


@settings(max_examples=200)
@given(_LETTERS, _LETTERS)
def test_a_text_equals_itself_and_every_other_text_is_a_change_or_the_same_words(was, now):
    from tradedesk.domain import sent_text

    assert sent_text.compare(was, was).changes == ()
    words = [[each.text for each in sent_text.words(sent_text.tidy(text))] for text in (was, now)]
    found = sent_text.compare(was, now)
    if not found.signed and not found.quotes:
        assert bool(found.changes) == (words[0] != words[1])
    assert all(each.was or each.now for each in found.changes)


@settings(max_examples=60)
@given(st.data())
def test_one_changed_word_is_always_found_in_its_own_line(data):
    lines = BODY.split("\n")
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if line.isascii() and len(line.split()) > 1]))
    words = lines[at].split(" ")
    which = data.draw(st.integers(1, len(words) - 1))
    words[which] += "xyz"
    ((code, facts),) = changed(handed(), mail(text="\n".join([*lines[:at], " ".join(words), *lines[at + 1 :]])))
    assert code == "sent-line-changed"
    assert "xyz" in facts["now"]
    assert "xyz" not in facts["was"]


def test_of_a_long_text_only_the_lines_that_were_changed_are_told():
    lines = [f"{n} pieces of article {n % 7} at {n * 3}.00 USD each, packed in {n % 5} cartons" for n in range(9000)]
    other = {12: "13 pieces of nothing", 4444: "4445 pieces", 8000: "none"}
    now = " ".join(other.get(n, line) for n, line in enumerate(lines))
    found = changed(handed(text="\n".join(lines)), mail(text=now))
    assert [facts["was"] for _, facts in found] == [lines[12], lines[4444], lines[8000]]
