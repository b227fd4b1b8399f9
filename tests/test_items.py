"""Indexes beside their WARC files: what they name is read, whatever form they have; where they are wrong, that item is named."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from data_lake.items import BadItem
from portals.registry import portal_named
from schemas.errors import CallError
from schemas.page import Page
from tasks.items import items_in

URLS = [f"http://halongcity.gov.vn/tin-ha-long-p13n{number}.html" for number in (101, 102, 103)]
FOREIGN = "https://tin.example.net/bai-1.html"
Place = tuple[str, int, int]


@pytest.fixture(params=[True, False], ids=["gz", "plain"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Place]:
    """Address -> file, offset and length of its record, in a folder below the index's."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=request.param)
    found = {}
    name = "segments/w.warc.gz" if request.param else "segments/w.warc"
    for url in [*URLS, FOREIGN]:
        start = out.tell()
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(f"<h1>{url}</h1>".encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=head))
        found[url] = (name, start, out.tell() - start)
    (tmp_path / "segments").mkdir()
    (tmp_path / name).write_bytes(out.getvalue())
    return found


def cdxj(url: str, place: Place, **more: object) -> str:
    told = {"url": url, "mime": "text/html", "status": "200", "filename": place[0], "offset": str(place[1]), **more}
    return f"vn,gov,halongcity)/x 20240102030405 {json.dumps(told)}"


def classic(url: str, place: Place) -> str:
    return f"x 20240102030405 {url} text/html 200 ABC - - {place[2]} {place[1]} {place[0]}"


def lettered(url: str, place: Place) -> str:
    return f"{url} 20240102030405 {place[0]} {place[1]} 200"


def rows(places: dict[str, Place]) -> list[list[str]]:
    return [[url, "20240102030405", "200", place[0], str(place[1])] for url, place in places.items()]


def written(form: str, places: dict[str, Place]) -> str:
    match form:
        case "cdxj":
            return "".join(cdxj(url, place) + "\n" for url, place in places.items())
        case "json lines":
            return "".join(
                cdxj(url, place, timestamp="20240102030405").partition(" ")[2].partition(" ")[2] + "\n"
                for url, place in places.items()
            )
        case "classic":
            return " CDX N b a m s k r M S V g\n" + "".join(classic(*one) + "\n" for one in places.items())
        case "other columns":
            return " CDX a b g V s\n" + "".join(lettered(*one) + "\n" for one in places.items())
        case _:
            return json.dumps([["original", "timestamp", "statuscode", "filename", "offset"], *rows(places)])


def taken(index: Path, slug: str | None = None) -> tuple[list[Page], list[BadItem], Counter[str]]:
    passed: Counter[str] = Counter()
    items = list(items_in(index, portal_named(slug) if slug else None, passed))
    return [i for i in items if isinstance(i, Page)], [i for i in items if isinstance(i, BadItem)], passed


@pytest.mark.parametrize("packed", [False, True], ids=["", "gz"])
@pytest.mark.parametrize("form", ["cdxj", "json lines", "classic", "other columns", "array"])
def test_what_an_index_names_is_read_whatever_its_form(
    form: str, packed: bool, places: dict[str, Place], tmp_path: Path
) -> None:
    text = written(form, places).encode()
    index = tmp_path / ("index.cdxj.gz" if packed else "index.cdx")
    index.write_bytes(gzip.compress(text) if packed else text)
    pages, bad, passed = taken(index)
    assert [page.url for page in pages] == URLS
    assert [page.payload for page in pages] == [f"<h1>{url}</h1>".encode() for url in URLS]
    assert bad == []
    assert passed == {"addresses that are no article of any portal": 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (lambda place: cdxj(URLS[0], ("no.warc.gz", 0, 9)), "missing_file"),
        (lambda place: cdxj(URLS[0], ("../outside.warc.gz", 0, 9)), "outside_folder"),
        (lambda place: cdxj(URLS[0], place, offset="7"), "bad_record"),
        (lambda place: cdxj(URLS[0], place, offset="99999999"), "bad_record"),
        (lambda place: cdxj(URLS[1], place), "other_record"),
        (lambda place: cdxj(URLS[0], place, offset=None), "no_place"),
        (lambda place: cdxj(URLS[0], place, filename=None), "no_place"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_the_rest_goes_on(
    line: object, reason: str, places: dict[str, Place], tmp_path: Path
) -> None:
    (tmp_path.parent / "outside.warc.gz").write_bytes(b"x")
    index = tmp_path / "index.cdxj"
    index.write_text(f"{line(places[URLS[0]])}\n{cdxj(URLS[2], places[URLS[2]])}\n")  # type: ignore[operator]
    pages, bad, _ = taken(index)
    assert [page.url for page in pages] == URLS[2:]
    assert [one.reason.partition(":")[0] for one in bad] == [reason]


def test_what_stands_twice_is_read_once_and_what_is_no_page_not_at_all(
    places: dict[str, Place], tmp_path: Path
) -> None:
    lines = [
        cdxj(URLS[0], places[URLS[0]]), cdxj(URLS[0], places[URLS[0]]), cdxj(URLS[1], places[URLS[1]], status="404"),
        cdxj(URLS[2], places[URLS[2]], mime="warc/revisit"), cdxj("http://halongcity.gov.vn/", places[URLS[2]]), "{broken",
    ]  # fmt: skip
    index = tmp_path / "index.cdxj"
    index.write_text("\n".join(lines))
    pages, bad, passed = taken(index, "halong")
    assert ([page.url for page in pages], bad, passed.total()) == (URLS[:1], [], 4)


def test_a_damaged_index_is_read_as_far_as_it_goes(places: dict[str, Place], tmp_path: Path) -> None:
    text = "".join(cdxj(url, places[url]) + "\n" for url in URLS * 3000)
    index = tmp_path / "index.cdxj.gz"
    index.write_bytes(gzip.compress(text.encode())[:-40])
    pages, bad, _ = taken(index)
    assert [page.url for page in pages] == URLS
    assert [one.reason.partition(":")[0] for one in bad] == ["bad_index"]
    index.write_bytes(b"\x1f\x8b\x08 and no more")
    with pytest.raises(CallError, match="whole"):
        taken(index)


def test_what_is_neither_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="CDX"):
        taken(tmp_path / "none.cdxj")
    (tmp_path / "page.txt").write_text("x")
    with pytest.raises(CallError, match="CDX"):
        taken(tmp_path / "page.txt")
