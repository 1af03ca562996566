"""The fields of each list that can be brought in, and the headings by which they are known: English, Chinese, others.

A field starts a line: name (a * marks what a row cannot do without, a + what several
columns can be together) | English label | Chinese label | further headings.
Indented lines go on with the headings. Case, blanks, hyphens and accents do not matter.
"""

from __future__ import annotations

PARTIES = """
code | Key | 编号 | id, customer id, customer no, customer number, customer code, supplier id, supplier no,
    supplier code, shipper id, vendor id, vendor no, account no, client id, no, record id, party code, account id,
    external id, 客户编号, 客户代码, 客户号, 供应商编号, 供应商代码, 货代编号, 代码, kundennummer, kundennr,
    kunden nr, lieferantennummer, lieferantennr, numero client, codigo cliente, id cliente, code client,
    客戶編號, 客戶代碼, 供應商編號, 顧客コード, 得意先コード, 取引先コード, 顧客番号, 고객코드, 고객번호,
    거래처코드, код клиента, codice cliente, codigo do cliente, musteri kodu, kod klienta, klantnummer
name* | Company | 公司名称 | company name, customer, customer name, supplier, supplier name, vendor, vendor name,
    shipper, forwarder, client, client name, firm, organisation, organization, organization name, account name,
    account, legal name, related company, company name en, 客户, 客户名称, 公司, 供应商, 供应商名称, 货代, 货代名称,
    单位名称, 企业名称, 客户全称, 公司全称, 公司英文名, 英文名称, firma, firmenname, unternehmen, kunde, kundenname,
    lieferant, societe, entreprise, raison sociale, nom de l entreprise, empresa, compania, razon social,
    公司名稱, 客戶, 客戶名稱, 供應商, 供應商名稱, 企業名稱, 会社名, 会社, 企業名, 顧客名, 取引先, 取引先名,
    得意先名, 회사명, 회사, 업체명, 거래처, 거래처명, 고객명, 상호, компания, название компании, организация,
    наименование, фирма, клиент, контрагент, azienda, ragione sociale, societa, cliente, nome azienda,
    razao social, nome da empresa, firma adı, sirket, şirket adı, musteri, ticaret unvanı, nazwa firmy, nazwa,
    klient, bedrijf, bedrijfsnaam, klant, اسم الشركة, الشركة, العميل
our_name | Name in our language | 中文名称 | chinese name, company name cn, our name, 中文名, 公司中文名, 客户中文名
short_name | Short name | 简称 | abbreviation, nickname, display name, 客户简称, 英文简称, kurzname, suchbegriff,
    nombre corto, nom court,
    簡稱, 略称, 약칭, краткое название, nome abbreviato, nome fantasia, kısa ad, nazwa skrocona
our_short_name | Short name in our language | 中文简称 | chinese short name
contact_name | Contact | 联系人 | contact person, full name, person, attn, attention, contact name,
    contact full name, primary contact, contact 1, 联系人姓名, 姓名, 主要联系人, ansprechpartner, kontakt,
    kontaktperson, contacto, persona de contacto, interlocuteur, nom du contact,
    聯絡人, 聯繫人, 聯絡人姓名, 担当者, 担当者名, 氏名, ご担当者, 담당자, 담당자명, 이름, контактное лицо, контакт,
    фио, referente, persona di contatto, pessoa de contato, contato, ilgili kisi, yetkili, osoba kontaktowa,
    contactpersoon, جهة الاتصال, الشخص المسؤول
given_name | Given name | 名 | first name, firstname, given names, forename, contact first name, vorname, prenom,
    nombre,
    имя, nome, ad, imie, voornaam
family_name | Family name | 姓 | last name, lastname, surname, contact last name, nachname, familienname,
    nom de famille, apellido, apellidos,
    фамилия, cognome, sobrenome, soyad, soyadı, nazwisko, achternaam
honorific | Form of address | 称谓 | salutation, honorific, mr mrs, mr ms, 尊称, anrede, civilite, tratamiento
contact_title | Contact's title | 职位 | title, job title, position, function, job position, 职务, 头衔,
    contact position, contact title, funktion, titel, cargo, puesto, fonction, poste,
    職稱, 職位, 役職, 肩書, 직책, 직위, должность, qualifica, ruolo, unvanı, görevi, stanowisko, functie
role | Department | 部门 | department, dept, buying role, role, 所属部门, abteilung, departamento, service,
    部門, 部署, 部署名, 부서, 부서명, отдел, reparto, setor, departman, bolum, dział, afdeling
birthday | Birthday | 生日 | date of birth, birth date, birthdate, dob, 出生日期, geburtstag, geburtsdatum,
    cumpleanos, fecha de nacimiento, anniversaire, date de naissance,
    誕生日, 生年月日, 생일, 생년월일, день рождения, дата рождения, data di nascita, data de nascimento,
    dogum tarihi, data urodzenia, geboortedatum
street+ | Street | 街道地址 | address, street, address line 1, address 1, postal address, street address,
    company address, address line 2, address 2, street 1, street 2, billing street, mailing street, business street,
    office address, 地址, 公司地址, 详细地址, 通讯地址, 联系地址, strasse, anschrift, adresse, direccion, calle,
    endereco, rue,
    住所, 番地, 所在地, 주소, 회사주소, адрес, улица, indirizzo, via, adres, ulica, straat, العنوان
city | City | 城市 | town, place, billing city, mailing city, business city, 市, 所在城市, ort, stadt, wohnort,
    ciudad, ville, cidade,
    都市, 市区町村, 도시, 시, город, citta, comune, sehir, miasto, stad, plaats, المدينة
region | Region | 省／州 | state, province, county, state province, state region, billing state, mailing state,
    business state, 省, 州, 省份, 地区, bundesland, kanton, provincia, estado,
    都道府県, 州省, 地區, 시도, область, регион, край, provincia regione, regione, il, ilce, wojewodztwo, provincie
postal_code | Postal code | 邮编 | zip, zip code, postcode, post code, billing code, billing zip, mailing zip,
    business postal code, 邮政编码, plz, postleitzahl, codigo postal, code postal, cep,
    郵遞區號, 郵便番号, 우편번호, индекс, почтовый индекс, cap, codice postale, posta kodu, kod pocztowy,
    الرمز البريدي
country | Country | 国家 | country region, nation, billing country, mailing country, business country, country code,
    国家地区, 国别, 所在国家, 国家和地区, land, staat, pais, pays,
    國家, 國別, 國家地區, 国名, 국가, 나라, страна, paese, nazione, ulke, kraj, البلد, الدولة
phone+ | Phone | 电话 | tel, telephone, phone number, phone no, phone 1, phone 2, work phone, office phone,
    business phone, company phone, contact phone, 电话号码, 联系电话, 固定电话, 座机, 办公电话, telefon,
    telefonnummer, telefono, telefone,
    電話, 電話號碼, 聯絡電話, 公司電話, 電話番号, 전화, 전화번호, 대표전화, телефон, тел, номер телефона,
    numero di telefono, telefon numarası, numer telefonu, telefoon, telefoonnummer, هاتف, الهاتف, رقم الهاتف
mobile+ | Mobile | 手机 | mobile phone, cell, cell phone, mobile number, mobile phone number, mobile no, 手机号,
    手机号码, 移动电话, mobil, handy, mobiltelefon, movil, celular, portable,
    手機, 手機號碼, 行動電話, 携帯, 携帯電話, 携帯番号, 휴대폰, 휴대전화, 핸드폰, мобильный, мобильный телефон,
    сотовый, cellulare, telemovel, cep telefonu, telefon komorkowy, komorka, mobiel, جوال, الجوال
fax+ | Fax | 传真 | fax number, fax no, telefax, 传真号码, faxnummer,
    傳真, 傳真號碼, ファックス, ファクス, 팩스, 팩스번호, факс, faks, فاكس
emails+ | E-mail | 邮箱 | email, e mail, mail, email address, e mail address, email 1, mailbox, email 2, email 3,
    e mail 2, e mail 2 address, e mail 3 address, secondary email, additional email addresses, work email,
    contact email, company email, purchasing email, other email, 电子邮箱, 电子邮件, 邮件, 邮箱地址, 备用邮箱, 邮箱2,
    e mail adresse, mailadresse, correo, correo electronico, courriel, adresse e mail,
    電郵, 電子郵件, 電子郵箱, 電子信箱, 信箱, メール, メールアドレス, 電子メール, eメール, 이메일, 이메일주소,
    메일, почта, эл почта, электронная почта, адрес электронной почты, имейл, posta elettronica, indirizzo email,
    e posta, e posta adresi, adres e mail, e mailadres, البريد الإلكتروني, بريد إلكتروني
website | Web site | 网站 | home page, web, url, web page, internet, website url, company domain name, domain,
    company website, 公司网站, 网址, 主页, 官网, webseite, homepage, sitio web, pagina web, site web, site internet,
    網站, 網址, 公司網站, ホームページ, ウェブサイト, 홈페이지, 웹사이트, сайт, веб сайт, sito, sito web,
    web sitesi, internet sitesi, strona www, strona internetowa, الموقع الإلكتروني
whatsapp+ | WhatsApp | WhatsApp | whats app, whatsapp number, wa, whatsapp phone number, whatsapp no
wechat | WeChat | 微信 | we chat, wechat id, weixin, 微信号
linkedin | LinkedIn | 领英 | linkedin url, linked in, linkedin profile, linkedin bio
telegram | Telegram | Telegram 账号 | telegram id
line_id | LINE | LINE 账号 | line
skype | Skype or Teams | Skype／Teams | skype, skype id, teams
kakaotalk | KakaoTalk | KakaoTalk 账号 | kakao
languages | Language | 语言 | language, preferred language, 语种, sprache, idioma, langue,
    語言, 言語, 언어, язык, lingua, dil, jezyk, taal, اللغة
preferred_channel | Preferred channel | 首选渠道 | preferred contact method, channel, contact via, 首选联系方式,
    bevorzugter kanal
categories+ | Products of interest | 主营产品 | categories, category, products, product category, industry,
    main products, 主营类别, 产品类别, 采购产品, 行业, produktgruppe, branche, sector,
    主營產品, 產品, 商品分類, 取扱品目, 業種, 취급품목, 업종, товары, продукция, отрасль, prodotti, settore,
    produtos, setor de atividade, urunler, sektor, produkty, branza
cycle | Purchase cycle | 采购周期 | order cycle, reorder cycle, cycle days, purchase frequency, 下单周期, 返单周期,
    bestellzyklus, bestellrhythmus
tags+ | Tags | 标签 | tag, labels, label, keywords, 客户标签, schlagworte, etiquetas, etiquettes,
    標籤, タグ, 태그, метки, теги, etichette, etiketler, tagi
tier | Tier | 等级 | rating, grade, level, customer level, class, 客户等级, 级别, 客户级别, stufe, kundenklasse,
    nivel,
    客戶等級, 等級, ランク, 등급, категория клиента
source | Source | 来源 | lead source, original source, customer source, how did we meet, 客户来源, 渠道来源, quelle,
    herkunft, origen, fuente, origine,
    來源, 客戶來源, 流入経路, 유입경로, источник, fonte, provenienza, origem, kaynak, źródło
currency | Currency | 币种 | curr, currency code, 货币, wahrung, moneda, devise,
    幣別, 幣種, 通貨, 통화, валюта, valuta, moeda, para birimi, waluta
tax_no | Tax number | 税号 | tax no, tax id, vat, vat no, vat number, vat id, gst, ein, eori, 纳税人识别号, ust id,
    ustid nr, ust idnr, umsatzsteuer id, nif, cif, rfc, numero de tva, tva,
    統一編號, 稅號, 税務番号, 사업자등록번호, инн, partita iva, p iva, cnpj, vergi no, vergi numarası, nip,
    btw nummer, الرقم الضريبي
registration_no | Registration number | 注册号 | registration no, registration number, company registration number,
    company id, trade register no, 统一社会信用代码, 信用代码, 工商注册号, handelsregister, handelsregisternummer,
    siret, siren,
    法人番号, 법인등록번호, огрн, codice fiscale, ticaret sicil no, regon, krs, kvk, kvk nummer
notes+ | Notes | 备注 | note, remark, remarks, comment, comments, memo, description, 说明, 客户备注, bemerkung,
    bemerkungen, notiz, notizen, notas, remarques, observaciones,
    備註, 備考, メモ, 비고, 메모, 참고, примечание, примечания, комментарий, osservazioni, observacoes, notlar,
    açıklama, uwagi, notatki, opmerkingen, ملاحظات
contact2_name | Second contact | 联系人二 | contact 2, second contact person, contact name 2, contact 2 name,
    联系人2, 第二联系人, ansprechpartner 2
contact2_title | Second contact's title | 职位二 | contact 2 title, title 2, position 2, 职位2
contact2_emails | Second contact's e-mail | 联系人二邮箱 | contact 2 email, contact 2 e mail, 联系人2邮箱
contact2_phone | Second contact's phone | 联系人二电话 | contact 2 phone, contact 2 tel, contact 2 mobile,
    联系人2电话
contact3_name | Third contact | 联系人三 | contact 3, third contact person, contact name 3, contact 3 name, 联系人3
contact3_title | Third contact's title | 职位三 | contact 3 title, title 3, position 3, 职位3
contact3_emails | Third contact's e-mail | 联系人三邮箱 | contact 3 email, contact 3 e mail, 联系人3邮箱
contact3_phone | Third contact's phone | 联系人三电话 | contact 3 phone, contact 3 tel, contact 3 mobile,
    联系人3电话
"""

