"""The words of dates: one table for each kind of word, by language.

A word is looked up by its key: lower case, without diacritics ("Août" -> "aout", "й" -> "и").
Each kind of word has a letter; `docmeta.dates.phrases` lists the orders of letters that make a date.
A word in no table makes a text not understood, so the tables only hold unambiguous words.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

#: Months 1 to 12 of each language, with their cases and abbreviations. "|" separates months.
MONTHS = {
    "English": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sept sep|october oct|november nov|december dec",
    "French": "janvier janv|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|"
    "septembre|octobre|novembre|decembre",
    "German": "januar janner jaenner|februar feber|marz maerz mrz|april|mai|juni|juli|august|"
    "september|oktober okt|november|dezember dez",
    "Spanish": "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|"
    "noviembre|diciembre dic",
    "Italian": "gennaio genn gen|febbraio febbr|marzo|aprile|maggio magg mag|giugno giu|luglio lug|agosto|"
    "settembre sett set|ottobre ott|novembre|dicembre",
    "Dutch": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
    "Portuguese": "janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro out|novembro|dezembro",
    "Polish": "styczen stycznia sty|luty lutego lut|marzec marca|kwiecien kwietnia kwi|maj maja|czerwiec czerwca cze|"
    "lipiec lipca lip|sierpien sierpnia sie|wrzesien wrzesnia wrz|pazdziernik pazdziernika paz|"
    "listopad listopada lis|grudzien grudnia gru",
    "Czech": "leden ledna|unor unora|brezen brezna|duben dubna|kveten kvetna|cerven cervna|cervenec cervence|"
    "srpen srpna|zari|rijen rijna|listopad listopadu|prosinec prosince",
    "Slovak": "januar januara|februar februara|marec|april aprila|maj|jun juna|jul jula|august augusta|"
    "september septembra|oktober oktobra|november novembra|december decembra",
    "Russian": "январь января янв|февраль февраля февр фев|март марта|апрель апреля апр|май мая|июнь июня|"
    "июль июля|август августа авг|сентябрь сентября сент|октябрь октября окт|ноябрь ноября нояб|декабрь декабря дек",
    "Ukrainian": "січень січня|лютий лютого|березень березня|квітень квітня|травень травня|червень червня|"
    "липень липня|серпень серпня|вересень вересня|жовтень жовтня|листопад листопада|грудень грудня",
    "Latin": "januarius januarii ianuarii ianuarius|februarius februarii|martius martii|aprilis|maius maii|"
    "junius junii iunii iunius|julius julii iulii iulius|augustus augusti|septembris|octobris|novembris|decembris",
    "Scandinavian": "januari januar|februari februar|mars marts|april|maj mai|juni|juli|augusti august|"
    "september|oktober|november|december desember",
    "Hungarian": "januar|februar|marcius|aprilis|majus|junius|julius|augusztus|szeptember|oktober|november|december",
    "Finnish": "tammikuu tammikuuta|helmikuu helmikuuta|maaliskuu maaliskuuta|huhtikuu huhtikuuta|"
    "toukokuu toukokuuta|kesakuu kesakuuta|heinakuu heinakuuta|elokuu elokuuta|syyskuu syyskuuta|"
    "lokakuu lokakuuta|marraskuu marraskuuta|joulukuu joulukuuta",
}

#: Old abbreviations of months by number: 7bre is September.
MONTH_ENDINGS = frozenset({"ber", "bre", "bris"})

#: Seasons with EDTF codes from 21, independent of location: spring, summer, autumn, winter.
SEASONS = {
    "English": "spring spr|summer sum|autumn fall aut|winter win wint",
    "French": "printemps|ete|automne|hiver",
    "German": "fruhling fruhjahr fruehjahr|sommer|herbst|winter",
    "Spanish": "primavera|verano|otono|invierno",
    "Italian": "primavera|estate|autunno|inverno",
    "Dutch": "lente voorjaar|zomer|herfst najaar",
    "Portuguese": "primavera|verao|outono|inverno",
    "Polish": "wiosna|lato|jesien|zima",
    "Czech": "jaro|leto|podzim|zima",
    "Russian": "весна|лето|осень|зима",
}

#: Seasons of one hemisphere, with EDTF codes from 25 (north) and 29 (south).
HEMISPHERES = {"northern": 25, "southern": 29}

#: First to twenty-first, for centuries; "|" separates numbers, a blank the forms of one.
ORDINALS = {
    "English": "|||||sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    "seventeenth|eighteenth|nineteenth|twentieth|twenty-first",
    "French": "|||||sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|"
    "seizieme|dix-septieme|dix-huitieme|dix-neuvieme|vingtieme|vingt-et-unieme",
    "German": "|||||sechstes|siebtes|achtes|neuntes|zehntes|elftes|zwolftes|dreizehntes|vierzehntes|funfzehntes|"
    "sechzehntes|siebzehntes|achtzehntes|neunzehntes|zwanzigstes|einundzwanzigstes",
    "German, inflected": "|||||sechsten|siebten|achten|neunten|zehnten|elften|zwolften|dreizehnten|vierzehnten|"
    "funfzehnten|sechzehnten|siebzehnten|achtzehnten|neunzehnten|zwanzigsten|einundzwanzigsten",
    "Spanish": "||||||||||once|doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte|veintiuno",
    "Italian": "|||||sesto|settimo|ottavo|nono|decimo|undicesimo|dodicesimo|tredicesimo|quattordicesimo|quindicesimo|"
    "sedicesimo|diciassettesimo|diciottesimo|diciannovesimo|ventesimo|ventunesimo",
    "Dutch": "|||||zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|vijftiende|zestiende|"
    "zeventiende|achttiende|negentiende|twintigste|eenentwintigste",
    "Russian": "|||||шестои|седьмои|восьмои|девятыи|десятыи|одиннадцатыи|двенадцатыи|тринадцатыи|четырнадцатыи|"
    "пятнадцатыи|шестнадцатыи|семнадцатыи|восемнадцатыи|девятнадцатыи|двадцатыи",
}

#: Italian names of centuries by their hundreds: the Ottocento is the 19th.
CENTURY_NAMES = {
    name: number
    for number, name in enumerate("duecento trecento quattrocento cinquecento seicento settecento ottocento novecento".split(), 13)
}  # fmt: skip

#: All other words: the letter of their kind, their meaning, and the words.
#: Without full stops: "n d" also matches "n.d.".
WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "z",
        "undated",
        "undated|no date|no dates|not dated|n d|nd|date unknown|unknown|dates unknown|unknown date|date not known|"
        "without date|no date given|date not given|undetermined|date undetermined|not known|dates not examined|"
        "sans date|non date|non datee|non dates|non datees|s d|date inconnue|sin fecha|s f|fecha desconocida|sem data|"
        "senza data|non datato|o d|o j|o dat|ohne datum|ohne jahr|undatiert|unbekannt|zonder datum|zonder jaar|"
        "ongedateerd|z d|z j|bez daty|b d|bez data|nedatovano|bez datace|без даты|б д|б г|недатировано|"
        "дата неизвестна|sine dato|sine anno|s a|odaterad|odaterat|udatert|udateret|uden ar|uten ar|utan ar|odat|odaterade|u a|"
        "paivaamaton|ajoittamaton|b r|sense data|sin ano|keltezetlen|e n|s l s a|s / d|s / f|б / д",
    ),
    (
        "q",
        "approximate: EDTF ~",
        "circa|ca|c|cca|about|around|approximately|approx|roughly|environ|env|vers|autour de|um|etwa|ungefahr|gegen|"
        "zirka|hacia|alrededor de|aproximadamente|aprox|verso|omstreeks|rond|ongeveer|cerca de|por volta de|okolo|ok|kolem|asi|kring|"
        "около|ок|примерно|приблизительно|omkring|noin|circiter|~|≈|±",
    ),
    (
        "u",
        "uncertain: EDTF ?",
        "probably|possibly|perhaps|maybe|uncertain|uncertain date|date uncertain|presumably|prob|poss|guess|"
        "apparently|probablement|peut etre|wahrscheinlich|vermutlich|vielleicht|probablemente|quizas|probabilmente|"
        "forse|waarschijnlijk|vermoedelijk|mogelijk|provavelmente|prawdopodobnie|pravdepodobne|вероятно|возможно|"
        "предположительно|?",
    ),
    (
        "b",
        "before: an unknown beginning",
        "before|earlier than|prior to|pre|no later than|not later than|not after|by|on or before|up to|"
        "avant|jusqu a|jusqu en|vor|antes de|prima del|prima di|voor|przed|pred|ante|innan|fore|ennen|<",
    ),
    (
        "a",
        "after: an unknown end",
        "after|later than|post|no earlier than|not earlier than|not before|on or after|"
        "apres|nach|despues de|dopo|dopo il|depois de|po|после|>",
    ),
    (
        "s",
        "since: an open end",
        "from|since|depuis|a partir de|a partir du|seit|ab|desde|a partire dal|dal|vanaf|sinds|od|начиная с|с|fran",
    ),
    (
        ">",
        "and later: an open end",
        "onward|onwards|and later|or later|and after|or after|& later|& after|and on|and onward|and onwards|and thereafter|"
        "thereafter|forward|et seq|ff|sqq|und spater|oder spater|et apres|ou apres|en adelante|e seguenti|en later|"
        "- a nos jours|- a ce jour|ad oggi|- ad oggi|- tot heden|- a hoy",
    ),
    (
        "<",
        "and before: an unknown beginning",
        "and earlier|or earlier|& earlier|and before|or before|und fruher|et avant",
    ),
    ("j", "between two dates", "between|entre|zwischen|tra|fra|tussen|miedzy|mezi|между"),
    (
        "-",
        "to: between the ends of an interval",
        "to|through|thru|until|till|up to and including|au|zum|jusqu au|bis|al|fino al|fino a|sino al|"
        "hasta|tot|t m|t / m|ate|do|az|по|до|usque ad|til|-",
    ),
    (",", "and so on: between the elements of a list", ",|;|(|)|:"),
    ("&", "and", "and|et|und|y|e|en|i|и|och|og|ja|&|+|as well as"),
    ("|", "or", "or|ou|oder|o|albo|lub|nebo|или|eller|tai|או|/"),
    (
        "o",
        "now: an open end",
        "present|the present|open|present day|date|now|ongoing|continuing|today|current|heute|heutzutage|nos jours|ce jour|"
        "actualidad|la actualidad|la fecha|hoje|atualidade|н в|наше время|nu|i dag|aujourd hui|presente|oggi|heden|dzis|настоящее время",
    ),
    (
        "p",
        "a vague part: the whole is meant, since EDTF has no word for it",
        "early|late|later|mid|middle|beginning|beginning of|end|end of|latter part of|start of|"
        "debut|debut du|fin|fin du|milieu|milieu du|anfang|ende|mitte|fruhes|spates|principios del|mediados del|"
        "fines del|finales del|inizio|fine|begin|eind|midden|einde|inicio do|fim do|poczatek|koniec|pocatek|konec|"
        "начало|конец|середина",
    ),
    (
        "h",
        "half",
        "half|moitie|halfte|mitad|meta|helft|polowa|polovina|половина",
    ),
    (
        "T",
        "about the year in which a century begins",
        "turn of|the turn of|at the turn of|wende|wende vom|wende zum|tournant|tournant du|przelom|rubez|рубеж",
    ),
    ("v", "a third of a year, four months", "quadrimester|quadrimestre|tertial"),
    ("f", "quarter", "quarter|quart|viertel|cuarto|quarto|kwart|cwierc|четверть"),
    ("1", "first", "first|premiere|erste|ersten|erstes|primera|prima|eerste|pierwsza|prvni|первая"),
    ("2", "second", "second|seconde|deuxieme|zweite|zweiten|zweites|segunda|seconda|tweede|druga|druha|вторая"),
    ("3", "third", "third|troisieme|dritte|drittes|tercer|terzo|derde|trzecia|третья"),
    ("4", "fourth", "fourth|quatrieme|vierte|viertes|vierten|vierde|czwarta|четвертая"),
    ("4", "last: the number is that of the parts", "last|latter|dernier|derniere|letztes|letzte|ultimo"),
    ("5", "fifth", "fifth|cinquieme|funftes|funften|quinto|vijfde|пятыи"),
    (
        "c",
        "century",
        "century|centuries|cent|siecle|siecles|jahrhundert|jahrhunderts|jahrhunderte|jh|jhdt|jhd|jhs|siglo|siglos|"
        "secolo|secoli|sec|eeuw|eeuwen|seculo|seculos|wiek|wieku|wieki|ww|stoleti|stol|storoci|век|века|веков|вв|"
        "столетие|столетия|saeculum|saeculo|saec|arhundrade|arhundrede|vuosisata",
    ),
    ("w", "millennium", "millennium|millennia|millenium|millenaire|jahrtausend|milenio|millennio|тысячелетие"),
    (
        "g",
        "decade",
        "annees|anni|anos|jaren|lata|latach|leta|decade|decennia|decada|decada de|decenio|decenio de|decennio|десятилетие",
    ),
    ("!", "the Julian calendar: the meaning is Gregorian", "o s|old style|julian"),
    ("A", "AD", "ad|a d|ce|c e|anno domini|n chr|ap j c|d c|d chr|н э"),
    ("E", "BC", "bc|b c|bce|b c e|v chr|av j c|p n e|до н э|ante christum"),
    ("n", "birth", "born|nee|ne|geb|geboren|nacido|nato|nascido|род|*"),
    ("m", "death", "died|gest|gestorben|muerto|morto|overleden|zm|zem|ум|†"),
    (
        "",
        "what does not change the date",
        "the|of|in|on|dated|dates|date range|during|year|years|is|mostly|mainly|chiefly|primarily|merendeel|"
        "with|active|fl|flourished|floruit|created|printed|printing|print|published|later print|revised|rev|corrected|issued|"
        "copyright|cop|reprint|reprinted|received|written|completed|copied|photographed|taken|postmarked|postmark|filmed|"
        "digitized|digitised|scanned|n s|new style|d d|dd|inclusive|inclusive dates|sometime|some|time|day|s|ies|"
        "le|la|les|de|du|des|d|l|del|de la|der|die|das|dem|den|am|im|vom|von|el|los|las|il|lo|gli|della|dello|"
        "het|van|os|as|da|dos|w|we|roku|rok|r|ve|v|dne|год|года|году|годы|годов|г|гг|в|от|anno|annee|jahr|jahre|"
        "jahren|ano|jaar|bulk|©|tych|е",
    ),
    (
        "",
        "a year that does not begin in January: EDTF has no word for it",
        "fiscal year|fiscal years|financial year|financial years|fy|academic year|academic years|school year|"
        "school years|annee scolaire|annee universitaire|exercice|schuljahr|studienjahr|geschaftsjahr|haushaltsjahr|"
        "rechnungsjahr|wintersemester|curso|curso academico|ano fiscal|anno scolastico|anno accademico|schooljaar|"
        "academiejaar|boekjaar|учебныи год",
    ),
    (
        "",
        "what is not there, or is there in part",
        "with gaps|gaps|incomplete|scattered|scattered dates|broken|nonconsecutive|non consecutive|with some gaps|"
        "lacunes|avec lacunes|mit lucken|luckenhaft|con lagune|con lagunas|met hiaten",
    ),
    (
        "",
        "a day of the week",
        "monday|mon|tuesday|tue|tues|wednesday|wed|thursday|thu|thurs|friday|fri|saturday|sat|sunday|sun|"
        "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
        "sonntag|lunes|martes|miercoles|jueves|viernes|sabado|domingo|maandag|dinsdag|woensdag|donderdag|vrijdag|"
        "zaterdag|zondag|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|понедельник|вторник|среда|четверг|пятница|"
        "суббота|воскресенье|segunda feira|terca feira|quarta feira|quinta feira|sexta feira",
    ),
)

#: Short words with another meaning after a numeral: "XIX w.", "19 c.", "XIX s." are centuries.
CENTURY_AFTER_NUMERAL = frozenset({"c", "s", "w", "в", "st"})

#: Short words about a life if a date follows: "b. 1912", "d. 1994".
LIFE_BEFORE_DATE = {"b": "n", "d": "m"}

#: Months spelled this way only in English, and those also in Danish: "d. 5. maj" is "the 5th of May", "d. 5 May" a death.
ENGLISH_MONTHS = frozenset(
    "january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct "
    "november nov december dec".split()
)
DANISH_MONTHS = frozenset("april apr august aug september sept november nov december dec jan feb jun jul".split())

#: Endings that make a number an ordinal (19th, 1er, XIXe, 19-й).
ORDINAL_ENDINGS = frozenset("st nd rd th e er eme ieme ere re ter ten ste de º ª o a го и ии ого h".split())

#: Endings that make a year a decade (1950s, 1950er, 1950-е, 1950-talet, 1950-luku).
DECADE_ENDINGS = frozenset(
    "s 's er ern ers е х ies tych te talet tallet tal luku luvun luvulla luvulta erne arene".split()
)

#: Roman numerals up to 21: centuries, and up to 12 months; Unicode numeral signs included.
ROMANS = {
    numeral: number
    for numerals in (
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split(),
        "\u2170\u2171\u2172\u2173\u2174\u2175\u2176\u2177\u2178\u2179\u217a\u217b",
    )
    for number, numeral in enumerate(numerals, start=1)
}

#: Combining marks, which keys omit.
_MARKS = dict.fromkeys(range(768, 880))


def key(text: str) -> str:
    """The lookup form of words: lower case, without diacritics.

    >>> key("Août"), key("20 Déc.")
    ('aout', '20 dec.')
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", text.lower()).translate(_MARKS).replace("ł", "l").replace("ø", "o")


