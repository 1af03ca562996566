"""Numbers whose right writing can be reckoned: accounts and banks (IBAN, BIC), taxes and registers by country.

A number that does not fit is said, never refused: registers change, and the other side may know better.
"""

from __future__ import annotations

import re

from tradedesk.domain.reason import Reason, because

_IBAN_LIKE = re.compile(r"[A-Za-z]{2}\d{2}[0-9A-Za-z]{8,30}")

#: Country, the names of its tax numbers, and the modules of python-stdnum that know them; one that fits is enough.
_TAX = """
AD|NRT|ad.nrt
AL|NIPT|al.nipt
AR|CUIT|ar.cuit
AT|UID, Steuernummer|at.uid at.tin
AU|ABN, ACN|au.abn au.acn
AZ|VOEN|az.voen
BE|BTW/TVA|be.vat
BG|ДДС|bg.vat
BR|CNPJ, CPF|br.cnpj br.cpf
BY|УНП|by.unp
CA|BN|ca.bn
CH|UID|ch.vat ch.uid
CL|RUT|cl.rut
CN|统一社会信用代码|cn.uscc
CO|NIT|co.nit
CR|CPJ|cr.cpj
CY|ΦΠΑ|cy.vat
CZ|DIČ|cz.dic
DE|USt-IdNr., Steuernummer|de.vat de.stnr de.idnr
DK|CVR|dk.cvr
DO|RNC|do.rnc
DZ|NIF|dz.nif
EC|RUC|ec.ruc
EE|KMKR|ee.kmkr
EG|TRN|eg.tn
ES|NIF|es.nif
FI|ALV|fi.alv
FR|TVA, SIREN, SIRET|fr.tva fr.siren fr.siret
GB|VAT, UTR|gb.vat gb.utr
GH|TIN|gh.tin
GR|ΑΦΜ|gr.vat
GT|NIT|gt.nit
HR|OIB|hr.oib
HU|ANUM|hu.anum
ID|NPWP|id.npwp
IE|VAT|ie.vat
IL|ח.פ.|il.hp
IN|GSTIN, PAN|in_.gstin in_.pan
IS|VSK|is_.vsk
IT|Partita IVA|it.iva it.codicefiscale
JP|法人番号|jp.cn jp.in_
KE|PIN|ke.pin
KR|사업자등록번호|kr.brn
LT|PVM|lt.pvm
LU|TVA|lu.tva
LV|PVN|lv.pvn
MA|ICE|ma.ice
MC|TVA|mc.tva
MD|IDNO|md.idno
ME|PIB|me.pib
MK|ЕДБ|mk.edb
MT|VAT|mt.vat
MX|RFC|mx.rfc
MZ|NUIT|mz.nuit
NL|BTW|nl.btw
NO|MVA|no.mva no.orgnr
NZ|IRD|nz.ird
PE|RUC|pe.ruc
PL|NIP|pl.nip
PT|NIF|pt.nif
PY|RUC|py.ruc
RO|CUI|ro.cf ro.cui
RS|PIB|rs.pib
RU|ИНН|ru.inn
SE|VAT, orgnr|se.vat se.orgnr
SG|UEN|sg.uen
SI|DDV|si.ddv
SK|IČ DPH|sk.dph
SN|NINEA|sn.ninea
SV|NIT|sv.nit
TH|TIN|th.tin
TN|MF|tn.mf
TR|VKN|tr.vkn tr.tckimlik
TW|統一編號|tw.ubn
UA|ЄДРПОУ|ua.edrpou ua.rntrc
US|EIN|us.ein us.tin
UY|RUT|uy.rut
VE|RIF|ve.rif
VN|MST|vn.mst
ZA|TIN|za.tin
"""

_REGISTER = """
AT|Firmenbuchnummer|at.businessid
AU|ACN, ABN|au.acn au.abn
BE|KBO/BCE|be.vat
BR|CNPJ|br.cnpj
CH|UID|ch.uid
CN|统一社会信用代码|cn.uscc cn.ric
DE|Handelsregister|de.handelsregisternummer
DK|CVR|dk.cvr
EE|registrikood|ee.registrikood
FI|Y-tunnus|fi.ytunnus
FR|SIREN, SIRET|fr.siren fr.siret
JP|法人番号|jp.cn
KR|사업자등록번호|kr.brn
MX|RFC|mx.rfc
NO|orgnr|no.orgnr
PL|REGON|pl.regon
RO|CUI|ro.onrc ro.cui
RU|ОГРН|ru.ogrn
SE|orgnr|se.orgnr
SG|UEN|sg.uen
TW|統一編號|tw.ubn
UA|ЄДРПОУ|ua.edrpou
"""


def tidy_account(text: str) -> str:
    """An account as it is written: an IBAN in groups of four, anything else with single blanks."""
    bare = _bare(text)
    if _IBAN_LIKE.fullmatch(bare):
        whole = bare.upper()
        return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))
    return " ".join(text.split())


def tidy_swift(text: str) -> str:
    """A BIC in capitals without blanks."""
    return _bare(text).upper()


def judge_account(text: str) -> Reason | None:
    """What is wrong with an account number that begins like an IBAN; None where it fits or is none.

    "iban-wrong": the check digits do not fit; "iban-length": the country's IBANs are longer or shorter.
    """
    bare = _bare(text).upper()
    if not _IBAN_LIKE.fullmatch(bare):
        return None
    from stdnum import iban
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

    try:
        iban.validate(bare)
    except InvalidChecksum:
        return because("iban-wrong", value=tidy_account(text))
    except InvalidComponent:
        return because("iban-no-country", value=tidy_account(text), country=bare[:2])
    except ValidationError:
        return because("iban-length", value=tidy_account(text), country=bare[:2])
    return None


def judge_swift(text: str) -> Reason | None:
    """What is wrong with a BIC: "bic-wrong"; None where it fits or nothing is there."""
    from stdnum import bic

    return None if not _bare(text) or bic.is_valid(_bare(text)) else because("bic-wrong", value=tidy_swift(text))


def country_of_account(account: str, swift: str) -> str:
    """The country a right IBAN or BIC names (ISO 3166), or ""."""
    bare = _bare(account).upper()
    if _IBAN_LIKE.fullmatch(bare) and judge_account(account) is None:
        return bare[:2]
    code = tidy_swift(swift)
    return code[4:6] if code and judge_swift(code) is None else ""


def judge_tax(country: str, text: str) -> Reason | None:
    """Whether a tax number can be one of its country: "tax-fits", "tax-wrong", or None where nobody can tell."""
    return _judge(_TAX, country, text, "tax-fits", "tax-wrong")


def judge_registration(country: str, text: str) -> Reason | None:
    """Whether a registration number can be one of its country: "register-fits", "register-wrong", or None."""
    return _judge(_REGISTER, country, text, "register-fits", "register-wrong")


def _judge(table: str, country: str, text: str, fits: str, wrong: str) -> Reason | None:
    known = next((line.split("|") for line in table.splitlines() if line.startswith(f"{country[:2]}|")), None)
    if known is None or not country or not text.strip():
        return None
    from importlib import import_module

    _code, names, modules = known
    right = any(import_module(f"stdnum.{each}").is_valid(text.strip()) for each in modules.split())
    return Reason(fits if right else wrong, "", (("country", country[:2]), ("names", names), ("value", text.strip())))


def _bare(text: str) -> str:
    return re.sub(r"[\s\-.]", "", text)
