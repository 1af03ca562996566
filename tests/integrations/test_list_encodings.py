"""Lists in every encoding met in practice: the right one is always offered, most often first, never taken silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.integrations.files.list_file import read_table

LISTS = {
    "big5": "編號,公司\n1,台灣電子股份有限公司\n2,高雄機械廠\n",
    "cp932": "番号,会社\n1,株式会社ヤマト商事\n2,東京貿易カブシキ\n",
    "euc-kr": "번호,회사\n1,한국무역 주식회사\n2,서울전자\n",
    "cp1252": "Nr,Firma\n1,Müller & Söhne\n2,Café Lumière\n3,Año Nuevo\n",
    "cp1250": "Nr,Firma\n1,Żółw Sp. z o.o.\n2,Příbram Šroub\n",
    "cp1251": "Номер,Компания\n1,ООО Северный Ветер\n2,Завод Москва\n",
    "koi8-r": "Номер,Компания\n1,ООО Северный Ветер\n2,Завод Москва\n",
    "cp1253": "Αρ,Εταιρεία\n1,Αθήνα Εμπορική\n2,Θεσσαλονίκη\n",
    "cp1254": "No,Firma\n1,Işık Dış Ticaret A.Ş.\n2,Güneş Çelik İstanbul\n",
    "cp1255": "מספר,חברה\n1,חברת הצפון\n2,תל אביב\n",
    "cp1256": "رقم,شركة\n1,شركة الخليج للتجارة\n2,دبي\n",
    "cp1257": "Nr,Firma\n1,Rīgas Šķērsošana\n2,Žemaitė Šiauliai\n",
    "cp874": "เลขที่,บริษัท\n1,บริษัท สยาม จำกัด\n2,กรุงเทพ\n",
}
#: Few letters apart from their neighbours: offered, but not always first.
AMONG = {"cp1257"}


@pytest.mark.parametrize("encoding", LISTS)
def test_a_list_in_an_old_encoding_is_shown_and_asked_about(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(LISTS[encoding].encode(encoding))
    table = read_table(path)
    assert not table.encoding_certain
    offered = {each.encoding: each.preview for each in table.candidates}
    assert encoding in offered
    assert encoding in AMONG or table.encoding == encoding
    # The choices show the first lines that read differently, each as it would read.
    assert offered[encoding].splitlines()[-1] in LISTS[encoding].splitlines()
    assert len(offered) <= 8
    chosen = read_table(path, encoding=encoding)
    assert chosen.encoding_certain
    assert ",".join((*chosen.header, *chosen.rows[0])) == ",".join(LISTS[encoding].split("\n")[:2]).replace("\n", ",")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_a_list_that_says_itself_how_it_is_written_is_not_asked_about(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("编号,公司\n1,宁波海天贸易有限公司\n2,义乌市五金厂\n".encode(encoding))
    table = read_table(path)
    assert table.encoding_certain
    assert table.rows[1] == ("2", "义乌市五金厂")


def test_the_old_names_of_encodings_are_read_as_what_they_became(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("公司\n宁波朱镕机械\n".encode("gb18030"))
    assert read_table(path, encoding="GB2312").rows == [("宁波朱镕机械",)]
    with pytest.raises(RuleSaysNo) as caught:
        read_table(path, encoding="klingon")
    assert caught.value.code == "encoding-unknown"
