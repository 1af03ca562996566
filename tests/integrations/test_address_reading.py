"""Numbers with the party's country, and addresses of every channel as typed: normal, doubted or refused."""

from __future__ import annotations

import pytest

from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.mailboxes import normalise_phone, read_address, read_phone


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("0755-88888888", "CN", "+8675588888888"),
        ("0755-88888888转801", "CN", "+8675588888888x801"),
        ("138 1234 5678", "CN", "+8613812345678"),
        ("8613812345678", "CN", "+8613812345678"),
        ("050 555 0134", "AE", "+971505550134"),
        ("971505550134", "ae", "+971505550134"),
        ("011 15-2345-6789", "AR", "+5491123456789"),
        ("011 971 50 555 0134", "US", "+971505550134"),
        ("06 698 12345", "IT", "+390669812345"),
        ("+49 40 1234567", "AE", "+49401234567"),
    ],
)
def test_a_number_without_a_country_belongs_to_the_partys(typed: str, region: str, number: str) -> None:
    assert normalise_phone(typed, region) == number
    assert normalise_phone(number, region) == number


@pytest.mark.parametrize(
    ("typed", "region", "code"),
    [
        ("12345", "CN", "phone-without-area"),
        ("+1 212 555 01", "", "phone-too-short"),
        ("+971 50 555 0134 5678", "", "phone-too-long"),
        ("+999 123 456 789", "", "phone-no-such-country"),
        ("555 0147", "US", "phone-without-area"),
        ("https://wa.me/message/AB12CD34", "", "phone-link-without-number"),
        ("https://chat.whatsapp.com/AbCd12", "", "phone-link-without-number"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_is_wrong(typed: str, region: str, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_phone(typed, region)
    assert (refused.value.code, refused.value.field, refused.value.facts["phone"]) == (code, "value", typed)


@pytest.mark.parametrize(
    ("typed", "region", "doubt"),
    [
        ("+49 12345", "", "phone-doubtful"),
        ("138 1234 5678", "", "phone-without-country"),
        ("138 1234 5678", "XX", "phone-without-country"),
        ("+86 138 1234 5678", "", ""),
    ],
)
def test_a_number_that_is_merely_unusual_is_kept_and_doubted(typed: str, region: str, doubt: str) -> None:
    found = read_phone(typed, region).doubt
    assert (found.code if found else "") == doubt


@pytest.mark.parametrize(
    ("channel", "typed", "value"),
    [
        (Channel.MAIL, "mailto:Orders@GulfHorizon.AE?subject=x", "Orders@gulfhorizon.ae"),
        (Channel.FAX, "04 555 0134", "+97145550134"),
        (Channel.TELEGRAM, "+971 50 555 0134", "+971505550134"),
        (Channel.KAKAOTALK, "050 555 0134", "+971505550134"),
        (Channel.WECHAT, "+86 138 1234 5678", "+8613812345678"),
        (Channel.WECHAT, "138 1234 5678", "13812345678"),
        (Channel.LINKEDIN, "linkedin.com/in/khalid", "https://www.linkedin.com/in/khalid"),
    ],
)
def test_an_address_of_any_channel_is_made_normal_and_its_original_kept(
    channel: Channel, typed: str, value: str
) -> None:
    found = read_address(channel, typed, "AE")
    assert (found.value, found.original) == (value, typed)
    assert read_address(channel, value, "AE").value == value
