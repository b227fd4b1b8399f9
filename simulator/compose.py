"""Writes a portal's articles: story `number` is the same at every start, whatever else was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from simulator.address import moment_id, slug_of, title_case, token_of
from simulator.eras import CITY_FIELDS, Era, Site
from simulator.flow import flow_of
from simulator.grammar import Topic, kinds, places, told, topics
from simulator.persons import CHAIR_TITLES, official_title, person, signed
from simulator.sites import WARDS, era_named
from simulator.story import HANOI_TIME, Byline, File, Story

CONTENT_SEED = "thành phố 13"
DISTRICTS_ENDED = date(2025, 7, 1)
ROMAN = ("I", "II", "III", "IV")
PARTS = (("Sáng", 9), ("Chiều", 16), ("Tối", 20), ("Ngày", 11), ("Ngày", 15))
REPOST = 18
"""Number of the article that was printed again half a year after its event (first portal of Hải Phòng)."""
REFUSED = 11
WARD_NUMBERS = (7, 19)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is settled before words are chosen."""

    site: Site
    era: Era
    number: int
    kind: str
    published: datetime
    happened: date
    day: str


def _kind(number: int) -> str:
    for step, rest, kind in ((17, 5, "photo"), (23, 9, "table"), (13, 4, "notice"), (11, 7, "document")):
        if number % step == rest:
            return kind
    return "news"


def _place_of(site: Site, number: int, total: int) -> tuple[Era, float]:
    """The era of an article and how far into the era it stands, 0 to 1."""
    if site.slug == "halong" and number in WARD_NUMBERS:
        return era_named(site, "halong-ward"), number / total
    first, reached = 0, 0.0
    eras = [era for era in site.eras if era.share]
    for era in eras:
        reached += era.share
        last = round(reached * total)
        if number < last:
            return era, (number - first) / (last - first)
        first = last
    return eras[-1], 1.0


def published_of(site: Site, era: Era, number: int, total: int) -> datetime:
    """A minute of a day within the era, later numbers later."""
    rng = Random(f"{CONTENT_SEED}:{site.slug}:{number}:time")
    _, place = _place_of(site, number, total)
    day = era.since + timedelta(days=int((era.until - era.since).days * place + rng.random() * 3))
    return datetime.combine(min(day, era.until), time(rng.randint(7, 21), rng.randint(0, 59)), HANOI_TIME)


def _event(published: datetime, mark: str, rng: Random) -> tuple[date, str]:
    """The day that the lead names and how it names it: before the publication, and no more than three days."""
    part, hour = rng.choice(PARTS)
    back = rng.choice((0, 0, 1, 1, 2))
    if back == 0 and published.hour <= hour:
        back = 1
    day = published.date() - timedelta(days=back)
    if back == 0 and part in ("Sáng", "Chiều") and rng.random() < 0.3:
        return day, f"{part} nay"
    if back == 1 and part == "Tối" and rng.random() < 0.5:
        return day, "Tối qua"
    return day, f"{part} {day.day}{mark}{day.month}"


def drafted(site: Site, number: int, total: int, at: datetime | None) -> Draft:
    """The draft of article `number`; `at` is given for one published while the simulator runs."""
    era, _ = _place_of(site, number, total)
    published = (at or published_of(site, era, number, total)).astimezone(HANOI_TIME).replace(second=0, microsecond=0)
    rng = Random(f"{CONTENT_SEED}:{site.slug}:{number}:day")
    happened, day = _event(published, site.day, rng)
    if site.slug == "thanhphohaiphong" and number == REPOST and at is None:
        happened = (published - timedelta(days=157)).date()
        day = f"Ngày {happened.day}-{happened.month}"
    return Draft(site, era, number, _kind(number) if at is None else "news", published, happened, day)


def _year_is_plain(draft: Draft) -> bool:
    """A day without its year, half a year before the page: no reader can vouch for the year."""
    return draft.published.date() - draft.happened <= timedelta(days=31)