ORDERS = """
key* | Order no. | 订单号 | order id, order number, order no, order, number, no, id, po, po no,
    po number, contract no, 订单编号, 订单, 合同号, 合同编号, 单号, bestellnummer, bestellnr, auftragsnummer,
    auftragsnr, auftrag, pedido, numero de pedido, commande
party_key* | Customer key | 客户编号 | customer id, customer, customer no, customer code,
    customer number, client, client id, buyer, account no, 客户, 客户代码, 客户名称, 买方, 买家, kundennummer,
    kundennr, kunde, cliente, client no
ordered_on | Ordered on | 下单日期 | order date, date, ordered, date ordered, po date, contract date,
    订单日期, 日期, 签约日期, 合同日期, bestelldatum, auftragsdatum, datum, fecha, fecha de pedido
required_on | Required by | 要求交期 | required date, delivery date, due date, requested date, delivery,
    required, 交货日期, 交期, 要求交货日期, 要求日期, liefertermin, lieferdatum, wunschtermin, fecha de entrega
shipped_on | Shipped on | 发货日期 | shipped date, ship date, shipping date, date shipped, shipped,
    出货日期, 发运日期, 装运日期, versanddatum, versendet am, fecha de envio
forwarder_key | Forwarder key | 货代编号 | ship via, shipper, shipper id, carrier, forwarder, ship by,
    货代, 承运人, 物流公司, spediteur, versand ueber, versand über, frachtfuhrer
freight | Freight | 运费 | freight cost, shipping cost, shipping, freight charge, 运输费用, fracht,
    frachtkosten, versandkosten, flete
currency | Currency | 币种 | curr, ccy, currency code, 货币, 币别, wahrung, moneda, devise
buyer_ref | Customer's order no. | 客户订单号 | buyer ref, buyer reference, customer po, customer po no,
    your ref, reference, ref, 客户po, 客户合同号, ihre bestellnummer
ship_name | Ship to: name | 收货人 | ship name, ship to, ship to name, consignee, recipient, 收货方, 收货单位,
    lieferempfanger, empfanger
ship_street | Ship to: street | 收货地址 | ship address, ship to address, delivery address,
    shipping address, 收货街道, lieferadresse
ship_city | Ship to: city | 收货城市 | ship city, ship to city, delivery city, destination, 目的地,
    lieferort
ship_region | Ship to: region | 收货省州 | ship region, ship state, ship to state, ship province
ship_postal_code | Ship to: postal code | 收货邮编 | ship postal code, ship zip, ship to zip,
    ship postcode, liefer plz
ship_country | Ship to: country | 收货国家 | ship country, ship to country, delivery country,
    destination country, 目的国, lieferland
incoterm | Incoterm | 贸易术语 | incoterms, trade term, trade terms, price term, delivery term, 价格条款,
    贸易条款, lieferbedingung
payment_terms | Payment terms | 付款方式 | payment, payment term, terms of payment, 付款条件, 支付方式, 付款条款,
    zahlungsbedingung, zahlungsbedingungen
other_charges | Charges besides the goods | 其他费用 | other charges, surcharges, extra charges, 附加费, 杂费,
    nebenkosten
notes | Notes | 备注 | note, remark, remarks, comment, comments, memo, 说明, bemerkung, notas
"""

