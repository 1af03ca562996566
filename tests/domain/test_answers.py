"""Reading the answer to "which address is for what" (B3): only what is said, with the line that says it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.answering import ADDRESSES, INFO, LANGUAGES, QUESTIONS, WORDS, answer, by_address, letter, told
from tradedesk.domain.address import Standing
from tradedesk.domain.answer_text import LineState
from tradedesk.domain.answers import Asked, read
from tradedesk.domain.asking import asked_in
from tradedesk.domain.purpose import SHIPPED, Role

YES = "contract:to invoice:to"


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_presumptions_can_be_read_back_in_every_language(language: str) -> None:
    asked = asked_in("Dear\n\n" + "\n".join(letter(language)) + "\n\nbye\n" + "\n".join(letter("en")))
    assert [(number, value) for number, value, _ in asked] == [(each.number, each.value) for each in QUESTIONS]
    for question, (_, _, words) in zip(QUESTIONS, asked, strict=True):
        found = {code for code, _ in WORDS.said(words.rstrip("?？؟ ")).roles}
        assert found == set(question.purposes)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1. yes\n2. invoices only\n3. please do not use\n4. no longer in use", "invoice:to"),
        ("de", "1. Ja, stimmt\n2. Rechnungen, Buchhaltung\n3. bitte nicht verwenden\n4. gibt es nicht mehr", ""),
        ("fr", "1. oui, c'est exact\n2. comptabilité, factures\n3. ne pas utiliser\n4. n'existe plus", ""),
        ("es", "1. sí, correcto\n2. contabilidad, facturas\n3. no usar\n4. ya no existe", ""),
        ("pt", "1. sim\n2. contabilidade: faturas\n3. não usar\n4. já não existe", ""),
        ("it", "1. sì, corretto\n2. contabilità, fatture\n3. non usare\n4. non più attivo", ""),
        ("ru", "1. да, верно\n2. бухгалтерия, счета\n3. не использовать\n4. больше не работает", ""),
        ("tr", "1. evet\n2. muhasebe, faturalar\n3. lütfen kullanmayın\n4. artık kullanılmıyor", ""),
        ("ar", "١. نعم\n٢. المحاسبة، الفواتير\n٣. لا تستخدموا\n٤. لم يعد مستخدما", ""),
        ("zh_CN", "1、是的\n2、财务部，发票\n3、请勿使用\n4、已停用", ""),
        ("ja", "1. はい、その通りです\n2. 経理部、請求書\n3. 使用しないでください\n4. 使っておりません", ""),
        ("ko", "1. 네, 맞습니다\n2. 회계, 청구서\n3. 사용하지 마십시오\n4. 더 이상 사용하지 않습니다", ""),
        ("pl", "1. tak, zgadza się\n2. księgowość, faktury\n3. proszę nie używać\n4. już nie działa", ""),
    ],
)
def test_a_short_answer_by_number_is_understood_in_every_language(language: str, text: str, expected: str) -> None:
    reading = answer(text, language)
    found = by_address(reading)
    assert told(found["orders"]) == YES
    assert told(found["accounts"]) == (expected or "accounting invoice:to")
    assert told(found["khalid"]) == "never"
    assert told(found["info"]) == "retired"
    assert reading.unclear == ()
    assert [each.lines for each in reading.proposals] == [(0,), (1,), (2,), (3,)]
    assert all(each.ticked for each in reading.proposals)


def test_addresses_named_in_a_sentence_have_the_words_beside_them() -> None:
    text = "Thank you.\nInvoices to accounts@gulf.ae, contracts to orders@gulf.ae\ninfo@gulf.ae is the old one"
    found = by_address(answer(text))
    assert told(found["accounts"]) == "invoice:to"
    assert told(found["orders"]) == "contract:to"
    assert told(found["info"]) == "retired"
    both = by_address(answer("orders@gulf.ae and info@gulf.ae: shipping documents"))
    assert told(both["orders"]) == told(both["info"]) == "shipping:to"


@pytest.mark.parametrize(
    ("text", "accounts", "orders"),
    [
        ("发票发到accounts@gulf.ae，合同发orders@gulf.ae。", "invoice:to", "contract:to"),
        ("accounts@gulf.ae收发票。orders@gulf.ae收合同", "invoice:to", "contract:to"),
        ("accounts@ — invoices; orders@ for contracts", "invoice:to", "contract:to"),
        ("Invoices to accounts@gulf.ae, copy to orders@gulf.ae", "invoice:to", "invoice:cc"),
        ("accounts@gulf.ae: invoices (cc orders@gulf.ae)", "invoice:to", "invoice:cc"),
        ("发票发到accounts@gulf.ae，抄送orders@gulf.ae", "invoice:to", "invoice:cc"),
        ("accounts@gulf.ae invoices, cc orders@gulf.ae for drawings", "invoice:to", "technical:cc"),
    ],
)
def test_glued_begun_and_copied_addresses_have_their_own_words(text: str, accounts: str, orders: str) -> None:
    found = by_address(answer(text))
    assert (told(found["accounts"]), told(found["orders"])) == (accounts, orders)


def test_a_copy_of_what_is_refused_is_put_to_nobody() -> None:
    reading = answer("Do not send invoices to orders@gulf.ae, copy to accounts@gulf.ae")
    assert "accounts" not in by_address(reading)
    assert len(reading.unclear) == 1


def test_a_reply_below_a_quoted_line_is_about_it_and_the_quoted_words_are_not_said() -> None:
    first, second, third, fourth = letter()
    text = f"> {first}\nyes\n>\n> {second} --> only invoices\n> {third}\n\nNo, please do not use\n> {fourth}\n"
    reading = answer(text)
    assert {name: told(each) for name, each in by_address(reading).items()} == {
        "orders": YES, "accounts": "invoice:to", "khalid": "never",
    }  # fmt: skip
    assert [each.state for each in reading.lines][:2] == [LineState.QUOTED, LineState.USED]


def test_an_answer_written_between_our_lines_without_any_mark_is_found() -> None:
    first, second, *rest = letter()
    text = "See below.\n\nFrom: Chen <chen@lantian.cn>\nDear Sir\n" + "\n".join(
        [first, "yes", second, "correct", *rest]
    )
    assert {name: told(each) for name, each in by_address(answer(text)).items()} == {
        "orders": YES, "accounts": "invoice:to",
    }  # fmt: skip


def test_what_is_quoted_or_signed_says_nothing() -> None:
    quoted = "\n".join(f"> {each}" for each in letter())
    reading = answer(
        f"1. yes\n\nBest regards\nKhalid\nContracts manager\nme@gulf.ae\n\nOn Monday Chen wrote:\n{quoted}"
    )
    assert [each.value for each in reading.proposals] == ["orders@gulf.ae"]
    assert [each.state for each in reading.lines][2:6] == [LineState.SIGNATURE] * 4


def test_all_correct_confirms_everything_that_was_presumed_and_a_lone_yes_is_asked_about() -> None:
    found = by_address(answer("All correct.\n\nKind regards\nKhalid"))
    assert told(found["orders"]) == YES
    assert [name for name, each in found.items() if each.ticked] == ["orders", "accounts", "khalid"]
    assert not any(each.ticked for each in answer("Yes.").proposals)


@pytest.mark.parametrize(
    "line",
    [
        "1. not for invoices, contracts",
        "1. no invoices",
        "1. maybe contracts",
        "1. contracts?",
        "1. no longer for invoices",
        "1. no",
        "1. always in copy",
        "1. yes, but no longer in use",
        "orders@gulf.ae: do not use, for contracts",
        "Invoices go to Ahmed",
    ],
)
def test_what_can_be_read_in_two_ways_is_shown_and_not_proposed(line: str) -> None:
    reading = answer(line)
    assert reading.proposals == ()
    assert [each.text for each in reading.unclear] == [line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. invoices, not for contracts", "invoice:to contract:never"),
        ("1. not for invoices, only for contracts", "invoice:never contract:to"),
        ("1. contracts, in copy: invoices", "contract:to invoice:cc"),
        ("1. everything", None),
        ("1. purchasing department", "purchasing"),
        ("1. No, technical questions", "technical:to"),
        ("1. Reklamationen und technische Fragen", "complaint:to technical:to"),
    ],
)
def test_the_words_of_a_line_become_cells(line: str, expected: str | None) -> None:
    (found,) = answer(line).proposals
    assert told(found) == expected if expected is not None else len(found.roles) == 8


@pytest.mark.parametrize(
    "line", ["1. yes", "1 2 3 4 yes all ok", "1-4 ok", "yes", "All correct", "2. Rechnungen", "maybe invoices"]
)
def test_an_answer_to_a_letter_that_is_not_on_file_is_shown_as_not_understood(line: str) -> None:
    reading = read(line, ADDRESSES, SHIPPED, WORDS)
    assert reading.proposals == ()
    assert [each.text for each in reading.unclear] == [line]


@pytest.mark.parametrize(
    ("line", "names", "ticked"),
    [
        ("1, 2: yes", ["orders", "accounts"], True),
        ("1 and 2 yes", ["orders", "accounts"], True),
        ("1、2：是的", ["orders", "accounts"], True),
        ("1-3 ok", ["orders", "accounts", "khalid"], False),
        ("1 2 yes all ok", ["orders", "accounts"], False),
    ],
)
def test_one_line_about_several_numbers_is_said_of_each(line: str, names: list[str], ticked: bool) -> None:
    found = by_address(answer(line))
    assert list(found) == names
    assert {each.ticked for each in found.values()} == {ticked}


def test_a_number_that_was_not_asked_is_not_put_to_the_address_above() -> None:
    reading = answer("1.\n9. yes")
    assert reading.proposals == ()
    assert [each.text for each in reading.unclear] == ["9. yes"]
    assert answer("1, 9: yes").proposals == ()


@pytest.mark.parametrize("known", [True, False])
def test_what_is_only_said_not_to_be_for_something_is_confirmed_for_nothing(known: bool) -> None:
    value = "orders@gulf.ae" if known else "k.tech@gulf.ae"
    (found,) = answer(f"{value} is not for technical questions any more").proposals
    assert found.roles == (("technical", Role.NEVER),)
    assert (found.standing, found.ticked) == (Standing.PRESUMED, False)
    assert [each.code for each in found.doubts] == ["answer-only-not"]


def test_a_confirmed_address_that_is_not_for_something_stays_confirmed_but_is_looked_at() -> None:
    sure = tuple(replace(each, standing=Standing.CONFIRMED) for each in ADDRESSES)
    (found,) = answer("1. not for invoices", addresses=sure).proposals
    assert (found.standing, found.ticked) == (Standing.CONFIRMED, False)


def test_an_answer_alone_does_not_open_what_the_user_set_to_never() -> None:
    barred = {(1, "contract"), (2, "contract")}
    asked = Asked(QUESTIONS, letter())
    first, second = read("1. yes\n2. yes", ADDRESSES, SHIPPED, WORDS, asked, (), barred).proposals
    assert [(each.code, dict(each.facts)) for each in first.doubts] == [("answer-was-never", {"purpose": "contract"})]
    assert second.ticked
    (closed,) = read("1. do not use", ADDRESSES, SHIPPED, WORDS, asked, (), barred).proposals
    assert closed.ticked


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["is not for invoices any more", "cannot be used for invoices", "doesn't take invoices",
                "stop sending invoices here", "won't take invoices", "invoices excluded", "no more invoices"]),
        ("de", ["ist nicht für Rechnungen", "nicht mehr für Rechnungen", "weder Rechnungen noch Verträge"]),
        ("fr", ["pas pour les factures", "n'est plus pour les factures", "plus de factures", "aucune facture"]),
        ("es", ["no es para facturas", "ya no es para facturas", "no más facturas", "ninguna factura"]),
        ("pt", ["não é para faturas", "já não é para faturas", "nenhuma fatura"]),
        ("it", ["non è per le fatture", "non più per le fatture", "nessuna fattura"]),
        ("ru", ["не для счетов", "больше не для счетов", "никаких счетов"]),
        ("tr", ["faturalar için değil", "artık faturalar için değil", "faturalar için kullanılmaz"]),
        ("ar", ["ليس للفواتير", "لم يعد للفواتير", "لا للفواتير", "لن نستخدمه للفواتير"]),
        ("zh_CN", ["不用于发票", "不再用于发票", "发票别发", "发票除外"]),
        ("ja", ["請求書用ではありません", "請求書ではなく", "請求書不要"]),
        ("ko", ["청구서용이 아닙니다", "더 이상 청구서용이 아닙니다", "청구서 말고"]),
        ("pl", ["nie do faktur", "już nie do faktur", "żadnych faktur"]),
    ],
)  # fmt: skip
def test_a_denied_purpose_is_never_taken_for_one_that_is_wanted_in_any_language(
    language: str, lines: list[str]
) -> None:
    for line in lines:
        reading = answer(f"2. {line}", language)
        assert not any(each.ticked or {role for _, role in each.roles} - {Role.NEVER} for each in reading.proposals), (
            line
        )
        assert reading.proposals or reading.unclear, line


def test_a_new_address_is_proposed_as_new_and_looked_at_when_it_is_from_elsewhere() -> None:
    found = by_address(answer("Technical questions: tech@gulf.ae\nPayments: pay@gu1f.ae\nMy boss is ceo@gulf.ae"))
    assert (found["tech"].address_id, found["tech"].ticked) == (None, True)
    assert [each.code for each in found["pay"].doubts] == ["answer-new-other-domain"]
    assert [each.code for each in found["ceo"].doubts] == ["answer-new-only-named"]


def test_a2_a_personal_mailbox_for_contracts_is_not_taken_without_the_users_word() -> None:
    (found,) = answer("3. contracts and invoices").proposals
    assert [each.rule for each in found.doubts] == ["A2"]


def test_our_own_address_is_never_taken_for_one_of_theirs() -> None:
    assert answer("Please send invoices to chen@lantian.cn").proposals == ()


def test_two_lines_that_differ_about_one_address_leave_it_to_the_user() -> None:
    (found,) = answer("1. contracts\norders@gulf.ae is no longer in use").proposals
    assert [each.code for each in found.doubts] == ["answer-twice"]
    assert found.lines == (0, 1)


_PIECES = st.sampled_from(
    (
        *(each.value for each in ADDRESSES), *letter(), "new@gulf.ae", "x@evil.example", "1.", "2)", "> ", "yes", "no",
        "not", "invoices", "contracts", "old", "don't use", "\n", "\n\n", "合同", "нет", "kind regards",
        "On Monday A wrote:", "@", "٢.",
    )
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_no_text_breaks_the_reading_or_touches_an_address_that_it_does_not_name(text: str) -> None:
    reading = answer(text)
    known = {each.value: each.id for each in ADDRESSES}
    for each in reading.proposals:
        assert each.lines
        assert all(0 <= number < len(reading.lines) for number in each.lines)
        if each.address_id is None:
            assert each.value in text
            assert each.value not in known
        else:
            assert known[each.value] == each.address_id
        assert each.standing is not Standing.PRESUMED or not each.ticked
    signed_or_quoted = {each.number for each in reading.lines if each.state in (LineState.SIGNATURE, LineState.QUOTED)}
    assert not any(set(each.lines) & signed_or_quoted for each in reading.proposals)
    assert INFO.standing is Standing.PRESUMED


def test_a_long_text_is_read_in_time_and_not_beyond_its_bounds() -> None:
    assert answer("a" * 200_000 + "\n1. yes").proposals == ()
    assert len(answer("1. yes\n" * 100_000).lines) == 1000