def _topic(draft: Draft) -> Topic:
    if draft.kind == "news":
        fit = tuple(topic for topic in topics() if draft.site.city in topic.get("cities", (draft.site.city,)))
        return fit[(draft.number * 7 + sum(map(ord, draft.site.slug))) % len(fit)]
    fit = kinds("notice" if draft.kind == "table" else draft.kind)
    return fit[(draft.number // 11 + sum(map(ord, draft.site.slug))) % len(fit)]


def _sections(draft: Draft, topic: Topic) -> tuple[str, ...]:
    if draft.era.sections == "field":
        return (CITY_FIELDS.get(topic["field"], "Thông báo"),)
    if draft.era.sections == "channel" and draft.kind == "document":
        return ("Văn bản",)
    return draft.site.sections[topic["field"]]


def _tail(published: datetime, rng: Random) -> str:
    quarter = f"quý {ROMAN[(published.month - 1) // 3]}"
    return rng.choice(
        (
            f"năm {published.year}",
            f"{quarter} năm {published.year}",
            f"{quarter}/{published.year}",
            f"tháng {published.month}/{published.year}",
        )
    )


def words_of(draft: Draft, topic: Topic, rng: Random) -> dict[str, str]:
    """The words bound once for an article; districts before July 2025, wards and communes after."""
    where = places()[draft.site.city]
    first, second, third = rng.sample(where["before" if draft.published.date() < DISTRICTS_ENDED else "after"], 3)
    road, other_road = rng.sample(where["roads"], 2)
    body = rng.choice(topic.get("bodies", ("UBND thành phố",)))
    chair, title, official = person(rng), rng.choice(CHAIR_TITLES), person(rng)
    return {
        "city": draft.site.city, "cityfull": f"thành phố {draft.site.city}",
        "w1": first, "w2": second, "w3": third, "road1": road, "road2": other_road,
        "market": rng.choice(where["markets"]), "school": rng.choice(where["schools"]),
        "hospital": rng.choice(where["hospitals"]), "zone": rng.choice(where["zones"]),
        "phone": f"{where['phone']}.3{rng.randint(510, 989)}.{rng.randint(100, 999)}",
        "chair": f"đồng chí {chair}, {title}", "chairname": f"đồng chí {chair}", "chairtitle": title,
        "person1": person(rng), "person2": person(rng), "body": body,
        "official": f"ông {official}", "officialname": official, "officialtitle": official_title(body, rng),
        "year": str(draft.published.year), "nextyear": str(draft.published.year + 1), "prevyear": str(draft.published.year - 1),
        "oldyear": str(rng.randint(1978, 2004)), "month": str(draft.published.month), "tail": _tail(draft.published, rng), "day": draft.day,
    }  # fmt: skip


def _address(draft: Draft, topic: Topic, title: str) -> tuple[str, str | None]:
    era, site = draft.era, draft.site
    number = era.first_id + draft.number * era.step
    ward, ward_number = WARDS[draft.number % len(WARDS)]
    moment = moment_id("4", draft.published, draft.number)
    native = era.native.format(number=number, moment=moment, ward_number=ward_number) if era.native else None
    slug = (
        "noi-bo-" if draft.number == REFUSED and site.slug in ("thanhphohaiphong", "kinhtedothi") else ""
    ) + slug_of(title)
    field = slug_of(CITY_FIELDS.get(topic["field"], "thông báo"))
    channel = {"document": "van-ban", "notice": "thong-bao", "table": "thong-bao"}.get(draft.kind, "tin-tuc-su-kien")
    if draft.number == REFUSED:
        field = channel = "noi-bo"
    url = era.address.format(
        slug=slug, Slug=title_case(slug), id=native, category=field, Category=field.capitalize(), channel=channel,
        token=token_of(f"{site.slug}{draft.number}"), ward=ward,
    )  # fmt: skip
    return url, native


def _files(draft: Draft, topic: Topic, words: dict[str, str], rng: Random) -> tuple[File, ...]:
    if draft.kind != "document":
        return ()
    names = [told(name, words, rng) for name in topic["files"][: rng.randint(1, 3)]]
    made = []
    for place, name in enumerate(names):
        ending = "docx" if place == 2 else rng.choice(("pdf", "pdf", "docx"))
        url = draft.site.files.format(
            year=draft.published.year, month=draft.published.month, name=f"{slug_of(name)}-{draft.number}", type=ending
        )
        made.append(File(url, name, ending))
    return tuple(made)


def story_of(site: Site, number: int, total: int, taken: frozenset[str], at: datetime | None = None) -> Story:
    """Article `number` of a portal whose stock is `total`; its title differs from those `taken`."""
    draft = drafted(site, number, total, at)
    for attempt in range(60):
        rng = Random(f"{CONTENT_SEED}:{site.slug}:{number}:{attempt}")
        topic = _topic(draft)
        words = words_of(draft, topic, rng)
        title = told(rng.choice(topic["title"]), words, rng)
        if title not in taken:
            return _written(draft, topic, words, title, rng)
    raise ValueError(f"no title left for article {number} of {site.slug}")


def _written(draft: Draft, topic: Topic, words: dict[str, str], title: str, rng: Random) -> Story:
    template = None if draft.kind == "table" else rng.choice(topic["lead"])
    mark = rng.choice(draft.site.datelines) if draft.site.datelines and draft.kind in ("news", "document") else ""
    url, native = _address(draft, topic, title)
    files = _files(draft, topic, words, rng)
    tags = tuple(rng.sample(list(topic["tags"]), rng.randint(1, len(topic["tags"])))) if rng.random() < 0.8 else ()
    refused = draft.number == REFUSED and draft.site.slug != "halong"
    return Story(
        portal=draft.site.slug, number=draft.number, era=draft.era.name, kind=draft.kind,  # type: ignore[arg-type]  # a draft's kind is one of Kind's words
        url=url, native_id=native, title=title,
        lead=mark + told(template, words, rng) if template else None,
        pieces=flow_of(draft.kind, topic, words, draft, files, rng),
        byline=signed(rng) if draft.kind in ("news", "photo") else Byline(),
        dateline=mark.strip(" -–()") or None,
        sections=_sections(draft, topic), tags=tags, files=files,
        published=draft.published, modified=draft.published + timedelta(minutes=rng.randint(0, 50)),
        event=draft.happened if template and template.startswith("{day}") and _year_is_plain(draft) else None,
        names=(words["officialname"], words["person1"], words["chairname"].removeprefix("đồng chí ")),
        state="refused" if refused else "live",
    )  # fmt: skip
