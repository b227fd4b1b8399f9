"""What spares the row rules work loses no verdict: whatever a pattern finds, its pre-test lets through; counts are as Python counts."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import letters, signs
from expectations.furniture import FURNITURE, is_furniture
from expectations.row import DAY, LEAD_DAY, NAMED, host_at
from expectations.rows import rows_of
from expectations.unpacked import nested, unpacked
from expectations.words import another_at_the_end
from portals.registry import host_of
from tests.lake_rows import NOW, reading_of, table_of_rows

EVERY = settings(derandomize=True, database=None, deadline=None, max_examples=120)
SPECIAL = str.maketrans("ıİ", "ii")
"""Letters that match an i whatever the case, and that no page of a Vietnamese portal has."""
TEXTS = st.text(st.sampled_from("aạảđ áÃ»º?\ufffd&<{%$ \t\n\u00a0\u200b\u0301€㐀😀 …=@"), max_size=40)


@EVERY
@given(st.from_regex(FURNITURE, fullmatch=True))
def test_no_line_of_a_site_is_passed_over(line: str) -> None:
    line = line.translate(SPECIAL)
    assert is_furniture(line) == bool(FURNITURE.fullmatch(line))


@EVERY
@given(TEXTS)
def test_marks_stand_for_whatever_the_patterns_find(text: str) -> None:
    _, (marks,), _ = signs.counted([text], [""])
    assert marks == signs.counted([""], [text])[1][0]
    for mark, pattern in (
        (signs.INVISIBLE, letters.INVISIBLE),
        (signs.MISREAD, letters.MOJIBAKE),
        (signs.QUESTION, letters.QUESTIONED),
        (signs.ENTITY, letters.ENTITY),
        (signs.TAG, letters.MARKUP),
    ):
        assert marks & mark or not pattern.search(text)
    assert marks & signs.UNUSUAL or unicodedata.is_normalized("NFC", text)
    assert bool(marks & signs.SPACING) == bool(re.search("[\t\u00a0]", text))


@EVERY
@given(st.from_regex(letters.MOJIBAKE, fullmatch=True))
def test_what_was_misread_has_its_mark(text: str) -> None:
    assert signs.counted([text], [""])[1][0] & signs.MISREAD


@EVERY
@given(st.from_regex(letters.CODE, fullmatch=True))
def test_a_programme_has_its_mark_or_word(text: str) -> None:
    assert signs.counted([text], [""])[1][0] & signs.CODE or letters._has_code_words(text)


@EVERY
@given(st.lists(TEXTS, max_size=5))
def test_words_are_counted_as_split_does(texts: list[str]) -> None:
    words, marks, longest = signs.counted(texts, texts[::-1])
    assert words == [len(text.split()) for text in texts]
    assert len(signs.signs_of(texts)) == len(marks) == len(longest) == len(texts)
    assert all(far >= max(map(len, text.split()), default=0) for far, text in zip(longest, texts, strict=True))


@EVERY
@given(
    st.lists(st.from_regex(LEAD_DAY, fullmatch=True) | st.sampled_from(["UBND họp, ", "12/3/2024 ", "xa "]), max_size=4)
)
def test_days_are_found_where_they_are_looked_for(parts: list[str]) -> None:
    opening = "".join(parts)[:160]
    days = list(DAY.finditer(opening))
    found = [m.group() for m in LEAD_DAY.finditer(opening)]
    assert days or not found
    if days and "  " not in opening:
        looked = LEAD_DAY.finditer(opening, max(0, days[0].start() - NAMED), days[-1].end() + 2)
        assert [m.group() for m in looked] == found


@pytest.mark.parametrize(
    "url",
    ["https://hanoi.gov.vn/a-1.htm", "http://halongcity.gov.vn", " HTTPS://Hanoi.gov.vn:443/x?y=/z", "ftp://a.vn/b", "//a.vn/b", "", "x"],
)  # fmt: skip
def test_a_host_is_told_as_the_registry_tells_it(url: str) -> None:
    assert host_at(url) == host_of(url)


def test_columns_are_taken_apart_as_arrow_does_it() -> None:
    """In several chunks, with nulls, and from a slice."""
    at = datetime(2025, 9, 17, 5, tzinfo=UTC)
    struct = pa.list_(pa.struct([("name", pa.string()), ("sure", pa.bool_())]))
    schema = pa.schema(
        [
            ("a", pa.string()),
            ("b", pa.timestamp("us", "UTC")),
            ("c", pa.list_(pa.string())),
            ("d", pa.int64()),
            ("e", struct),
        ]
    )
    rows = [
        {"a": "một", "b": at, "c": ["x", "y"], "d": 3, "e": [{"name": "u", "sure": True}, {"name": "v", "sure": None}]},
        {"a": None, "b": None, "c": [], "d": None, "e": []},
        {"a": "ba", "b": at + timedelta(microseconds=7), "c": ["z"], "d": 5, "e": [{"name": "u", "sure": False}]},
    ]
    table = pa.concat_tables([pa.Table.from_pylist(rows, schema), pa.Table.from_pylist(rows[::-1], schema)]).slice(1, 4)
    for name in "abcd":
        told = [list(v) if isinstance(v, list | tuple) else v for v in unpacked(table.column(name))]
        assert told == table.column(name).to_pylist()
    whole = table.column("e").to_pylist()
    for field in ("name", "sure"):
        assert [list(v) for v in nested(table, "e", field)] == [[one[field] for one in row] for row in whole]


@pytest.mark.parametrize(
    ("last", "told"),
    [("Hà Nội mở hội sách", True), ("Văn hoá", True), ("Hội sách mở đến hết chủ nhật.", False)],
)
def test_a_title_or_section_at_the_end_of_a_body_is_told(last: str, told: bool) -> None:
    body = f"Thành phố mở hội sách sáng nay.\n\nHơn hai nghìn học sinh tham gia.\n\n{last}"
    row = reading_of(text=body, title="Hà Nội mở hội sách", section="Văn hoá")
    (read,) = rows_of(table_of_rows(row), None, NOW)
    assert another_at_the_end(read) == (last if told else None)
