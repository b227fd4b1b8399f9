"""Date lines of the world's languages in figures: `6. März 2023, 14.05 Uhr`, `6 de março de 2023 às 14h05`, `2023년 11월 6일 오후 2:05`,
`11/26/2023 10:00 AM ET` and what scripts write (`1699264800000`, `Mon Nov 6 10:00:00 UTC 2023`), so that `portals.dates` reads them.

Whether the day or the month stands first in `06/11/2023` is told by the page's language, or by a number over twelve; else it stays unread.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from portals.jalali import with_iso_dates
from portals.months import month_of
from portals.phrases import one_of, words_of

MACHINE = re.compile(
    r"\d{4}[-/.]?\d{2}[-/.]?\d{2}|[A-Za-z]{3,9}\.?,? \d|\d{1,2}(?:st|nd|rd|th)?[ -][A-Za-z]{3}|\b\d{1,2}\.\d{1,2}\.\d{4}"
)
"""Dates that mean the same everywhere: year first, the month in letters, or dots, with which no one writes the month first."""
LONGEST = 300
SECONDS = 10
"""Figures of a count of seconds since 1970 in this century's first decades; three more are thousandths."""
DIGITS = MappingProxyType(
    {first + n: str(n) for first in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xE50) for n in range(10)}
)
"""Of Arabic, Persian, Indian and Thai writing."""
EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
ISO = r"\d{4}-\d{2}-\d{2}"
WORD = r"[^\W\d_][^\s\d,/()|:·-]{0,14}?"
DAY_FIRST = re.compile(
    rf"(?<![\d.:/])(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|º|°|ª|\.)(?=[\s.]))?[\s.-]{{0,2}}(?:de\s|d['’]\s?|of\s)?"
    rf"(?P<month>{WORD}(?:\s(?:الثاني|الأول))?)[.,]?[\s-]{{1,2}}(?:(?:de|del|do)\s)?,?\s?(?P<year>(?:19|20|25)\d{{2}})(?!\d)"
)
MONTH_FIRST = re.compile(
    rf"(?<![^\W_])(?P<month>{WORD})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:de\s)?(?P<year>(?:19|20)\d{{2}})(?!\d)"
)
YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})\.?(?:\s(?:m|gada|g|год|оны)\.?)?\s(?:(?P<before>\d{{1,2}})\.?\s)?"
    rf"(?P<month>{WORD})\.?(?:\s(?P<day>\d{{1,2}})\b\.?(?:\sd\.)?)?(?=$|[\s,|·-])"
)
CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일號号]?(?:\s?[(（][^)）]{1,4}[)）])?")
CJK_CLOCK = re.compile(
    r"(?P<half>上午|下午|午前|午後|오전|오후|凌晨|早上|中午|晚上)?\s?(?P<h>\d{1,2})\s?(?:[时時点點시]\s?(?:(?P<m>\d{1,2})\s?[分분])?|[:：](?P<m2>\d{2}))(?:\s?\d{1,2}\s?[秒초])?"
)
AFTERNOON = ("下午", "午後", "오후", "晚上")
DOTTED = re.compile(r"(?<!\d)(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})\.?(?!\d)")
DAY_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?(?![\d.])")
"""With dots no one writes the month first."""
SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{2})(?![\d.])")
LOOSE_ISO = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
PARTED = re.compile(r"(?<!\d)(20\d\d)\s{0,2}(0\d|1[0-2])\s?/\s?([0-3]\d)\s{0,2}(?=\d\d:\d\d)")
"""Year, day and hour in elements of their own without blanks between, as Chinese agencies set them."""
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d|[/-]\d)")
OFFSET = re.compile(r"(?<=\d)\s?([+-]\d{2}):(\d{2})\s*$")
CTIME = re.compile(r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}(?::\d{2})?) (?:([A-Z]{3,4}) )?(\d{4})")
BULGARIAN = re.compile(rf"(?<={ISO})\sг\.|(?<=\d)\sч\.")
BEFORE_CLOCK = re.compile(
    rf"(?<={ISO})"
    r"[\s,.;|·•–—-]*(?:(?:um|à|às|as|a\slas|a\sles|alle|ore|ora|om|kl|klo|kello|o|godz|ob|u|в|во|о|у|ve|saat|la|pukul|jam|at|from|الساعة|ساعت|بتوقيت|de|h|plkst|val|ώρα|στις|เวลา)"
    r"\.?[\s:,–-]{1,2})+(?=\d{1,2}[:.hHu]\s?\d{2})"
)
CLOCK = re.compile(rf"(?<={ISO})([\s,.;|·•–—-]{{1,4}})(\d{{1,2}})\s?(?:[.hHuU]|Uhr)\s?(\d{{2}})?(?:min)?(?![\d.])")
HOURS = re.compile(rf"(?<={ISO})([\s,.;|·•–—-]{{1,4}})(\d{{1,2}}) Uhr")
REGIONS = MappingProxyType(
    {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
)
"""Zones printed without saying whether it is summer time."""
ZONES = MappingProxyType(
    dict(
        pair.split("=")
        for pair in words_of("""
        ist=+0530 cdt=-0500 akst=-0900 akdt=-0800 hst=-1000 mez=+0100 mesz=+0200 hnec=+0100 eet=+0200 eest=+0300 wet=+0000 west=+0100
        msk=+0300 мск=+0300 trt=+0300 tsi=+0300 wib=+0700 wita=+0800 wit=+0900 hkt=+0800 sgt=+0800 myt=+0800 pht=+0800 aest=+1000 aedt=+1100
        acst=+0930 acdt=+1030 awst=+0800 nzst=+1200 nzdt=+1300 brt=-0300 art=-0300 clt=-0400 cot=-0500 pet=-0500 sast=+0200 eat=+0300 cat=+0200
        wat=+0100 gst=+0400 pkt=+0500 npt=+0545 bdt=+0600 ndt=-0230 nst=-0330 adt=-0300
        """)
    )
)
ZONED = re.compile(
    rf"({ISO})[\sT,|·–—-]{{1,3}}(\d{{1,2}}):(\d{{2}})(:\d{{2}})?(?P<half>\s?[ap]\.?m\b\.?)?\s?\(?(?P<zone>[A-Za-zмск]{{2,4}})\b\)?",
    re.I,
)
UPDATED = re.compile(
    one_of(r"""
    (?:zuletzt\s)?(?:aktualisiert|geändert|überarbeitet)|mis(?:e)?\s(?:à|a)\sjour|modifié(?:e)?|actualizad[oa]|actualización|atualizad[oa]|atualização|modificad[oa]
    aggiornat[oa]|aggiornamento|modificat[oa]|bijgewerkt|gewijzigd|laatste\supdate|uppdatera[dt]|oppdatert|sist\s(?:endret|oppdatert)|opdateret|päivitetty|muokattu
    aktualizacja|zaktualizowano|aktualizováno|aktualizované|frissítve|módosítva|actualizat|обновлен[оа]|обновлено|оновлено|обновена|güncelle(?:me|ndi)|ενημέρωση|ενημερώθηκε
    diperbarui|最終更新|更新|수정|업데이트|تحديث|עודכן|अपडेट(?:ेड)?|last\s(?:edited|changed)|edited|revised
    """),
    re.I,
)
PUBLISHED = re.compile(
    one_of(r"""
    veröffentlicht|erstellt|publié(?:e)?|publication|publicad[oa]|publicación|publicação|criado|pubblicat[oa]|pubblicazione|gepubliceerd|geplaatst|publicera[dt]
    publisert|offentliggjort|julkaistu|opublikowano|publikacja|dodano|publikováno|vydáno|közzétéve|megjelent|publicat|опубликован[оа]|опубліковано|дата\sпубликации
    yayınlan(?:ma|dı)|giriş|oluşturulma|δημοσίευση|δημοσιεύθηκε|diterbitkan|公開(?:日)?|掲載|发布(?:时间)?|發佈|입력|등록|승인|نشر|פורסם|प्रकाशित
    """),
    re.I,
)
MONTH_BEFORE_DAY = frozenset(("en", "en-us", "es-us", "fil", "en-ph", "en-ca"))
DAY_BEFORE_MONTH = frozenset(
    words_of(
        "de fr es it pt nl ca gl eu ro pl cs sk sl hr sr bs mk bg ru uk be el tr ar he id ms th hi bn ur ta te mr pa fi et lv lt sv da no nb nn is"
        " mt sq ka hy az kk uz vi sw en-gb en-au en-nz en-ie en-in en-za en-ng en-ke en-gh en-pk en-bd en-sg en-my en-mt"
    )
)


def in_figures(text: str, language: str = "") -> str:
    """A date line in a form that `portals.dates` reads; text in which nothing is found stays as it is.

    language: the page's own code (`de`, `en-GB`, `pt_BR`), empty where it has none.
    """
    if len(text) > LONGEST:
        return text
    text = text if text.isascii() else text.translate(DIGITS)
    if EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:SECONDS]), UTC).isoformat()
    code = language.lower().replace("_", "-")
    text = with_iso_dates(text, code)
    text = worded(CTIME.sub(lambda m: f"{m[2]} {m[1]} {m[5]} {m[3]} {m[4] or ''}", text), code[:2])
    text = DOTTED.sub(dashed, CJK.sub(dashed, text))
    text = DAY_DOTTED.sub(lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}", text)
    text = PARTED.sub(r"\1-\2-\3 ", text)
    text = LOOSE_ISO.sub(lambda m: dashed(m).rstrip(), text)
    text = NUMERIC.sub(lambda m: ordered(m, code), text)
    if code[:2] in DAY_BEFORE_MONTH:
        text = SHORT_YEAR.sub(lambda m: f"20{m[3]}-{int(m[2]):02}-{int(m[1]):02}", text)
    if re.search(ISO, text):
        text = BULGARIAN.sub("", text)
        text = labelled(zoned(clocked(text)))
    return OFFSET.sub(r"\1\2", text)