LINES = """
order_key* | Order no. | 订单号 | order id, order number, order no, order, po no, po number,
    contract no, 订单编号, 订单, 合同号, 单号, bestellnummer, bestellnr, auftragsnummer, auftragsnr, pedido
product_key | Product | 产品 | product id, product no, product code, product, item, item no,
    item code, sku, article, article no, part no, 产品编号, 产品代码, 货号, 型号, 商品编号, 品号, artikel,
    artikelnummer, artikelnr, producto, referencia
description | Description | 品名 | product name, item name, goods, goods description,
    description of goods, 产品名称, 商品名称, 货物描述, 描述, bezeichnung, beschreibung, artikelbezeichnung,
    descripcion
quantity* | Quantity | 数量 | qty, pcs, pieces, amount of units, 订购数量, 件数, menge, anzahl, stuckzahl,
    cantidad, quantite
unit | Unit | 单位 | uom, unit of measure, 计量单位, einheit, me, unidad
unit_price* | Unit price | 单价 | price, price per unit, unit cost, price each, 价格, 产品单价, einzelpreis,
    preis, stuckpreis, precio, precio unitario, prix unitaire
discount_percent | Discount | 折扣 | discount percent, disc, discount rate, rebate, 折扣率, rabatt,
    nachlass, descuento, remise
currency | Currency | 币种 | curr, ccy, currency code, 货币, 币别, wahrung, moneda, devise
specification | Specification | 规格 | spec, specs, specifications, 规格型号, 技术参数, spezifikation, especificacion
description_local | Description in Chinese | 中文品名 | chinese name, chinese description, name in chinese,
    description in the other language, 品名中文, 中文名称, 中文描述
hs_code | HS code | 海关编码 | hs, hs no, tariff no, customs code, hscode, 税号, hs编码, zolltarifnummer
origin | Country of origin | 原产国 | origin, made in, 原产地, 产地, ursprungsland, ursprung, pais de origen
pieces_per_carton | Pieces per carton | 每箱数量 | pcs per carton, pcs/ctn, units per carton, qty per carton, 装箱数,
    每箱件数, 箱装量, stuck je karton, piezas por caja
cartons | Cartons | 箱数 | ctns, no of cartons, number of cartons, total cartons, 总箱数, kartons, cajas
net_weight | Net weight per carton, kg | 每箱净重 | net weight per carton, net weight, nw, nw per carton, nw kg, 净重,
    单箱净重, nettogewicht, peso neto
gross_weight | Gross weight per carton, kg | 每箱毛重 | gross weight per carton, gross weight, gw, gw per carton, gw kg,
    毛重, 单箱毛重, bruttogewicht, peso bruto
cbm | Volume per carton, m³ | 每箱体积 | cbm per carton, cbm, volume, volume per carton, measurement, 体积, 单箱体积,
    volumen
note | Note on the line | 行备注 | line note, line remark, item note, item remark, 明细备注
"""

