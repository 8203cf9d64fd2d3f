"""How people write where they live: the habits of a few countries, one pattern a habit."""

import re

_SMALL = re.IGNORECASE

_NOT_A_NAME = (
    "a|an|and|the|to|of|in|on|at|for|from|with|by|or|my|our|your|their|his|her|this|that|each|per|more|good|down|up|"
    "who|people|persons|ladies|lads|men|women|kids|children|dogs|friends|minutes?|mins?|hours?|hrs?|days?|weeks?|"
    "months?|years?|times?|km|miles?|m|cm|am|pm|st|nd|rd|th"
)
"""Between a number and "road" or "lane" these say that it is no house: "10 minutes down the road"."""
_NAME = rf"(?!(?:{_NOT_A_NAME})\b)[^\W\d_][\w'\u2019.-]{{0,30}}"
_SURE = "street|road|avenue|lane|crescent|boulevard|terrace|gardens|mews"
_UNSURE = (
    "St|Rd|Ave|Ln|Blvd|Drive|Dr|Close|Court|Ct|Way|Place|Pl|Square|Sq|Grove|Hill|Row|Walk|Park|Circle|Parkway|"
    "Bank|Wharf|Green|Rise|Vale|Quay|Yard|Crescent|Cres"
)
_SPELT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
_HOUSE = r"\b\d{1,5}(?:[a-z]|[-/]\d{1,4})?,?\s+"

ADDRESSES: tuple[re.Pattern[str], ...] = (
    # English: "14 Larch Road", "Flat 3, 27 Mill Lane"; words that mean more only with capitals: "9 Oak Ave".
    re.compile(
        rf"(?:\b(?:flat|apt|apartment)\.?\s?\d{{1,4}}[a-z]?,\s+)?{_HOUSE}(?:{_NAME}\s+){{1,3}}(?:{_SURE})\b",
        _SMALL,
    ),
    re.compile(rf"{_HOUSE}(?:[A-Z][\w'\u2019.-]{{1,30}}\s+){{1,3}}(?:{_UNSURE})\b(?!\s+\d)"),
    re.compile(r"\b(?:flat|apt|apartment)\.?\s?(?:no\.?\s?)?\d{1,4}[a-z]?\b", _SMALL),
    # "350 5th Avenue", "number 9, Beech Close", "house 88 on Canal Street", a box.
    re.compile(r"\b\d{1,5} \d{1,3}(?:st|nd|rd|th) (?:avenue|ave|street|st)\b", _SMALL),
    re.compile(
        rf"\b(?:number|no\.|house|unit)\s(?:\d{{1,4}}[a-z]?|{_SPELT}),?\s(?:(?:on|in|at)\s)?(?:{_NAME}\s){{1,3}}"
        rf"(?:{_SURE}|close|drive|way|court|place|hill|grove)\b",
        _SMALL,
    ),
    re.compile(r"\b(?:p\.?o\.? box|postfach|apartado)\s\d{2,6}\b", _SMALL),
    # British and American postcodes, Dutch ones, and a German one with its town.
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b"),
    re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b"),
    re.compile(r"\b[1-9]\d{3} ?(?!AM|PM)[A-Z]{2}\b(?!\s+\d)"),
    re.compile(r"\b\d{5} [A-ZÄÖÜ][a-zäöüß]{2,}\b"),
    # Canadian and Polish ones.
    re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"),
    re.compile(r"\b\d{2}-\d{3} [A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}\b"),
    # German: "Lindenstraße 12a", "Am Markt 7".
    re.compile(
        r"\b[A-ZÄÖÜ][\wäöüß-]{1,40}(?:straße|strasse|str\.|gasse|allee|platz|weg|ufer|damm)\s+\d{1,4}(?:\s?[a-z])?\b"
    ),
    re.compile(
        r"\b[A-ZÄÖÜ][\wäöüß-]{1,40}\s+(?:[A-ZÄÖÜ][\wäöüß-]{1,40}\s+)?"
        r"(?:Straße|Str\.|Weg|Platz|Allee|Markt|Ring)"
        r"\s+\d{1,4}(?:\s?[a-z])?\b"
    ),
    re.compile(r"\b\w{2,40}(?:straße|strasse|str\.|gasse)\s+\d{1,4}(?:\s?[a-z])?\b", _SMALL),
    re.compile(r"\b(?:An|Auf|In) (?:der|den|dem) [A-ZÄÖÜ][a-zäöüß-]{2,30} \d{1,4}[a-z]?(?=\s*(?:[,.;!?]|$))"),
    # Dutch and Polish: "Lindengracht 12", "ul. Lipowa 3".
    re.compile(r"\b[A-Z][a-z-]{2,30}(?:gracht|straat|laan|kade|plein|singel|dijk)\s\d{1,4}[a-z]?\b"),
    re.compile(r"\bul\.\s(?:[A-ZĄĆĘŁŃÓŚŹŻ][\w-]{1,30}\s){1,2}\d{1,4}[a-z]?\b"),
    # French: "12 rue de la Paix".
    re.compile(
        r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|cours)"
        r"(?:\s+(?:de|du|des|la|le|les)|\s+[ld]['\u2019])*\s*[A-ZÉÈ][\w'\u2019-]+(?:\s+[A-ZÉÈ][\w'\u2019-]+)*",
    ),
    # Spanish, Portuguese, Italian: the number comes last.
    re.compile(
        r"\b(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|rua|travessa|praça|largo|via|viale|piazza)"
        r"\s+(?:(?:de|del|da|das|do|dos|la|las|los|el|di|della)\s+){0,2}"
        r"[^\W\d_][\w'\u2019-]{1,30}(?:\s+[^\W\d_][\w'\u2019-]{1,30}){0,3}"
        r",?\s+(?:n\.?[ºo°]?\s?)?\d{1,4}(?:\s?[a-z])?\b",
        _SMALL,
    ),
)