def dashed(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02} "


def worded(text: str, language: str) -> str:
    """Dates with the month in letters, as ISO dates."""
    for pattern in (DAY_FIRST, MONTH_FIRST, YEAR_FIRST):
        text = pattern.sub(lambda m: in_iso(m, language), text)
    return text


def in_iso(match: re.Match[str], language: str) -> str:
    parts = match.groupdict()
    month = month_of(parts["month"], language)
    day = parts.get("day") or parts.get("before")
    if month is None or day is None or not 0 < int(day) <= 31:
        return match[0]
    year = int(parts["year"])
    return f"{year - 543 if year > 2400 else year}-{month:02}-{int(day):02}"


def ordered(match: re.Match[str], code: str) -> str:
    """A date of two small numbers and a year, if it can be known which is the day."""
    one, other = int(match[1]), int(match[3])
    if other > 12 >= one > 0 or (code in MONTH_BEFORE_DAY - {"en"} and one <= 12):
        return f"{match[4]}-{one:02}-{other:02}"
    if one > 12 or one == other or code in DAY_BEFORE_MONTH or code[:2] in DAY_BEFORE_MONTH:
        return f"{match[4]}-{other:02}-{one:02}"
    return match[0]


def clocked(text: str) -> str:
    """The hour beside an ISO date as `14:05`."""
    text = HOURS.sub(r"\1\2:00", CLOCK.sub(lambda m: f" {m[2]}:{m[3] or '00'}", BEFORE_CLOCK.sub(" ", text)))
    start = re.search(ISO, text)
    found = CJK_CLOCK.search(text, start.end()) if start else None
    if found is None or not (found["half"] or found["m"] or re.search(r"[时時点點시：]", found[0])):
        return text
    hour = int(found["h"])
    hour += (
        12
        if found["half"] in AFTERNOON and hour < 12
        else -12
        if found["half"] in ("上午", "午前", "오전") and hour == 12
        else 0
    )
    return f"{text[: found.start()]} {hour:02}:{int(found['m'] or found['m2'] or 0):02}{text[found.end() :]}"


def zoned(text: str) -> str:
    """Zones by name as offsets, where a name means one; American ones by the day's own rule."""
    return ZONED.sub(offset, text)


def offset(match: re.Match[str]) -> str:
    half = (match["half"] or "").strip().lower().replace(".", "")
    hour = int(match[2]) % 12 + (12 if half == "pm" else 0) if half else int(match[2])
    name = match["zone"].lower()
    value = ZONES.get(name)
    try:
        at = datetime.fromisoformat(match[1]).replace(hour=hour, minute=int(match[3]), tzinfo=UTC)
    except ValueError:
        return match[0]
    if name in REGIONS and match["zone"].isupper():
        value = at.replace(tzinfo=ZoneInfo(REGIONS[name])).strftime("%z")
    return f"{at:%Y-%m-%dT%H:%M}{match[4] or ':00'}{value}" if value else match[0]


def labelled(text: str) -> str:
    """Words that call a date the publication's or the last change's, in the words that `portals.dates` knows."""
    return UPDATED.sub(" updated ", PUBLISHED.sub(" published ", text))
