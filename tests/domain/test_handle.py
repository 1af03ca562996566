"""Messenger names, profiles and web forms as people paste them: made normal, or refused with what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.handle import normalise_handle

# fmt: off
READ = [
    (Channel.LINKEDIN, "https://ae.linkedin.com/in/Khalid-Mansoori-1a2b/?trk=public_profile", "https://www.linkedin.com/in/khalid-mansoori-1a2b"),
    (Channel.LINKEDIN, "linkedin.com/company/nordwind-pumpen/about/", "https://www.linkedin.com/company/nordwind-pumpen"),
    (Channel.LINKEDIN, "https://www.linkedin.com/mwlite/in/anna-berg", "https://www.linkedin.com/in/anna-berg"),
    (Channel.LINKEDIN, "in/anna-berg", "https://www.linkedin.com/in/anna-berg"),
    (Channel.LINKEDIN, "https://cn.linkedin.com/in/%E5%BC%A0%E4%B8%89-123", "https://www.linkedin.com/in/张三-123"),
    (Channel.LINKEDIN, "https://www.linkedin.com/sales/lead/ACwAAB,NAME_SEARCH,xyz?_ntb=1", "https://www.linkedin.com/sales/lead/ACwAAB,NAME_SEARCH,xyz"),
    (Channel.LINKEDIN, "https://lnkd.in/eAbC123", "https://lnkd.in/eAbC123"),
    (Channel.WECHAT, "khalid_wx88", "khalid_wx88"),
    (Channel.WECHAT, " wxid_a1b2c3d4e5f6 ", "wxid_a1b2c3d4e5f6"),
    (Channel.WECHAT, "13812345678", "13812345678"),
    (Channel.WECHAT, "QQ: 12345678", "12345678"),
    (Channel.WECHAT, "https://u.wechat.com/kKxYz-123/", "https://u.wechat.com/kKxYz-123"),
    (Channel.WECHAT, "ｋｈａｌｉｄ８８", "khalid88"),
    (Channel.TELEGRAM, "https://t.me/khalid_uae?start=1", "@khalid_uae"),
    (Channel.TELEGRAM, "khalid_uae", "@khalid_uae"),
    (Channel.TELEGRAM, "@khalid_uae", "@khalid_uae"),
    (Channel.TELEGRAM, "tg://resolve?domain=khalid_uae", "@khalid_uae"),
    (Channel.TELEGRAM, "t.me/+971505550134", "+971505550134"),
    (Channel.TELEGRAM, "t.me/+AbCdEf_12", "https://t.me/+AbCdEf_12"),
    (Channel.LINE, "https://line.me/ti/p/~Yamada.88", "yamada.88"),
    (Channel.LINE, "https://line.me/R/ti/p/%40shop88", "@shop88"),
    (Channel.LINE, "https://line.me/ti/p/aB3xYz", "https://line.me/ti/p/aB3xYz"),
    (Channel.LINE, "https://lin.ee/AbC12/", "https://lin.ee/AbC12"),
    (Channel.KAKAOTALK, "kim.minsu", "kim.minsu"),
    (Channel.KAKAOTALK, "https://open.kakao.com/o/sAbC12", "https://open.kakao.com/o/sAbC12"),
    (Channel.SKYPE, "live:.cid.ABCDEF123", "live:.cid.abcdef123"),
    (Channel.SKYPE, "skype:khalid.trade?chat", "khalid.trade"),
    (Channel.SKYPE, "8:live:khalid", "live:khalid"),
    (Channel.SKYPE, "Khalid@GulfHorizon.ae", "Khalid@gulfhorizon.ae"),
    (Channel.SKYPE, "https://teams.microsoft.com/l/chat/0/0?users=k@gulfhorizon.ae,b@x.ae", "k@gulfhorizon.ae"),
    (Channel.WEB_FORM, "Nordwind.de/kontakt?utm_source=mail&id=7&fbclid=x#form", "https://nordwind.de/kontakt?id=7#form"),
    (Channel.WEB_FORM, "http://nordwind.de:8080/kontakt", "http://nordwind.de:8080/kontakt"),
    (Channel.OTHER, "  Stand  B12,  hall 4 ", "Stand B12, hall 4"),
]
REFUSED = [
    (Channel.LINKEDIN, "khalid", "linkedin-no-profile"),
    (Channel.LINKEDIN, "https://www.linkedin.com/feed/update/urn:li:activity:1", "linkedin-no-profile"),
    (Channel.LINKEDIN, "https://linkedin.com.evil.com/in/khalid", "linkedin-no-profile"),
    (Channel.WECHAT, "88khalid", "wechat-no-name"),
    (Channel.WECHAT, "k 88", "wechat-no-name"),
    (Channel.WECHAT, "张三", "wechat-no-name"),
    (Channel.TELEGRAM, "@a", "telegram-no-name"),
    (Channel.TELEGRAM, "张三丰", "telegram-no-name"),
    (Channel.LINE, "https://line.me/about", "line-no-name"),
    (Channel.KAKAOTALK, "k!", "kakaotalk-no-name"),
    (Channel.SKYPE, "call me maybe", "skype-no-name"),
    (Channel.SKYPE, "a@b", "skype-no-name"),
    (Channel.WEB_FORM, "javascript:alert(1)", "web-form-no-link"),
    (Channel.WEB_FORM, "https://user:pass@firm.de/", "web-form-no-link"),
    (Channel.WEB_FORM, "our form", "web-form-no-link"),
    (Channel.OTHER, "\u200b ", "address-empty"),
    (Channel.OTHER, "x" * 301, "address-too-long"),
]
# fmt: on
CHANNELS = [
    Channel.LINKEDIN,
    Channel.WECHAT,
    Channel.TELEGRAM,
    Channel.LINE,
    Channel.KAKAOTALK,
    Channel.SKYPE,
    Channel.WEB_FORM,
    Channel.OTHER,
]  # fmt: skip


@pytest.mark.parametrize(("channel", "typed", "normal"), READ)
def test_a_name_or_link_as_people_paste_it_is_made_normal(channel: Channel, typed: str, normal: str) -> None:
    assert normalise_handle(channel, typed) == normal
    assert normalise_handle(channel, normal) == normal, "what is normal stays"


@pytest.mark.parametrize(("channel", "typed", "code"), REFUSED)
def test_what_is_no_name_of_that_service_is_refused_by_its_own_sentence(
    channel: Channel, typed: str, code: str
) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_handle(channel, typed)
    assert (refused.value.code, refused.value.field) == (code, "value")


@given(
    st.sampled_from(CHANNELS),
    st.one_of(
        st.text(max_size=40),
        st.text("https://.linkedin.me/tin@+~%?=&:live0123456789 abcdefABC_-", max_size=60),
        st.sampled_from(
            ["https://t.me/", "https://line.me/ti/p/", "linkedin.com/in/", "skype:", "u.wechat.com/"]
        ).flatmap(lambda head: st.text(max_size=20).map(lambda tail: head + tail)),
    ),
)
def test_whatever_is_typed_is_made_normal_for_good_or_refused(channel: Channel, text: str) -> None:
    try:
        found = normalise_handle(channel, text)
    except RuleSaysNo:
        return
    assert found
    assert all(letter.isprintable() for letter in found), "nothing unseen stays"
    assert normalise_handle(channel, found) == found