PRODUCTS = """
key | Product no. | 产品编号 | product id, product no, product code, id, no, code, sku, item no,
    item code, article no, part no, 产品代码, 货号, 型号, 编号, artikelnummer, artikelnr, referencia
name* | Product | 产品名称 | product name, name, item, item name, article, goods, description of goods,
    产品, 品名, 商品名称, 货物名称, artikel, artikelbezeichnung, bezeichnung, produkt, producto
supplier_key | Supplier key | 供应商编号 | supplier id, supplier, supplier no, supplier code, vendor,
    vendor id, manufacturer, factory, 供应商, 供应商代码, 厂家, 工厂, lieferant, lieferantennummer, proveedor
packing | Packing | 包装 | quantity per unit, packaging, package, packing details, pack, 包装规格, 规格包装,
    装箱, verpackung, verpackungseinheit, embalaje
unit | Unit | 单位 | uom, unit of measure, 计量单位, einheit, unidad
unit_price | Unit price | 单价 | price, price per unit, list price, price each, 价格, 产品单价, einzelpreis,
    preis, listenpreis, precio
currency | Currency | 币种 | curr, ccy, currency code, 货币, 币别, wahrung, moneda, devise
hs_code | HS code | 海关编码 | hs, hs no, tariff no, customs code, hscode, 税号, 商品编码, zolltarifnummer
specification | Specification | 规格 | spec, specs, specifications, details, 规格型号, 技术参数,
    spezifikation, especificacion
notes | Notes | 备注 | note, remark, remarks, comment, comments, memo, description, 说明, bemerkung,
    notas
"""