#: The days of the week.
WEEKDAYS = frozenset(
    words for _, meaning, words in WORDS if meaning == "a day of the week" for words in words.split("|")
)


class Word(NamedTuple):
    """One entry of the lexicon: the letter of its kind, and its number if it has one (month 5, season 21)."""

    kind: str
    number: int = 0


_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _lexicon() -> dict[tuple[str, ...], Word]:
    entries: dict[tuple[str, ...], Word] = {}
    for kind, meaning, words in WORDS:
        for phrase in words.split("|"):
            entries[tuple(key(phrase).split())] = Word(kind, _NUMBERS.get(meaning, 0))
    for table, kind, first in ((SEASONS, "S", 21), (MONTHS, "M", 1)):
        for words in table.values():
            for number, names in enumerate(words.split("|"), start=first):
                for name in names.split():
                    entries[(key(name),)] = Word(kind, number)
    for hemisphere, first in HEMISPHERES.items():
        for number, names in enumerate(SEASONS["English"].split("|"), start=first):
            entries.update({(hemisphere, name): Word("S", number) for name in names.split()})
    for words in ORDINALS.values():
        for number, names in enumerate(words.split("|"), start=1):
            for name in names.split():
                entries[tuple(key(name).replace("-", " - ").split())] = Word("d", number)
    return entries


#: Every word and phrase, by its words.
LEXICON = _lexicon()

#: Phrases of several words by their first word, longest first.
PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(LEXICON, key=len, reverse=True):
    if len(_phrase) > 1:
        PHRASES.setdefault(_phrase[0], []).append(_phrase)
