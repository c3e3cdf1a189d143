"""The vocabulary of search pages: words of navigation, headings of facets, names of regions and countries."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.replace("\n", "|").split("|") if part.strip())


#: Lines that belong to the page, not to a record of it. Those of the first table also end the last record.
PAGE_NAVIGATION: Final = _words(
    """skip to content|skip to main content|skip to main|skip to navigation|skip navigation|skip to search results
    jump to content|main menu|menu|toggle navigation|navigation|main navigation|breadcrumb|breadcrumbs|home|about
    about us|news|events|blog|browse|explore|search|search results|advanced search|new search|search again
    refine search|refine your search|refine results|refine|results|all results|list of results|sort|sort by|sort by:
    order by|relevance|relevancy|best match|newest|oldest|newest first|oldest first|date (newest)|date (oldest)
    date ascending|date descending|title a-z|title z-a|a-z|z-a|ascending|descending|filter|filters|filter by
    filter results|filter your results|narrow results|narrow your results|limit to|limit your search|clear|clear all
    clear filters|clear search|clear all filters|reset|apply|apply filters|submit|go|close|open|next|next page
    next »|next ›|next >|previous|previous page|prev|« previous|‹ previous|< previous|« prev|first|first page|last
    last page|« first|last »|page|pages|pagination|go to page|back|back to top|back to results|back to search
    back to search results|return to top|top|load more|show more|show less|more|more results|see more|see less
    view all|see all|show all|results per page|items per page|per page|list|grid|list view|grid view|gallery|map
    map view|timeline|view as|view|view as list|view as grid|display|help|faq|contact|contact us|log in|login
    sign in|sign up|log out|register|my account|account|subscribe|newsletter|donate|support us|privacy
    privacy policy|privacy statement|terms|terms of use|terms and conditions|terms of service|accessibility|cookies
    cookie policy|accept cookies|accept|copyright|all rights reserved|site map|sitemap|follow us|facebook|twitter|x
    instagram|youtube|linkedin|rss|language|english|select all|save search|export results|start over
    you searched for|you searched for:|loading|loading...|no results|footer|header|»|«|›|‹|>|<|...|…|•|·|*"""
)
RECORD_NAVIGATION: Final = _words(
    """view document|view record|view item|view details|view full record|view online|see document|open document
    read document|read more|read more »|learn more|more info|more information|details|full record|full text|download
    download pdf|pdf|print|share|cite|cite this document|citation|email|save|bookmark|add to list|add to cart
    add to my documents|add to favorites|request|request item|select|thumbnail|image|view image|view transcript
    transcript|translation|original|original scan|view original|add to bookbag"""
)

_PAGING: Final = re.compile(
    r"(?:(?:page|seite|p\.) [0-9]{1,6}(?: (?:of|/) [0-9]{1,6})?"
    r"|[0-9]{1,3}(?: [|·•] | |, ?|\|)(?:[0-9]{1,6}|\.\.\.|…)(?:(?: [|·•] | |, ?|\|)(?:[0-9]{1,6}|\.\.\.|…|next|last|»|›|>)){0,40}"
    r"|[0-9]{1,3}|© ?.*|copyright (?:©|\(c\)|[0-9]).*|(?:show|display|view)(?:ing)? [0-9]{1,4}(?: per page)?"
    r"|[0-9]{1,4} (?:results |items |records )?per page|sort(?:ed)? by:? .{1,30}|order(?:ed)? by:? .{1,30}|skip to .{1,30}"
    r"|(?:search|results) for:? .{1,80}|you searched for:? .{1,80}|powered by .{1,60})"
)

#: "1 - 10 of 108", "Showing 1 to 10 of 108 results", "Results 1-10 of about 1,234".
RANGE: Final = re.compile(
    r"(?:(?:now |currently )?(?:showing|displaying|viewing)|results?|items?|documents?|records?)?:? ?"
    r"(?:results?|items?|documents?|records?)? ?[0-9][0-9,. ]{0,12}? ?(?:-|–|—|to|through) ?[0-9][0-9,. ]{0,12}?"
    r" (?:of|out of|/) (?:about |approximately |over )?"
    r"(?P<quantity>[0-9][0-9,. ]{0,12}[0-9]|[0-9])(?: (?:total )?(?P<unit>[a-z]{3,30}))?\.?",
    re.I,
)
_NUMBER: Final = r"(?P<quantity>[0-9][0-9,. ]{0,12}[0-9]|[0-9])"
_UNIT: Final = (
    r"(?P<unit>(?:archival |search |matching |digital |digitized |digitised )?"
    r"(?:documents?|items?|records?|results?|files?|letters?|photographs?|images?|objects?|pages?|entries|entry|hits|matches"
    r"|titles?|series|collections?|folders?|boxes|box|volumes?|videos?|recordings?|interviews?|maps?|manuscripts?"
    r"|dokumente?|treffer|einträge|résultats?|documentos?|resultados?|risultati|документ(?:ов|а|ы)?))"
)
_COUNTS: Final = (
    re.compile(
        rf"(?:(?:about|found|total:?|we found) )?[(\[]?{_NUMBER}[)\]]? ?{_UNIT}"
        r"(?: (?:found|total|in total|in this collection|in collection|available|match(?:ed)? your search))?\.?",
        re.I,
    ),
    re.compile(
        rf"(?:total |all )?{_UNIT}(?: found)?:? ?(?:[(\[]{_NUMBER}[)\]]|{_NUMBER.replace('quantity', 'other')})", re.I
    ),
)


def counted(text: str) -> tuple[str, str] | None:
    """The number and the unit of a line that only counts.

    >>> counted("(1,372) documents"), counted("Documents (12)"), counted("12 angry men")
    (('1,372', 'documents'), ('12', 'Documents'), None)
    """
    for pattern in _COUNTS:
        found = pattern.fullmatch(text)
        if found:
            groups = found.groupdict()
            return (groups["quantity"] or groups.get("other") or "").replace(" ", ""), groups["unit"]
    return None


#: Units that count what a page lists; other units, found below the date of a document, give its extent.
LISTED: Final = re.compile(
    r"(?:documents?|items?|records?|results?|hits|matches|entries|entry|titles?|dokumente?|treffer)$", re.I
)

#: The contents of a group of facets, by the words of its heading.
HEADINGS: Final[dict[str, str]] = {
    **dict.fromkeys(
        _words(
            "people|persons|person|names|name|related people|people and organizations|creators|creator|authors|author|individuals|"
            "historical figures|key figures|biographies"
        ),
        "people",
    ),
    **dict.fromkeys(
        _words("places|place|regions|region|countries|country|geography|geographic location|location|locations|geographic area|"
               "related places|places and regions|geographic regions"),
        "places",
    ),
    **dict.fromkeys(_words("subjects|subject|topics|topic|keywords|keyword|tags|themes|theme|subject headings|related topics"), "subjects"),
    **dict.fromkeys(_words("languages|document language|original language"), "languages"),
    **dict.fromkeys(
        _words("documents|document|items|records|related documents|documents in this collection|search results:|document list"),
        "documents",
    ),
    **dict.fromkeys(_words("dates|date|date range|year|years|decade|decades|period|time period|date created"), "dates"),
    **dict.fromkeys(_words("collections|collection|related collections"), "collections"),
}  # fmt: skip

#: Regions of the world (after the UN's geoscheme and common usage), countries, and states that are no more.
PLACES: Final = _words(
    """africa|asia|europe|america|americas|the americas|oceania|antarctica|arctic|australasia|latin america
    north america|central america|south america|middle america|caribbean|the caribbean|west indies|middle east
    near east|far east|the middle east|levant|maghreb|sahel|eurasia|balkans|the balkans|caucasus|the caucasus
    transcaucasia|siberia|scandinavia|benelux|baltic states|the baltics|iberia|indochina|melanesia|micronesia
    polynesia|sub-saharan africa|horn of africa|persian gulf|korean peninsula|arabian peninsula|asia-pacific
    asia pacific|pacific islands|mediterranean|british isles|soviet bloc|eastern bloc|third world
    middle east and north africa|afghanistan|albania|algeria|andorra|angola|argentina|armenia|australia|austria
    azerbaijan|bahamas|bahrain|bangladesh|barbados|belarus|belgium|belize|benin|bhutan|bolivia
    bosnia and herzegovina|bosnia|botswana|brazil|brunei|bulgaria|burkina faso|burma|burundi|cambodia|cameroon
    canada|cape verde|central african republic|chad|chile|china|colombia|comoros|congo|costa rica|croatia|cuba
    cyprus|czech republic|czechia|czechoslovakia|denmark|djibouti|dominica|dominican republic|east germany
    east timor|ecuador|egypt|el salvador|equatorial guinea|eritrea|estonia|eswatini|ethiopia|fiji|finland|france
    gabon|gambia|georgia|germany|ghana|great britain|england|scotland|wales|northern ireland|greece|greenland
    grenada|guatemala|guinea|guinea-bissau|guyana|haiti|honduras|hong kong|hungary|iceland|india|indonesia|iran|iraq
    ireland|israel|italy|ivory coast|côte d'ivoire|jamaica|japan|jordan|kazakhstan|kenya|kiribati|korea|north korea
    south korea|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|liechtenstein|lithuania
    luxembourg|macau|madagascar|malawi|malaya|malaysia|maldives|mali|malta|manchuria|marshall islands|mauritania
    mauritius|mexico|moldova|monaco|mongolia|montenegro|morocco|mozambique|myanmar|namibia|nauru|nepal|netherlands
    the netherlands|new zealand|nicaragua|niger|nigeria|norway|north macedonia|macedonia|oman|pakistan|palau
    palestine|panama|papua new guinea|paraguay|peru|philippines|the philippines|poland|portugal|prussia|puerto rico
    qatar|rhodesia|romania|russia|russian federation|rwanda|samoa|saudi arabia|senegal|serbia|seychelles
    sierra leone|singapore|slovakia|slovenia|solomon islands|somalia|south africa|south sudan|soviet union|ussr
    u.s.s.r.|spain|sri lanka|sudan|suriname|swaziland|sweden|switzerland|syria|taiwan|tajikistan|tanzania|thailand
    tibet|togo|tonga|trinidad and tobago|tunisia|turkey|türkiye|turkmenistan|uganda|ukraine|united arab emirates
    united kingdom|uk|united states|united states of america|usa|u.s.a.|us|u.s.|uruguay|uzbekistan|vanuatu|vatican
    vatican city|venezuela|vietnam|viet nam|north vietnam|south vietnam|west germany|western sahara|xinjiang|yemen
    yugoslavia|zaire|zambia|zimbabwe|austria-hungary|ottoman empire|russian empire|british empire|berlin|beijing
    moscow|pyongyang|seoul|washington|washington, d.c.|london|paris|tokyo|new york|vienna|geneva|rome|prague|warsaw
    budapest|havana|cairo|hanoi|delhi|new delhi"""
)
#: A direction and a part of the world: "Southeast Asia", "Eastern Europe", "West Africa", "Central and Eastern Europe".
_DIRECTION: Final = re.compile(
    r"(?:(?:north|south|east|west)(?:ern)?(?:[- ]?(?:east|west)(?:ern)?)?|central|inner|middle|equatorial|tropical|trans|sub)"
    r"(?:(?: and |/| & |, )(?:(?:north|south|east|west)(?:ern)?(?:[- ]?(?:east|west)(?:ern)?)?|central|inner|middle))?"
    r" (?:asia|europe|africa|americas?|pacific|atlantic|mediterranean|caucasus|balkans|[a-z]{3,20}(?:ia|land|stan|rea))"
)
_GEOGRAPHIC: Final = re.compile(
    r"\b(?:republic|kingdom|islands?|ocean|sea|gulf|coast|basin|valley|peninsula|oblast|province|county|prefecture|federation|region|territory|territories|emirates|asia|europe"
    r"|africa|americas?|oceania)$|^(?:republic|kingdom|province|region|state|city|people's republic|democratic people's republic) of\b"
    r"|, (?:north|south|east|west)$|\((?:north|south|east|west|[a-z]{2,12} (?:republic|region))\)$"
)

#: A heading with years that has one of these words is not a person's.
NOT_PERSONAL: Final = re.compile(
    r"\b(?:wars?|crisis|crises|conference|congress|revolution|treaty|movement|relations|period|union|party|papers|records|collection|collections"
    r"|series|letters|correspondence|documents|history|policy|summit|talks|program(?:me)?|project|era|uprising|invasion|occupation|intervention"
    r"|detente|détente|blockade|archive|archives|files|reports|meetings|plenum|dynasty|empire|government|ministry|embassy|committee|council"
    r"|agreement|famine|campaign|alliance|coup|trial|trials|reform|reforms|leap|development|nuclear|in|on|and|of the)\b",
    re.I,
)


def is_navigation(text: str) -> str | None:
    """Whether a line is navigation: "page", "record" (of one record of the list), or None.

    >>> is_navigation("Skip to content"), is_navigation("View document"), is_navigation("1 2 3 ... 11 Next"), is_navigation("Telegram")
    ('page', 'record', 'page', None)
    """
    plain = text.casefold().strip()
    inner = plain.strip("«»‹›<>|• ")
    if inner and inner != plain and (inner in PAGE_NAVIGATION or _PAGING.fullmatch(inner[:100])):
        return "page"
    if plain in PAGE_NAVIGATION or (len(plain) <= 100 and _PAGING.fullmatch(plain)):
        return "page"
    return "record" if plain in RECORD_NAVIGATION else None


def is_place(text: str) -> bool:
    """Whether a short line is the name of a region or a country.

    >>> is_place("Eastern Europe"), is_place("Korea, North"), is_place("Cold War")
    (True, True, False)
    """
    plain = text.casefold()
    if plain in PLACES:
        return True
    if len(plain) > 60 or len(plain.split()) > 7 or plain[-1:] in ".!?,;:" or any(char.isdigit() for char in plain):
        return False
    return bool(_DIRECTION.fullmatch(plain) or (text[:1].isupper() and _GEOGRAPHIC.search(plain)))
