"""Tables of facts: ISO 639-2 (both code sets) with ISO 639-1 and English names, and ISO 15924.

Each line of `LANGUAGES` is: 639-2/B code, 639-2/T code if it differs, 639-1 code if any, English names, separated by `;`.
Each line of `SCRIPTS` is: ISO 15924 code, English name.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = """\
aar||aa|Afar
abk||ab|Abkhazian
ace|||Achinese
ach|||Acoli
ada|||Adangme
ady|||Adyghe;Adygei
afa|||Afro-Asiatic languages
afh|||Afrihili
afr||af|Afrikaans
ain|||Ainu (Japan)
aka||ak|Akan
akk|||Akkadian
alb|sqi|sq|Albanian
ale|||Aleut
alg|||Algonquian languages
alt|||Southern Altai
amh||am|Amharic
ang|||Old English (ca. 450-1100)
anp|||Angika
apa|||Apache languages
ara||ar|Arabic
arc|||Official Aramaic (700-300 BCE);Imperial Aramaic (700-300 BCE)
arg||an|Aragonese
arm|hye|hy|Armenian
arn|||Mapudungun;Mapuche
arp|||Arapaho
art|||Artificial languages
arw|||Arawak
asm||as|Assamese
ast|||Asturian;Asturleonese;Bable;Leonese
ath|||Athapascan languages
aus|||Australian languages
ava||av|Avaric
ave||ae|Avestan
awa|||Awadhi
aym||ay|Aymara
aze||az|Azerbaijani
bad|||Banda languages
bai|||Bamileke languages
bak||ba|Bashkir
bal|||Baluchi
bam||bm|Bambara
ban|||Balinese
baq|eus|eu|Basque
bas|||Basa (Cameroon)
bat|||Baltic languages
bej|||Beja;Bedawiyet
bel||be|Belarusian
bem|||Bemba (Zambia)
ben||bn|Bengali
ber|||Berber languages
bho|||Bhojpuri
bih||bh|Bihari languages
bik|||Bikol
bin|||Bini;Edo
bis||bi|Bislama
bla|||Siksika
bnt|||Bantu languages
bos||bs|Bosnian
bra|||Braj
bre||br|Breton
btk|||Batak languages
bua|||Buriat
bug|||Buginese
bul||bg|Bulgarian
bur|mya|my|Burmese
byn|||Bilin;Blin
cad|||Caddo
cai|||Central American Indian languages
car|||Galibi Carib
cat||ca|Catalan;Valencian
cau|||Caucasian languages
ceb|||Cebuano
cel|||Celtic languages
cha||ch|Chamorro
chb|||Chibcha
che||ce|Chechen
chg|||Chagatai
chi|zho|zh|Chinese
chk|||Chuukese
chm|||Mari (Russia)
chn|||Chinook jargon
cho|||Choctaw
chp|||Chipewyan;Dene Suline
chr|||Cherokee
chu||cu|Church Slavic;Church Slavonic;Old Bulgarian;Old Church Slavonic;Old Slavonic
chv||cv|Chuvash
chy|||Cheyenne
cmc|||Chamic languages
cnr|||Montenegrin
cop|||Coptic
cor||kw|Cornish
cos||co|Corsican
cpe|||Creoles and pidgins, English-based
cpf|||Creoles and pidgins, French-based
cpp|||Creoles and pidgins, Portuguese-based
cre||cr|Cree
crh|||Crimean Tatar;Crimean Turkish
crp|||Creoles and pidgins
csb|||Kashubian
cus|||Cushitic languages
cze|ces|cs|Czech
dak|||Dakota
dan||da|Danish
dar|||Dargwa
day|||Land Dayak languages
del|||Delaware
den|||Slavey
dgr|||Dogrib;Tlicho
din|||Dinka
div||dv|Divehi;Dhivehi;Maldivian
doi|||Dogri
dra|||Dravidian languages
dsb|||Lower Sorbian
dua|||Duala
dum|||Middle Dutch (ca. 1050-1350)
dut|nld|nl|Dutch;Flemish
dyu|||Dyula
dzo||dz|Dzongkha
efi|||Efik
egy|||Egyptian (Ancient)
eka|||Ekajuk
elx|||Elamite
eng||en|English
enm|||Middle English (1100-1500)
epo||eo|Esperanto
est||et|Estonian
ewe||ee|Ewe
ewo|||Ewondo
fan|||Fang (Equatorial Guinea)
fao||fo|Faroese
fat|||Fanti
fij||fj|Fijian
fil|||Filipino;Pilipino
fin||fi|Finnish
fiu|||Finno-Ugrian languages
fon|||Fon
fre|fra|fr|French
frm|||Middle French (ca. 1400-1600)
fro|||Old French (842-ca. 1400)
frr|||Northern Frisian
frs|||Eastern Frisian
fry||fy|Western Frisian
ful||ff|Fulah
fur|||Friulian
gaa|||Ga
gay|||Gayo
gba|||Gbaya (Central African Republic)
gem|||Germanic languages
geo|kat|ka|Georgian
ger|deu|de|German
gez|||Geez
gil|||Gilbertese
gla||gd|Scottish Gaelic;Gaelic
gle||ga|Irish
glg||gl|Galician
glv||gv|Manx
gmh|||Middle High German (ca. 1050-1500)
goh|||Old High German (ca. 750-1050)
gon|||Gondi
gor|||Gorontalo
got|||Gothic
grb|||Grebo
grc|||Ancient Greek (to 1453)
gre|ell|el|Modern Greek;Modern Greek (1453-)
grn||gn|Guarani
gsw|||Swiss German;Alemannic;Alsatian
guj||gu|Gujarati
gwi|||Gwichʼin
hai|||Haida
hat||ht|Haitian;Haitian Creole
hau||ha|Hausa
haw|||Hawaiian
heb||he|Hebrew
her||hz|Herero
hil|||Hiligaynon
him|||Himachali languages
hin||hi|Hindi
hit|||Hittite
hmn|||Hmong;Mong
hmo||ho|Hiri Motu
hrv||hr|Croatian
hsb|||Upper Sorbian
hun||hu|Hungarian
hup|||Hupa
iba|||Iban
ibo||ig|Igbo
ice|isl|is|Icelandic
ido||io|Ido
iii||ii|Sichuan Yi;Nuosu
ijo|||Ijo languages
iku||iu|Inuktitut
ile||ie|Interlingue;Occidental
ilo|||Iloko
ina||ia|Interlingua;Interlingua (IALA);Interlingua (International Auxiliary Language Association)
inc|||Indic languages
ind||id|Indonesian
ine|||Indo-European languages
inh|||Ingush
ipk||ik|Inupiaq
ira|||Iranian languages
iro|||Iroquoian languages
ita||it|Italian
jav||jv|Javanese
jbo|||Lojban
jpn||ja|Japanese
jpr|||Judeo-Persian
jrb|||Judeo-Arabic
kaa|||Kara-Kalpak;Karakalpak
kab|||Kabyle
kac|||Kachin;Jingpho
kal||kl|Kalaallisut;Greenlandic
kam|||Kamba (Kenya)
kan||kn|Kannada
kar|||Karen languages
kas||ks|Kashmiri
kau||kr|Kanuri
kaw|||Kawi
kaz||kk|Kazakh
kbd|||Kabardian
kha|||Khasi
khi|||Khoisan languages
khm||km|Khmer;Central Khmer
kho|||Khotanese;Sakan
kik||ki|Kikuyu;Gikuyu
kin||rw|Kinyarwanda
kir||ky|Kirghiz;Kyrgyz
kmb|||Kimbundu
kok|||Konkani
kom||kv|Komi
kon||kg|Kongo
kor||ko|Korean
kos|||Kosraean
kpe|||Kpelle
krc|||Karachay-Balkar
krl|||Karelian
kro|||Kru languages
kru|||Kurukh
kua||kj|Kuanyama;Kwanyama
kum|||Kumyk
kur||ku|Kurdish
kut|||Ktunaxa;Ksanka;Kutenai
lad|||Ladino
lah|||Lahnda
lam|||Lamba
lao||lo|Lao
lat||la|Latin
lav||lv|Latvian
lez|||Lezghian
lim||li|Limburgan;Limburger;Limburgish
lin||ln|Lingala
lit||lt|Lithuanian
lol|||Mongo
loz|||Lozi
ltz||lb|Luxembourgish;Letzeburgesch
lua|||Luba-Lulua
lub||lu|Luba-Katanga
lug||lg|Ganda
lui|||Luiseño
lun|||Lunda
luo|||Luo;Luo (Kenya and Tanzania);Dholuo
lus|||Lushai
mac|mkd|mk|Macedonian
mad|||Madurese
mag|||Magahi
mah||mh|Marshallese
mai|||Maithili
mak|||Makasar
mal||ml|Malayalam
man|||Mandingo;Manding
mao|mri|mi|Maori
map|||Austronesian languages
mar||mr|Marathi
mas|||Masai
may|msa|ms|Malay
mdf|||Moksha
mdr|||Mandar
men|||Mende (Sierra Leone)
mga|||Middle Irish (900-1200)
mic|||Mi'kmaq;Micmac
min|||Minangkabau
mis|||Uncoded languages
mkh|||Mon-Khmer languages
mlg||mg|Malagasy
mlt||mt|Maltese
mnc|||Manchu
mni|||Manipuri
mno|||Manobo languages
moh|||Mohawk;Kanien'kéha
mon||mn|Mongolian
mos|||Mossi
mul|||Multiple languages
mun|||Munda languages
mus|||Creek
mwl|||Mirandese
mwr|||Marwari
myn|||Mayan languages
myv|||Erzya
nah|||Nahuatl languages
nai|||North American Indian languages
nap|||Neapolitan
nau||na|Nauru
nav||nv|Navajo;Navaho
nbl||nr|South Ndebele
nde||nd|North Ndebele
ndo||ng|Ndonga
nds|||Low German;Low Saxon
nep||ne|Nepali
new|||Nepal Bhasa;Newar;Newari
nia|||Nias
nic|||Niger-Kordofanian languages
niu|||Niuean
nno||nn|Norwegian Nynorsk
nob||nb|Norwegian Bokmål
nog|||Nogai
non|||Old Norse
nor||no|Norwegian
nqo|||N'Ko
nso|||Pedi;Northern Sotho;Sepedi
nub|||Nubian languages
nwc|||Classical Newari;Classical Nepal Bhasa;Old Newari
nya||ny|Chichewa;Chewa;Nyanja
nym|||Nyamwezi
nyn|||Nyankole
nyo|||Nyoro
nzi|||Nzima
oci||oc|Occitan (post 1500)
oji||oj|Ojibwa
ori||or|Oriya
orm||om|Oromo
osa|||Osage
oss||os|Ossetian;Iron Ossetic;Iron;Iron Ossetian;Ossetic
ota|||Ottoman Turkish (1500-1928)
oto|||Otomian languages
paa|||Papuan languages
pag|||Pangasinan
pal|||Pahlavi
pam|||Pampanga;Kapampangan
pan||pa|Punjabi;Panjabi
pap|||Papiamento
pau|||Palauan
peo|||Old Persian (ca. 600-400 B.C.)
per|fas|fa|Persian
phi|||Philippine languages
phn|||Phoenician
pli||pi|Pali
pol||pl|Polish
pon|||Pohnpeian
por||pt|Portuguese
pra|||Prakrit languages
pro|||Old Provençal (to 1500);Old Occitan (to 1500)
pus||ps|Pashto;Pushto
que||qu|Quechua
raj|||Rajasthani
rap|||Rapanui
rar|||Rarotongan;Cook Islands Maori
roa|||Romance languages
roh||rm|Romansh
rom|||Romany
rum|ron|ro|Romanian;Moldavian;Moldovan
run||rn|Rundi
rup|||Macedo-Romanian;Aromanian;Arumanian
rus||ru|Russian
sad|||Sandawe
sag||sg|Sango
sah|||Yakut
sai|||South American Indian languages
sal|||Salishan languages
sam|||Samaritan Aramaic
san||sa|Sanskrit
sas|||Sasak
sat|||Santali
scn|||Sicilian
sco|||Scots
sel|||Selkup
sem|||Semitic languages
sga|||Old Irish (to 900)
sgn|||Sign languages
shn|||Shan
sid|||Sidamo
sin||si|Sinhala;Sinhalese
sio|||Siouan languages
sit|||Sino-Tibetan languages
sla|||Slavic languages
slo|slk|sk|Slovak
slv||sl|Slovenian
sma|||Southern Sami
sme||se|Northern Sami
smi|||Sami languages
smj|||Lule Sami
smn|||Inari Sami
smo||sm|Samoan
sms|||Skolt Sami
sna||sn|Shona
snd||sd|Sindhi
snk|||Soninke
sog|||Sogdian
som||so|Somali
son|||Songhai languages
sot||st|Southern Sotho
spa||es|Spanish;Castilian
srd||sc|Sardinian
srn|||Sranan Tongo
srp||sr|Serbian
srr|||Serer
ssa|||Nilo-Saharan languages
ssw||ss|Swati
suk|||Sukuma
sun||su|Sundanese
sus|||Susu
sux|||Sumerian
swa||sw|Swahili
swe||sv|Swedish
syc|||Classical Syriac
syr|||Syriac
tah||ty|Tahitian
tai|||Tai languages
tam||ta|Tamil
tat||tt|Tatar
tel||te|Telugu
tem|||Timne
ter|||Tereno
tet|||Tetum
tgk||tg|Tajik
tgl||tl|Tagalog
tha||th|Thai
tib|bod|bo|Tibetan
tig|||Tigre
tir||ti|Tigrinya
tiv|||Tiv
tkl|||Tokelau
tlh|||Klingon;tlhIngan Hol
tli|||Tlingit
tmh|||Tamashek
tog|||Tonga (Nyasa)
ton||to|Tonga (Tonga Islands)
tpi|||Tok Pisin
tsi|||Tsimshian
tsn||tn|Tswana
tso||ts|Tsonga
tuk||tk|Turkmen
tum|||Tumbuka
tup|||Tupi languages
tur||tr|Turkish
tut|||Altaic languages
tvl|||Tuvalu
twi||tw|Twi
tyv|||Tuvinian
udm|||Udmurt
uga|||Ugaritic
uig||ug|Uyghur;Uighur
ukr||uk|Ukrainian
umb|||Umbundu
und|||Undetermined
urd||ur|Urdu
uzb||uz|Uzbek
vai|||Vai
ven||ve|Venda
vie||vi|Vietnamese
vol||vo|Volapük
vot|||Votic
wak|||Wakashan languages
wal|||Wolaytta;Wolaitta
war|||Waray (Philippines)
was|||Washo
wel|cym|cy|Welsh
wen|||Sorbian languages
wln||wa|Walloon
wol||wo|Wolof
xal|||Kalmyk;Oirat
xho||xh|Xhosa
yao|||Yao
yap|||Yapese
yid||yi|Yiddish
yor||yo|Yoruba
ypk|||Yupik languages
zap|||Zapotec
zbl|||Blissymbols;Bliss;Blissymbolics
zen|||Zenaga
zgh|||Standard Moroccan Tamazight
zha||za|Zhuang;Chuang
znd|||Zande languages
zul||zu|Zulu
zun|||Zuni
zxx|||No linguistic content
zza|||Zaza;Dimili;Dimli;Kirdki;Kirmanjki;Zazaki
"""

SCRIPTS: Final = """\
Adlm Adlam
Afak Afaka
Aghb Caucasian Albanian
Ahom Ahom, Tai Ahom
Arab Arabic
Aran Arabic (Nastaliq variant)
Armi Imperial Aramaic
Armn Armenian
Avst Avestan
Bali Balinese
Bamu Bamum
Bass Bassa Vah
Batk Batak
Beng Bengali (Bangla)
Berf Beria Erfe
Bhks Bhaiksuki
Blis Blissymbols
Bopo Bopomofo
Brah Brahmi
Brai Braille
Bugi Buginese
Buhd Buhid
Cakm Chakma
Cans Unified Canadian Aboriginal Syllabics
Cari Carian
Cham Cham
Cher Cherokee
Chis Chisoi
Chrs Chorasmian
Cirt Cirth
Copt Coptic
Cpmn Cypro-Minoan
Cprt Cypriot syllabary
Cyrl Cyrillic
Cyrs Cyrillic (Old Church Slavonic variant)
Deva Devanagari (Nagari)
Diak Dives Akuru
Dogr Dogra
Dsrt Deseret (Mormon)
Dupl Duployan shorthand, Duployan stenography
Egyd Egyptian demotic
Egyh Egyptian hieratic
Egyp Egyptian hieroglyphs
Elba Elbasan
Elym Elymaic
Ethi Ethiopic (Geʻez)
Gara Garay
Geok Khutsuri (Asomtavruli and Nuskhuri)
Geor Georgian (Mkhedruli and Mtavruli)
Glag Glagolitic
Gong Gunjala Gondi
Gonm Masaram Gondi
Goth Gothic
Gran Grantha
Grek Greek
Gujr Gujarati
Gukh Gurung Khema
Guru Gurmukhi
Hanb Han with Bopomofo (alias for Han + Bopomofo)
Hang Hangul (Hangŭl, Hangeul)
Hani Han (Hanzi, Kanji, Hanja)
Hano Hanunoo (Hanunóo)
Hans Han (Simplified variant)
Hant Han (Traditional variant)
Hatr Hatran
Hebr Hebrew
Hira Hiragana
Hluw Anatolian Hieroglyphs (Luwian Hieroglyphs, Hittite Hieroglyphs)
Hmng Pahawh Hmong
Hmnp Nyiakeng Puachue Hmong
Hntl Han (Traditional variant) with Latin (alias for Hant + Latn)
Hrkt Japanese syllabaries (alias for Hiragana + Katakana)
Hung Old Hungarian (Hungarian Runic)
Inds Indus (Harappan)
Ital Old Italic (Etruscan, Oscan, etc.)
Jamo Jamo (alias for Jamo subset of Hangul)
Java Javanese
Jpan Japanese (alias for Han + Hiragana + Katakana)
Jurc Jurchen
Kali Kayah Li
Kana Katakana
Kawi Kawi
Khar Kharoshthi
Khmr Khmer
Khoj Khojki
Kitl Khitan large script
Kits Khitan small script
Knda Kannada
Kore Korean (alias for Hangul + Han)
Kpel Kpelle
Krai Kirat Rai
Kthi Kaithi
Lana Tai Tham (Lanna)
Laoo Lao
Latf Latin (Fraktur variant)
Latg Latin (Gaelic variant)
Latn Latin
Leke Leke
Lepc Lepcha (Róng)
Limb Limbu
Lina Linear A
Linb Linear B
Lisu Lisu (Fraser)
Loma Loma
Lyci Lycian
Lydi Lydian
Mahj Mahajani
Maka Makasar
Mand Mandaic, Mandaean
Mani Manichaean
Marc Marchen
Maya Mayan hieroglyphs
Medf Medefaidrin (Oberi Okaime, Oberi Ɔkaimɛ)
Mend Mende Kikakui
Merc Meroitic Cursive
Mero Meroitic Hieroglyphs
Mlym Malayalam
Modi Modi, Moḍī
Mong Mongolian
Moon Moon (Moon code, Moon script, Moon type)
Mroo Mro, Mru
Mtei Meitei Mayek (Meithei, Meetei)
Mult Multani
Mymr Myanmar (Burmese)
Nagm Nag Mundari
Nand Nandinagari
Narb Old North Arabian (Ancient North Arabian)
Nbat Nabataean
Newa Newa, Newar, Newari, Nepāla lipi
Nkdb Naxi Dongba (na²¹ɕi³³ to³³ba²¹, Nakhi Tomba)
Nkgb Naxi Geba (na²¹ɕi³³ gʌ²¹ba²¹, 'Na-'Khi ²Ggŏ-¹baw, Nakhi Geba)
Nkoo N’Ko
Nshu Nüshu
Ogam Ogham
Olck Ol Chiki (Ol Cemet’, Ol, Santali)
Onao Ol Onal
Orkh Old Turkic, Orkhon Runic
Orya Oriya (Odia)
Osge Osage
Osma Osmanya
Ougr Old Uyghur
Palm Palmyrene
Pauc Pau Cin Hau
Pcun Proto-Cuneiform
Pelm Proto-Elamite
Perm Old Permic
Phag Phags-pa
Phli Inscriptional Pahlavi
Phlp Psalter Pahlavi
Phlv Book Pahlavi
Phnx Phoenician
Piqd Klingon (KLI pIqaD)
Plrd Miao (Pollard)
Prti Inscriptional Parthian
Psin Proto-Sinaitic
Qaaa Reserved for private use (start)
Qabx Reserved for private use (end)
Ranj Ranjana
Rjng Rejang (Redjang, Kaganga)
Rohg Hanifi Rohingya
Roro Rongorongo
Runr Runic
Samr Samaritan
Sara Sarati
Sarb Old South Arabian
Saur Saurashtra
Seal (Small) Seal
Sgnw SignWriting
Shaw Shavian (Shaw)
Shrd Sharada, Śāradā
Shui Shuishu
Sidd Siddham, Siddhaṃ, Siddhamātṛkā
Sidt Sidetic
Sind Khudawadi, Sindhi
Sinh Sinhala
Sogd Sogdian
Sogo Old Sogdian
Sora Sora Sompeng
Soyo Soyombo
Sund Sundanese
Sunu Sunuwar
Sylo Syloti Nagri
Syrc Syriac
Syre Syriac (Estrangelo variant)
Syrj Syriac (Western variant)
Syrn Syriac (Eastern variant)
Tagb Tagbanwa
Takr Takri, Ṭākrī, Ṭāṅkrī
Tale Tai Le
Talu New Tai Lue
Taml Tamil
Tang Tangut
Tavt Tai Viet
Tayo Tai Yo
Telu Telugu
Teng Tengwar
Tfng Tifinagh (Berber)
Tglg Tagalog (Baybayin, Alibata)
Thaa Thaana
Thai Thai
Tibt Tibetan
Tirh Tirhuta
Tnsa Tangsa
Todr Todhri
Tols Tolong Siki
Toto Toto
Tutg Tulu-Tigalari
Ugar Ugaritic
Vaii Vai
Visp Visible Speech
Vith Vithkuqi
Wara Warang Citi (Varang Kshiti)
Wcho Wancho
Wole Woleai
Xpeo Old Persian
Xsux Cuneiform, Sumero-Akkadian
Yezi Yezidi
Yiii Yi
Zanb Zanabazar Square (Zanabazarin Dörböljin Useg, Xewtee Dörböljin Bicig, Horizontal Square Script)
Zinh Code for inherited script
Zmth Mathematical notation
Zsye Symbols (Emoji variant)
Zsym Symbols
Zxxx Code for unwritten documents
Zyyy Code for undetermined script
Zzzz Code for uncoded script
"""

#: The languages' own names, and the adjectives for them in French and Spanish catalogues.
OWN_NAMES: Final[dict[str, str]] = {
    "fre": "français|française|langue française",
    "ger": "deutsch",
    "spa": "español|española|castellano",
    "ita": "italiano|lingua italiana",
    "por": "português",
    "dut": "nederlands|vlaams",
    "cat": "català",
    "glg": "galego",
    "baq": "euskara|euskera",
    "rum": "română",
    "pol": "polski",
    "cze": "čeština|český|česky",
    "slo": "slovenčina",
    "slv": "slovenščina",
    "hrv": "hrvatski",
    "srp": "srpski|српски",
    "bul": "български",
    "rus": "русский|русский язык",
    "ukr": "українська",
    "hun": "magyar",
    "fin": "suomi",
    "swe": "svenska",
    "dan": "dansk",
    "nor": "norsk",
    "ice": "íslenska",
    "est": "eesti",
    "lav": "latviešu",
    "lit": "lietuvių",
    "tur": "türkçe",
    "gre": "ελληνικά",
    "heb": "עברית",
    "ara": "العربية",
    "yid": "ייִדיש|יידיש",
    "chi": "中文|漢語|汉语",
    "jpn": "日本語",
    "kor": "한국어",
}

#: The usual script of each language (the field Suppress-Script of the IANA language subtag registry).
USUAL_SCRIPTS: Final = """\
Latn af ay bs ca ch cs cy da de en eo es et eu fi fj fo fr fy ga gl gn gv hr ht hu id is it kl la lb ln lt lv
Latn mg mh ms mt na nb nd nl nn no nr ny om pl pt qu rm rn ro rw sg sk sl sm so sq ss st sv sw tl tn to tr ts ve vi xh zu
Cyrl ab be bg kk mk ru uk
Ethi am ti
Arab ar fa ps ur
Beng as bn
Thaa dv
Tibt dz
Grek el
Gujr gu
Hebr he yi
Deva hi mr ne
Armn hy
Jpan ja
Geor ka
Khmr km
Knda kn
Kore ko
Laoo lo
Mlym ml
Mymr my
Orya or
Guru pa
Sinh si
Taml ta
Telu te
Thai th"""
