"""The kind of each change, and silence where nothing but the look has changed."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from data_lake.changes import changes, diff
from tests.lake_rows import START, reading_of

TEXT = (
    "Sáng 16-10, UBND thành phố tổ chức hội nghị.\n\n"
    "Dự án có tổng vốn 1.250 tỷ đồng, do đồng chí Nguyễn Văn Tùng làm trưởng ban.\n\n"
    "Nhân dân các xã Việt Hưng và Thủy An phấn khởi trước kết quả này."
)


def base(**more: Any) -> dict[str, Any]:
    return reading_of(text=TEXT) | more


def edited(old: str, new: str) -> dict[str, Any]:
    assert old in TEXT
    return reading_of(text=TEXT.replace(old, new))


CAPTION = [{"kind": "caption", "text": "Quang cảnh hội nghị", "rows": None}]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (
            base(title="Hạ Long đón 15.000 lượt khách"),
            [("headline", "Hạ Long đón 12.000 lượt khách", "Hạ Long đón 15.000 lượt khách")],
        ),
        (base(section="Xã hội"), [("section", "Tin tức", "Xã hội")]),
        (base(section=None), [("section", "Tin tức", None)]),
        (base(authors=["Thu Hà"]), [("authors", "Hoàng Tùng", "Thu Hà")]),
        (
            base(published_at=START + timedelta(minutes=1)),
            [("date", START.isoformat(), (START + timedelta(minutes=1)).isoformat())],
        ),
        (base(published_at=None), [("date", START.isoformat(), None)]),
        (
            base(attachments=[{"url": "https://x/a.pdf", "name": "Kế hoạch", "type": "pdf"}]),
            [("attachments", None, "Kế hoạch <https://x/a.pdf>")],
        ),
        (base(blocks=base()["blocks"] + CAPTION), [("captions", None, "Quang cảnh hội nghị")]),
        (base(images=[{"url": "u", "caption": "Ảnh A", "credit": None}]), [("captions", None, "Ảnh A")]),
        (edited("1.250", "1.520"), [("numbers", "1.250", "1.520")]),
        (edited("16-10", "17-10"), [("numbers", "16-10", "17-10")]),
        (edited("Nguyễn Văn Tùng", "Nguyễn Văn Tuấn"), [("names", "Tùng", "Tuấn")]),
        (edited("Nguyễn Văn Tùng", "Trần Thị Hà"), [("names", "Nguyễn Văn Tùng", "Trần Thị Hà")]),
        (edited("Sáng 16-10", "Chiều 16-10"), [("lead", "Sáng", "Chiều")]),
        (edited("phấn khởi", "vui mừng"), [("body", "phấn khởi", "vui mừng")]),
        (edited("kết quả này.", "kết quả này (theo UBND thành phố)."), [("body", None, "(theo UBND thành phố)")]),
        (
            edited("\n\nNhân dân các xã Việt Hưng và Thủy An phấn khởi trước kết quả này.", ""),
            [("body", TEXT.split("\n\n")[2], None)],
        ),
    ],
    ids=lambda value: value[0][0] if isinstance(value, list) else "",
)
def test_each_change_is_of_its_kind(new: dict[str, Any], told: list[tuple[str, str | None, str | None]]) -> None:
    assert [(c.kind, c.before, c.after) for c in changes(base(), new)] == told


@pytest.mark.parametrize(
    "new",
    [
        base(),
        base(view_count=9, tags=["x"], layout="h2", images=[{"url": "u", "caption": None, "credit": None}]),
        edited("hội nghị", "hội  nghị"),
        edited("Thủy An", "Thuỷ An"),
    ],
)
def test_noise_is_no_change(new: dict[str, Any]) -> None:
    assert changes(base(), new) == []


def test_several_changes_are_all_told_in_order() -> None:
    new = reading_of(text=TEXT.replace("1.250", "1.520").replace("phấn khởi", "vui"), title="Khác hẳn")
    assert [c.kind for c in changes(base(), new)] == ["headline", "numbers", "body"]


def test_the_diff_marks_words_and_shows_whole_paragraphs() -> None:
    new = edited("1.250", "1.520")
    assert diff(base(), new) == [
        "  Dự án có tổng vốn [-1.250-] {+1.520+} tỷ đồng, do đồng chí Nguyễn Văn Tùng làm trưởng ban."
    ]
    added = reading_of(text=f"{TEXT}\n\nThu Hà")
    assert diff(base(), added) == ["+ Thu Hà"]
    assert diff(added, base()) == ["- Thu Hà"]
    assert diff(base(), base()) == []


@pytest.mark.parametrize("seed", range(20))
def test_a_number_changed_anywhere_is_found(seed: int) -> None:
    rng = random.Random(seed)
    words = TEXT.split(" ")
    numbers = [i for i, word in enumerate(words) if any(letter.isdigit() for letter in word)]
    place = rng.choice(numbers)
    words[place] = words[place].replace("1", str(rng.randint(2, 9)), 1)
    assert {c.kind for c in changes(base(), reading_of(text=" ".join(words)))} == {"numbers"}