RECEIPTS = """
key | Receipt no. | 收款编号 | receipt, receipt id, receipt number, payment no, payment id, 收款单号, 流水编号,
    belegnummer
party_key | Customer key | 客户编号 | customer id, customer, customer no, customer code, client, payer, remitter,
    客户, 客户代码, 客户名称, 付款人, 付款方, kundennummer, kunde, cliente
received_on* | Received on | 收款日期 | receipt date, date received, payment date, paid on, value date,
    arrived on, credit date, 到账日期, 付款日期, 入账日期, zahlungseingang, valuta, fecha de pago
amount* | Amount received | 收款金额 | amount, received, paid, amount paid, payment amount, credited amount,
    到账金额, 实收金额, 金额, betrag, importe
currency | Currency | 币种 | curr, ccy, currency code, 货币, 币别, wahrung, moneda, devise
charges | Bank charges | 银行手续费 | bank charge, charge, bank fee, bank fees, fees, 手续费, 扣费, bankspesen, gastos
rate | Exchange rate | 汇率 | rate, fx rate, conversion rate, wechselkurs, tipo de cambio
bank_ref | Bank reference | 银行流水号 | bank ref, tt no, tt reference, swift reference, transaction id, 水单号,
    银行参考号, bankreferenz
order_key | Order no. | 订单号 | order id, order number, order, po no, pi no, invoice no, contract no, 订单编号,
    订单, 合同号, 发票号, bestellnummer, auftragsnummer, pedido
instalment | Instalment no. | 期数 | instalment, instalment number, 第几期, 分期
share | Of this for the order | 分摊金额 | share, allocated, allocated amount, applied amount, 核销金额, 分配金额
notes | Notes | 备注 | note, remark, remarks, comment, memo, 说明, bemerkung
"""
