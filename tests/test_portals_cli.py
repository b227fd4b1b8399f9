"""`python -m portals` as an author meets it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from portals.__main__ import main
from schemas.article import READINGS
from tests.loopback import Loopback, answer, loopback

PAGES = Path(__file__).parent / "portals"
PAGE = PAGES / "hanoi" / "vccorp-ordinary.html"
URL = json.loads(PAGE.with_suffix(".json").read_text(encoding="utf-8"))["url"]
CAPTURED = "2026-03-01T02:00:00Z"


def gateway_of(server: Loopback) -> str:
    return "{}:{}".format(*server.address)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Runs the command line; answers exit status, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["portals", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_read_prints_every_field_of_the_schema(run) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run("read", PAGE, "--url", URL, "--captured-at", CAPTURED)
    article = json.loads(out)
    assert (status, err) == (0, "")
    assert list(article) == READINGS.names
    assert article["layout"] == "hanoi-vccorp"
    assert article["published_at"] == "2025-06-12T08:28:00Z"
    assert article["captured_at"] == CAPTURED
    origins = {origin["field"]: origin for origin in article["origins"]}
    assert origins["title"] == {"field": "title", "origin": "layout:[data-role=title]", "agrees": True}
    assert origins["published_at"]["agrees"] is True


def test_read_takes_an_unknown_host_with_the_generic_reader(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("read", PAGE, "--url", "https://vi-du.vn/bai-viet.htm")
    article = json.loads(out)
    assert status == 0
    assert (article["portal"], article["layout"]) == ("vi-du.vn", "generic")
    assert article["title"] == "Hà Nội thí điểm vùng phát thải thấp tại quận Hoàn Kiếm"


def test_a_portal_can_be_named_for_another_host(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("read", PAGE, "--url", "https://luu-tru.vn/hanoi/1.htm", "--portal", "hanoi")
    assert status == 0
    assert json.loads(out)["layout"] == "hanoi-vccorp"


def test_read_takes_text(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    article = json.loads(PAGE.with_suffix(".json").read_text(encoding="utf-8"))["article"]
    file = tmp_path / "bai.txt"
    lines = [article["title"], "15:28 12/06/2025", "", *article["body"].split("\n\n"), "", "Thu Trang"]
    file.write_text("\n".join(lines), encoding="utf-8")
    status, out, _ = run("read", file, "--url", URL, "--text", "--captured-at", CAPTURED)
    read = json.loads(out)
    assert (status, read["medium"]) == (0, "text")
    assert read["title"] == article["title"]
    assert read["published_at"] == "2025-06-12T08:28:00Z"


def test_try_reads_a_saved_page(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("try", PAGE, "--url", URL)
    assert (status, json.loads(out)["layout"]) == (0, "hanoi-vccorp")


def test_try_reads_a_live_page_through_a_gateway(run) -> None:  # type: ignore[no-untyped-def]
    path = URL.removeprefix("https://hanoi.gov.vn")
    with loopback({f"hanoi.gov.vn{path}": answer(PAGE.read_bytes())}) as server:
        status, out, err = run("try", URL, "--gateway", gateway_of(server))
        assert (status, err) == (0, "")
        assert json.loads(out)["title"] == "Hà Nội thí điểm vùng phát thải thấp tại quận Hoàn Kiếm"
        status, _, err = run(
            "try", "https://hanoi.gov.vn/khong-co-4250612083015208.htm", "--gateway", gateway_of(server)
        )
        assert status == 1
        assert "404" in err


def test_doctor_asks_the_portals_themselves(run) -> None:  # type: ignore[no-untyped-def]
    path = URL.removeprefix("https://hanoi.gov.vn")
    front = f'<a href="/">Trang chủ</a> <a href="{path}">Tin</a> <a href="/cu-4250612083015209.htm">Tin cũ</a>'
    with loopback({"hanoi.gov.vn/": answer(front), f"hanoi.gov.vn{path}": answer(PAGE.read_bytes())}) as server:
        status, out, _ = run("doctor", "--portal", "hanoi", "--live", "--gateway", gateway_of(server))
    rows = {tuple(part.strip() for part in line.split("│")[2:6]) for line in out.splitlines() if "hanoi" in line}
    assert status == 1
    assert ("hanoi-vccorp", "body", "1", "1") in rows
    assert ("hanoi-vccorp", "view_count", "0", "1") in rows
    assert any(row[0] == "none" for row in rows)
    routes = {"hanoi.gov.vn/": answer(f'<a href="{path}">Tin</a>'), f"hanoi.gov.vn{path}": answer(PAGE.read_bytes())}
    with loopback(routes) as server:
        assert run("doctor", "--portal", "hanoi", "--live", "--gateway", gateway_of(server))[0] == 0


def test_save_writes_page_and_golden_once(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    call = ("save", PAGE, "--url", URL, "--captured-at", CAPTURED, "--case", "moi", "--pages", tmp_path)
    status, out, _ = run(*call)
    saved = tmp_path / "hanoi" / "moi.json"
    assert (status, out.strip()) == (0, str(saved))
    assert saved.with_suffix(".html").read_bytes() == PAGE.read_bytes()
    assert json.loads(saved.read_text(encoding="utf-8")) == json.loads(
        PAGE.with_suffix(".json").read_text(encoding="utf-8")
    )
    status, _, err = run(*call)
    assert status == 2
    assert "exists" in err


def test_doctor_finds_the_saved_pages_well(run) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = run("doctor", "--pages", PAGES)
    assert status == 0, out
    assert "hanoi-vccorp" in out
    assert "kinhtedothi-k1" in out


def test_doctor_names_the_field_that_a_redesign_broke(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    shutil.copytree(PAGES / "hanoi", tmp_path / "hanoi")
    page = tmp_path / "hanoi" / "vccorp-ordinary.html"
    page.write_text(page.read_text(encoding="utf-8").replace('data-role="sapo"', "").replace("detail-sapo", "tom-tat"))
    status, out, _ = run("doctor", "--portal", "hanoi", "--pages", tmp_path)
    wrong = [line for line in out.splitlines() if "vccorp-ordinary" in line]
    assert status == 1
    assert any("lead" in line for line in wrong)
    assert not any("title" in line or "published_at" in line for line in wrong)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", PAGE, "--url", URL, "--portal", "danang"), "no portal is called 'danang'"),
        (("read", "khong-co.html", "--url", URL), "cannot read khong-co.html"),
        (("read", PAGE, "--url", "hanoi.gov.vn/bai"), "no http(s) address"),
        (("read", PAGE, "--url", URL, "--captured-at", "hôm qua"), "no moment"),
        (("read", PAGE, "--url", URL, "--captured-at", "2026-03-01T09:00"), "has no zone"),
        (("try", "bai.html"), "needs --url"),
        (("try", "https://vi-du.vn/bai"), "no portal declares the host"),
        (("try", "https://hanoi.gov.vn/bai"), "contact"),
        (("try", URL, "--gateway", "8765"), "no gateway"),
        (("save", PAGE, "--url", "https://vi-du.vn/a", "--case", "a"), "no portal declares the host"),
        (("save", PAGE, "--url", URL, "--case", "../a"), "no name of a case"),
        (("doctor", "--portal", "danang"), "no portal is called"),
        (("doctor", "--portal", "hanoi", "--pages", "khong-co"), "no saved pages of hanoi"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(map(str, value[::2])),
)
def test_a_wrong_call_is_one_line_and_status_2(run, arguments: tuple[object, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_a_page_without_an_article_ends_with_status_1(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    empty = tmp_path / "rong.html"
    empty.write_text("", encoding="utf-8")
    status, out, err = run("read", empty, "--url", URL)
    assert (status, out) == (1, "")
    assert err.startswith("not read: ")
