"""What the checks are told by the ledger: papers, names, what the customer wrote, silences, the dictionary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.letter_desk import LetterDesk
from tradedesk.domain.check import Act, Weight
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.spelling.dictionary import load_english
from tradedesk.integrations.spelling.found import english_dictionaries
from tradedesk.services import composing, draft_checks, silenced, spelling, writing
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench

pytestmark = pytest.mark.usefixtures("no_program")

AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\nSFX S Y 1\nSFX S 0 s .\n"
WORDS = """
dear mister the good be ready we ship they on please send your answer kind regard and is are our order with price may
change all of packed answering receive look at
"""
DIC = "\n".join(["40", *(f"{word}/S" for word in WORDS.split())])


@pytest.fixture
def dictionary(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "en_GB.aff").write_text(AFF)
    (folder / "en_GB.dic").write_text(DIC)
    monkeypatch.setattr("tradedesk.integrations.spelling.found._roots", lambda: iter([folder]))
    return folder


@pytest.fixture
def no_dictionary(monkeypatch) -> None:
    monkeypatch.setattr("tradedesk.integrations.spelling.found._roots", lambda: iter(()))


def letter(bench: Bench, company: LetterDesk, body: str, subject: str = "Order TD-2026-0160: goods ready") -> int:
    number = composing.draft_update(bench, order_id=company.order, template="letter")
    composing.save_text(bench, number, subject, f"Dear Mr. Brandt,\n\n{body}\n\nKind regards\nChen Yu")
    return number


def look(bench: Bench, number: int) -> dict[str, object]:
    return {each.reason.code: each for each in composing.view(bench, number).checks if each.weight is Weight.LOOK}


# -- papers ------------------------------------------------------------------------------------------------------------


def paper(bench: Bench, company: LetterDesk, path: Path, version: int, kind: str = "pi") -> None:
    path.write_bytes(b"%PDF-1.7")
    with bench.ledger.write("filed") as writer:
        row = {"order_id": company.order, "kind": kind, "number": "PI-2026-0160", "document_version": version}
        more = {"title": path.name, "path": str(path), "size": 8, "sha256": str(version), "created_at": bench.stamp()}
        writer.insert("documents", {**row, **more})


def with_papers(bench: Bench, monkeypatch, kinds: tuple[str, ...]) -> None:
    """The plain letter usually goes with these papers."""
    told = template_verbs.every
    fitted = tuple(
        replace(each, attachments=kinds if each.code == "letter" else each.attachments) for each in told(bench)
    )
    monkeypatch.setattr(template_verbs, "every", lambda _bench: fitted)


def test_the_newest_paper_that_goes_with_a_text_is_offered_until_it_is_attached(bench, company, tmp_path, monkeypatch):
    with_papers(bench, monkeypatch, ("pi",))
    for version in (1, 2):
        paper(bench, company, tmp_path / f"pi-{version}.pdf", version)
    number = letter(bench, company, "The goods are ready.")
    offered = look(bench, number)["suggested-not-attached"].remedies[0]
    assert (offered.act, offered.what, offered.by) == (Act.ATTACH, str(tmp_path / "pi-2.pdf"), "pi-2.pdf")
    composing.attach(bench, number, Path(offered.what))
    assert "suggested-not-attached" not in look(bench, number)
    assert "newer-version" not in look(bench, number)


def test_a_paper_that_nobody_made_yet_is_missed_without_an_offer(bench, company, monkeypatch):
    with_papers(bench, monkeypatch, ("packing-list", "photos"))
    number = letter(bench, company, "The goods are ready.")
    missed = look(bench, number)["suggested-not-there"]
    assert (missed.remedies, missed.reason.fact("paper")) == ((), "packing-list")


def test_photos_that_nobody_took_are_not_missed(bench, company, monkeypatch):
    with_papers(bench, monkeypatch, ("photos", "packing-list"))
    assert "suggested-not-there" not in look(bench, letter(bench, company, "The goods are ready."))


# -- what needs no explaining ------------------------------------------------------------------------------------------


def received(bench: Bench, company: LetterDesk, body: str) -> None:
    with bench.ledger.write("logged") as writer:
        row = {"at": bench.stamp(), "medium": "mail", "direction": "in", "party_id": company.party, "body": body}
        writer.insert("messages", row)


def test_an_abbreviation_is_known_once_the_customer_wrote_it_but_not_by_quoting_us(bench, company):
    number = letter(bench, company, "The ETD is 5 December.")
    assert "abbreviations" in look(bench, number)
    received(bench, company, "Thank you.\n> The ETD is 5 December.")
    assert "abbreviations" in look(bench, number)
    received(bench, company, "What is the ETD?")
    assert "abbreviations" not in look(bench, number)


def test_the_words_of_agreed_terms_are_known(bench, company):
    number = letter(bench, company, "Payment: T/T 30% deposit, 70% B/L copy.")
    assert "abbreviations" not in look(bench, number)
    with bench.ledger.write("changed") as writer:
        writer.update("orders", company.order, {"stage": "quoted"})
    assert "abbreviations" in look(bench, number)


def test_a_greeting_need_not_name_the_order_nor_mind_the_holiday_it_is_about(bench, company):
    number = composing.draft_update(bench, order_id=company.order, template="season-greeting")
    composing.save_text(bench, number, "Season's greetings", "Dear Mr. Brandt,\nhappy New Year on 1 January 2027.")
    assert not {"subject-without-order", "holiday-on-day"} & set(look(bench, number))


def test_a_christmas_greeting_to_the_gulf_is_advised_against_until_the_contact_is_noted_to_keep_it(bench, company):
    with bench.ledger.write("moved", undoable=False) as writer:
        writer.update("parties", company.party, {"country": "SA"})
    number = composing.draft_update(bench, party_id=company.party, template="season-greeting")
    assert {"christmas-not-kept"} == {code for code in look(bench, number) if "feast" in code or "kept" in code}
    with bench.ledger.write("noted", undoable=False) as writer:
        for contact in bench.ledger.read.all("select id from contacts where party_id = ?", (company.party,)):
            writer.update("contacts", contact[0], {"notes": "Keeps Christmas"})
    assert {"feast-noted"} == {code for code in look(bench, number) if "feast" in code or "kept" in code}


def test_presumed_mailboxes_are_asked_about_but_not_in_the_mail_that_asks(bench, company):
    number = letter(bench, company, "The goods are ready.")
    assert "addresses-unconfirmed" not in look(bench, number)
    with bench.ledger.write("changed") as writer:
        writer.update("addresses", company.main, {"standing": "presumed"})
    composing.route_again(bench, number)
    presumed = look(bench, number).get("addresses-unconfirmed")
    assert presumed is not None
    assert presumed.remedies[0].act is Act.ASK_ADDRESSES
    asking = composing.draft_update(bench, party_id=company.party, template="which-address")
    assert "addresses-unconfirmed" not in look(bench, asking)


def test_holidays_there_carry_their_chinese_name_too(bench, company):
    number = letter(bench, company, "We deliver on 25 December 2026.")
    reason = look(bench, number)["holiday-on-day"].reason
    assert reason.fact("holiday") == "Christmas Day"
    assert reason.fact("holiday_zh") == "圣诞节"


def test_in_japan_a_quotation_that_leaves_a_parameter_out_is_told(bench, company):
    with bench.ledger.write("changed") as writer:
        writer.update("parties", company.party, {"country": "JP", "zone": "Asia/Tokyo"})
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    composing.save_text(bench, number, "Order TD-2026-0160: our offer", "Dear Sato-sama,\nwe offer.\nPort: Ningbo.")
    missing = look(bench, number)["parameters-missing"].reason.fact("facts")
    assert "order.port_loading" not in missing
    assert "order.payment_terms" in missing


def test_the_tone_chosen_for_a_message_wins_over_the_country(bench, company):
    number = letter(bench, company, "The goods are ready.")
    from tradedesk.ledger import drafts

    with bench.ledger.write("changed") as writer:
        draft = drafts.draft(writer, number)
        drafts.save_draft(writer, replace(draft, tone="warm"), bench.stamp())
    assert "warm-opening-missing" in look(bench, number)


# -- silence -----------------------------------------------------------------------------------------------------------


def test_advice_silenced_for_a_customer_is_hidden_there_and_can_be_brought_back(bench, company):
    number = letter(bench, company, "Pls see the ETD.")
    made = silenced.silence(bench, "abbreviations", company.party)
    assert silenced.silence(bench, "abbreviations", company.party) == made
    view = composing.view(bench, number)
    assert "abbreviations" not in look(bench, number)
    assert [(check.reason.code, each.party) for check, each in view.hidden] == [
        ("abbreviations", "Nordlicht Möbel GmbH")
    ]
    silenced.bring_back(bench, made)
    assert "abbreviations" in look(bench, number)
    assert composing.view(bench, number).hidden == ()


def test_a_silence_for_one_customer_is_none_for_another(bench, company):
    number = letter(bench, company, "Pls see the ETD.")
    silenced.silence(bench, "abbreviations", bench.own().id)
    assert "abbreviations" in look(bench, number)
    silenced.silence(bench, "abbreviations")
    assert "abbreviations" not in look(bench, number)


def test_what_must_be_fixed_cannot_be_silenced(bench, company):
    with pytest.raises(ValueError, match="facts"):
        silenced.silence(bench, "facts")
    for kind in ("subject", "language", "signs"):
        silenced.silence(bench, kind)
    number = composing.draft_update(bench, order_id=company.order, template="inquiry-reply")
    composing.save_text(bench, number, "", "⟦order.moq⟧")
    must = [each.reason.code for each in composing.view(bench, number).checks if each.weight is Weight.MUST]
    assert must == ["fact-missing", "subject-empty"]


def test_silencing_is_undone_like_anything_else(bench, company):
    silenced.silence(bench, "slang", company.party)
    undo = bench.ledger.take_news()[-1].undo_id
    from tradedesk.services import desk

    desk.undo(bench, undo)
    assert silenced.every(bench) == ()


# -- spelling ----------------------------------------------------------------------------------------------------------


def test_an_unknown_word_is_told_with_what_it_may_be(bench, company, dictionary):
    number = letter(bench, company, "The goods are redy and packed. We recieve your answer.")
    check = look(bench, number)["spelling"]
    assert [each.what for each in check.remedies] == ["redy", "recieve"]
    assert "ready" in spelling.suggest(bench, "redy").suggestions


def test_names_numbers_and_abbreviations_are_no_errors(bench, company, dictionary):
    body = (
        "Nordlicht, Ningbo, Brandt, Lantian: the order PI-2026-0160 of 120x60cm is ready. MOQ and ETD, pls, a@b.de, "
        "look at list.pdf and https://example.com/wurst. Rattan is packed."
    )
    assert "spelling" not in look(bench, letter(bench, company, body))


def test_names_of_other_customers_and_products_are_looked_up(bench, company, dictionary):
    number = letter(bench, company, "The Zwiebelfisch order is ready with our quibblewood.")
    assert [each.what for each in look(bench, number)["spelling"].remedies] == ["Zwiebelfisch", "quibblewood"]
    from tradedesk.domain.party import Party, PartyKind
    from tradedesk.ledger import parties

    with bench.ledger.write("filled") as writer:
        parties.add_party(writer, Party(0, PartyKind.CUSTOMER, "Zwiebelfisch GmbH", country="DE"))
        writer.insert("products", {"code": "Q-1", "name": "Quibblewood chair"})
    assert "spelling" not in look(bench, number)


@pytest.mark.parametrize(("british", "american"), [
    ("colour", "color"), ("apologise", "apologize"), ("metres", "meters"), ("programme", "program"),
    ("catalogue", "catalog"), ("licence", "license"), ("grey", "gray"), ("labelled", "labeled"),
    ("instalment", "installment"), ("aluminium", "aluminum"), ("organisations", "organizations"),
])  # fmt: skip
def test_english_is_right_on_both_sides_of_the_ocean(british, american):
    assert american in spelling.other_spellings(british)
    assert british in spelling.other_spellings(american)


@pytest.mark.parametrize("slip", ["wil", "al", "yor", "untill", "expence", "instaled", "recieve", "thier"])
def test_a_slip_does_not_pass_for_the_other_sides_spelling(slip):
    right = {"will", "all", "your", "until", "expense", "installed", "receive", "their"}
    assert right.isdisjoint(spelling.other_spellings(slip))


def test_a_word_of_ones_own_is_right_from_then_on_and_kept_in_the_profile(bench, company, dictionary):
    number = letter(bench, company, "The quibble is ready.")
    spelling.learn(bench, "Quibble")
    assert "spelling" not in look(bench, number)
    assert (bench.profile.root / "my-words.txt").read_text() == "quibble\n"
    spelling.set_own_words(bench, "wurst, Senf\n\nwurst")
    assert spelling.own_words(bench) == ("senf", "wurst")
    assert "spelling" in look(bench, number)


def test_without_a_dictionary_nothing_is_said(bench, company, no_dictionary):
    assert "spelling" not in look(bench, letter(bench, company, "The goods are redy."))
    assert spelling.suggest(bench, "redy").suggestions == ()
    assert not writing.writing(bench).has_dictionary


def test_other_languages_are_not_looked_up(bench, company, dictionary):
    number = letter(
        bench, company, "Die Ware ist fertig und wird am Freitag verschickt, wir senden Ihnen die Papiere mit der Post."
    )
    assert "spelling" not in look(bench, number)


def test_the_users_choice_turns_it_off(company, bench, dictionary):
    number = letter(bench, company, "The goods are redy.")
    bench.setting = lambda name: {spelling.OFF_SETTING: True} if name == "more" else None
    assert "spelling" not in look(bench, number)


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 500, b"not a number\nword\n"])
def test_a_broken_dictionary_is_none(tmp_path, content):
    (tmp_path / "en_US.aff").write_bytes(b"\xff\xfe\x00" * 50)
    (tmp_path / "en_US.dic").write_bytes(content)
    found = english_dictionaries([tmp_path])
    made = load_english(found)
    assert made is None or made.knows("anything") in (True, False)


def test_half_a_dictionary_is_not_taken(tmp_path):
    (tmp_path / "en_US.dic").write_text(DIC)
    assert english_dictionaries([tmp_path, tmp_path / "nowhere"]) == ()


# -- the size ----------------------------------------------------------------------------------------------------------


def test_from_what_size_on_a_mail_is_large_is_the_users_choice(bench, company, tmp_path):
    large = tmp_path / "large.bin"
    large.write_bytes(b"x" * 8_000_000)
    number = letter(bench, company, "The goods are ready.")
    composing.attach(bench, number, large)
    assert "size-large" in look(bench, number)
    bench.setting = lambda name: {draft_checks.SIZE_SETTING: 100} if name == "more" else None
    assert "size-large" not in look(bench, number)


@pytest.mark.parametrize(("typed", "size"), [("20", 20), (" 25 MB ", 25), ("1", 1)])
def test_a_size_is_read_as_it_is_typed(typed, size):
    assert writing.size_of(typed) == size


@pytest.mark.parametrize("typed", ["", "0", "201", "-5", "ten", "2.5", "٣"])
def test_what_is_no_size_is_refused(typed):
    with pytest.raises(RuleSaysNo):
        writing.size_of(typed)
