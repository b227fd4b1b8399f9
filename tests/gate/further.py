"""Fifty-odd further kinds of damage, thought up against the suites as they stood; and those that no data can tell.

As in `damage`: a `row` damage has to be seen on every row that it is put into, a `batch` damage on the batch.
"""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.gate.clean import PORTALS, Batch, hex_of, reading, sealed, with_rows
from tests.gate.damage import TCVN3, Damage, OnBatch, OnRow, Row, appended, bare, misread, retold

NEWS_WORDS = 60


def titled(change: Callable[[str], str]) -> OnRow:
    """The row with its title changed by `change`."""
    return lambda row, rng: {**row, "title": change(row["title"])}


def signed(*names: str) -> OnRow:
    """The row by one of these authors."""
    return lambda row, rng: {**row, "authors": [rng.choice(names)], "byline": None}


def lines_left(*lines: str) -> OnRow:
    """One of these lines stands before the last paragraph."""

    def left(row: Row, rng: random.Random) -> Row:
        line = {"kind": "paragraph", "text": rng.choice(lines), "rows": None}
        return sealed({**row, "blocks": [*row["blocks"][:-1], line, row["blocks"][-1]]})

    return left


def paragraphs_doubled(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "blocks": [block for block in row["blocks"] for _ in range(2)]})


def body_reversed(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "blocks": row["blocks"][::-1]})


def beginning_lost(row: Row, rng: random.Random) -> Row:
    """The first words are gone, and the lead with them: the body begins within a sentence."""
    first = row["blocks"][0]["text"]
    rest = first[re.search(r" [a-zđ]\w+ [a-zđ]", first[20:]).start() + 21 :]  # type: ignore[union-attr]
    return sealed({**row, "lead": None, "blocks": [{**row["blocks"][0], "text": rest}, *row["blocks"][1:]]})


def half_bare(row: Row, rng: random.Random) -> Row:
    """Marks are lost from the middle on."""
    half = len(row["blocks"]) // 2
    blocks = [*row["blocks"][:half], *({**b, "text": bare(b["text"])} for b in row["blocks"][half:])]
    return sealed({**row, "blocks": blocks})


def coded_picture_left(row: Row, rng: random.Random) -> Row:
    return appended(row, "data:image/png;base64," + base64.b64encode(rng.randbytes(300)).decode())


def headlines_left(row: Row, rng: random.Random) -> Row:
    """Titles of other articles stand behind the text, without a heading over them."""
    return appended(
        row,
        "Hải Phòng đón chuyến tàu khách quốc tế đầu tiên của mùa du lịch năm nay tại cảng mới",
        "Thêm ba trường tiểu học ở ngoại thành được công nhận đạt chuẩn quốc gia mức độ hai",
        "Người trồng hoa Đằng Hải tất bật vào vụ chính, mong thời tiết thuận trong những ngày tới",
    )


def comments_left(row: Row, rng: random.Random) -> Row:
    return appended(
        row, "Minh Tú", "Bài viết rất hay, mong thành phố sớm làm.", "2 giờ trước", "Trả lời", "Gửi bình luận"
    )


def caption_for_a_title(row: Row, rng: random.Random) -> Row:
    return {**row, "title": "Quang cảnh buổi gặp mặt đầu năm của các hộ nuôi lồng bè."}


def lead_is_the_body(row: Row, rng: random.Random) -> Row:
    return {**row, "lead": row["body"]}


def lead_cut_in_a_word(row: Row, rng: random.Random) -> Row:
    places = [m.end() - 1 for m in re.finditer(r"\w{4,}", row["lead"]) if m.start() > 30]
    return {**row, "lead": row["lead"][: rng.choice(places)]}


def lead_alone_as_body(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "blocks": row["blocks"][:1], "images": [], "attachments": []})


def other_language(*words: str) -> OnRow:
    def told(row: Row, rng: random.Random) -> Row:
        return sealed(
            {
                **row,
                "title": words[0],
                "lead": None,
                "blocks": [{"kind": "paragraph", "text": w, "rows": None} for w in words[1:]],
            }
        )

    return told


def a_year_off(row: Row, rng: random.Random) -> Row:
    return {**row, "published_at": row["published_at"] - timedelta(days=365)}


def path_of_tags(row: Row, rng: random.Random) -> Row:
    return {**row, "section_path": ["cầu Nguyễn Trãi", "đầu tư công"], "tags": [row["section"]]}


def another_id(row: Row, rng: random.Random) -> Row:
    return {**row, "native_id": str(int(row["native_id"]) + 7_654_321)}


def dated(change: Callable[[Row], Row]) -> OnBatch:
    return lambda batch, rng: with_rows(
        batch, [sealed(change(row)) if row["published_at"] else row for row in batch.rows]
    )


def bodies_shifted(batch: Batch, rng: random.Random) -> Batch:
    """Each article has the words of the next."""
    words = ("lead", "blocks", "flags", "images", "attachments")
    rows = batch.rows
    return with_rows(
        batch,
        [
            sealed({**row, **{n: other[n] for n in words}})
            for row, other in zip(rows, [*rows[1:], rows[0]], strict=True)
        ],
    )


def five_titles_of_one_body(batch: Batch, rng: random.Random) -> Batch:
    long = [i for i, row in enumerate(batch.rows) if row["word_count"] > NEWS_WORDS and row["lead"]]
    first, hit = batch.rows[long[0]], set(long[:5])
    words = {name: first[name] for name in ("lead", "blocks", "flags")}
    return with_rows(batch, [sealed({**row, **words}) if i in hit else row for i, row in enumerate(batch.rows)])


def two_under_one_id(batch: Batch, rng: random.Random) -> Batch:
    first, second, *rest = batch.rows
    return with_rows(batch, [first, {**second, "article_id": first["article_id"]}, *rest])


def repeats_under_new_addresses(batch: Batch, rng: random.Random) -> Batch:
    again = [
        {**row, "article_id": hex_of("v2", i), "capture_id": hex_of("c2", i), "url": f"{row['url']}?v=2"}
        for i, row in enumerate(batch.rows)
    ]
    return replace(with_rows(batch, [*batch.rows, *again]), context=replace(batch.context, listed=2 * len(batch.rows)))


def afternoons_as_mornings(row: Row) -> Row:
    """The hours after noon are read by a clock of twelve."""
    late = (row["published_at"] + timedelta(hours=7)).hour >= 13
    return {**row, "published_at": row["published_at"] - timedelta(hours=12)} if late else row


def one_address_for_all(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "canonical_url": batch.rows[0]["canonical_url"]} for row in batch.rows])


def leads_gone(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [sealed({**row, "lead": None}) for row in batch.rows])


FURTHER: tuple[Damage, ...] = (
    Damage("paragraphs doubled", "MUST", "row", paragraphs_doubled),
    Damage("body from its end to its beginning", "MUST", "row", body_reversed),
    Damage("beginning lost", "SHOULD", "row", beginning_lost),
    Damage("marks lost from the middle on", "SHOULD", "row", half_bare),
    Damage("share buttons in the body", "MUST", "row", lines_left("Chia sẻ lên Facebook", "Chia sẻ Zalo", "Sao chép liên kết", "Copy link")),
    Damage("menu in the body", "MUST", "row", lines_left("Trang chủ | Giới thiệu | Tin tức | Văn bản | Liên hệ", "Thời sự » Kinh tế » Đô thị » Giáo dục")),
    Damage("cookie banner in the body", "MUST", "row", lines_left("Trang web này sử dụng cookie để phục vụ bạn tốt hơn. Đồng ý", "Chúng tôi dùng cookies. Chấp nhận tất cả")),
    Damage("comments in the body", "MUST", "row", comments_left),
    Damage("other headlines in the body", "SHOULD", "row", headlines_left),
    Damage("coded picture in the body", "MUST", "row", coded_picture_left),
    Damage("BBCode in the body", "MUST", "row", lambda row, rng: retold(row, lambda text: f"[b]{text[:9]}[/b]{text[9:]}")),
    Damage("shortcode in the body", "MUST", "row", lines_left('[caption id="attachment_7" align="alignnone"]', "[gallery ids=1,2,3]")),
    Damage("styles in the body", "MUST", "row", lines_left(".tin-bai { margin: 0; font-size: 14px; }", "@media print { body { color: black; } }")),
    Damage("JSON in the body", "MUST", "row", lines_left('{"@context": "https://schema.org", "@type": "NewsArticle"}')),
    Damage("tags in the title", "MUST", "row", titled(lambda title: f"<strong>{title}</strong>")),
    Damage("entities in the title", "SHOULD", "row", titled(lambda title: title.replace(" ", "&nbsp;", 1))),
    Damage("template in the title", "MUST", "row", titled(lambda title: "{{title}}")),
    Damage("slot in the title", "MUST", "row", titled(lambda title: f"{title[:20]} %s {title[20:]}")),
    Damage("numbered slot in the title", "MUST", "row", titled(lambda title: f"{title} {{0}}")),
    Damage("TCVN3 in the title", "MUST", "row", titled(lambda title: title.translate(TCVN3))),
    Damage("marks lost in the title", "MUST", "row", titled(bare)),
    Damage("UTF-8 misread twice", "MUST", "row", lambda row, rng: retold(row, lambda text: misread(misread(text)))),
    Damage("replacement marks in the title", "MUST", "row", titled(lambda title: title[:8] + "\ufffd" + title[9:])),
    Damage("one replacement mark in the body", "SHOULD", "row", lambda row, rng: appended(row, "Mọi người đều h\ufffdng hái tham gia.")),
    Damage("zero-width marks", "MUST", "row", lambda row, rng: retold(row, lambda text: text.replace(" ", "\u200b ", 2))),
    Damage("caption for a title", "SHOULD", "row", caption_for_a_title),
    Damage("section for a title", "MUST", "row", lambda row, rng: {**row, "title": row["section"]}),
    Damage("title twice over", "MUST", "row", titled(lambda title: f"{title} {title}")),
    Damage("title without capitals", "SHOULD", "row", titled(str.lower)),
    Damage("site behind the title", "SHOULD", "row", titled(lambda title: f"{title} - Cổng thông tin điện tử thành phố")),
    Damage("title cut by dots", "SHOULD", "row", titled(lambda title: f"{title[:30].rstrip()}...")),
    Damage("date in the title", "SHOULD", "row", titled(lambda title: f"{title} (14:02 09/07/2020)")),
    Damage("lead is the title", "MUST", "row", lambda row, rng: {**row, "lead": row["title"]}),
    Damage("lead is the body", "MUST", "row", lead_is_the_body),
    Damage("lead cut within a word", "MUST", "row", lead_cut_in_a_word),
    Damage("body is the lead alone", "SHOULD", "row", lead_alone_as_body),
    Damage("empty texts for null", "SHOULD", "row", lambda row, rng: {**row, "lead": "", "byline": ""}),
    Damage("author is an e-mail address", "MUST", "row", signed("phongvien@hanoi.gov.vn")),
    Damage("author is a telephone number", "MUST", "row", signed("0945.54.03.03", "ĐT: 0225 3842 145")),
    Damage("author is 'PV'", "MUST", "row", signed("PV", "CTV", "Nhóm PV", "BTV")),
    Damage("several authors in one name", "MUST", "row", signed("Hồng Phương, Ngọc Khánh", "Lê Mai - Thu Hà", "Văn Hào và Trần Hữu", "Vũ Lê & Minh Tú")),
    Damage("author is the title", "MUST", "row", lambda row, rng: {**row, "authors": [row["title"]]}),
    Damage("author with his part in the work", "MUST", "row", signed("Thực hiện: Lê Mai", "Ảnh: Vũ Lê", "Lê Mai (tổng hợp)")),
    Damage("byline behind the text", "SHOULD", "row", lambda row, rng: appended({**row, "authors": ["Vũ Lê"], "byline": "Vũ Lê"}, "Vũ Lê")),
    Damage("English page", "MUST", "row", other_language(
        "City opens new bridge to traffic after two years of work", "The city has opened a new bridge after two years of work, leaders said on Monday.",
        "Thousands of residents crossed it on foot in the evening, many of them with children, and traders sold flowers along the road.")),
    Damage("Chinese page", "MUST", "row", other_language("市政府召开会议讨论新的交通计划和住房问题", "市政府今天上午召开会议，讨论新的交通计划。与会者就住房、教育和卫生等问题发表了意见，" * 4)),
    Damage("login page", "MUST", "row", other_language("Đăng nhập", "Tên đăng nhập", "Mật khẩu", "Quên mật khẩu?")),
    Damage("page that is not there", "MUST", "row", other_language("Thông báo", "Trang bạn tìm không tồn tại hoặc đã bị xóa. Vui lòng quay lại trang chủ.")),
    Damage("a year off", "SHOULD", "row", a_year_off),
    Damage("captured in the future", "MUST", "row", lambda row, rng: {**row, "captured_at": row["captured_at"] + timedelta(days=9)}),
    Damage("changed long before it was published", "SHOULD", "row", lambda row, rng: {**row, "modified_at": row["published_at"] - timedelta(days=300)}),
    Damage("home page for an address", "MUST", "row", lambda row, rng: {**row, "canonical_url": "/".join(row["url"].split("/")[:3]) + "/"}),
    Damage("canonical address of a newspaper", "SHOULD", "row", lambda row, rng: {**row, "canonical_url": "https://vnexpress.net/tin-4567890.html"}),
    Damage("native id of another address", "SHOULD", "row", another_id),
    Damage("file of another portal", "SHOULD", "row", lambda row, rng: {**row, "attachments": [
        {"url": f"https://{'kinhtedothi.vn' if 'hanoi' in row['portal'] else 'hanoi.gov.vn'}/a.pdf", "name": None, "type": "pdf"}]}),
    Damage("file without a host", "MUST", "row", lambda row, rng: {**row, "attachments": [{"url": "/files/a.pdf", "name": None, "type": "pdf"}]}),
    Damage("addresses for tags", "SHOULD", "row", lambda row, rng: {**row, "tags": ["https://hanoi.gov.vn/tag/cau"]}),
    Damage("path and tags exchanged", "SHOULD", "row", path_of_tags),
    Damage("bodies shifted by one", "MUST", "batch", bodies_shifted),
    Damage("one body under five titles", "SHOULD", "batch", five_titles_of_one_body),
    Damage("one id for two articles", "SHOULD", "batch", two_under_one_id),
    Damage("all again under new addresses", "MUST", "batch", repeats_under_new_addresses),
    Damage("one canonical address for all", "MUST", "batch", one_address_for_all),
    Damage("leads gone", "SHOULD", "batch", leads_gone),
    Damage("dated by the clock", "MUST", "batch", dated(lambda row: {**row, "published_at": row["captured_at"] - timedelta(seconds=len(row["title"]))})),
    Damage("seven hours late", "MUST", "batch", dated(lambda row: {**row, "published_at": row["published_at"] + timedelta(hours=7)})),
    Damage("all at midnight", "SHOULD", "batch", dated(lambda row: {**row, "published_at": (row["published_at"] + timedelta(hours=7)).replace(hour=0, minute=0, second=0) - timedelta(hours=7)})),
    Damage("a year off throughout", "SHOULD", "batch", dated(lambda row: {**row, "published_at": row["published_at"] - timedelta(days=365)})),
    Damage("afternoons read as mornings", "SHOULD", "batch", dated(afternoons_as_mornings)),
    Damage("body without capitals", "SHOULD", "row", lambda row, rng: retold(row, str.lower)),
)  # fmt: skip
"""Seen at the severity that stands with them."""


def last_third_lost(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "blocks": row["blocks"][: max(1, 2 * len(row["blocks"]) // 3)]})


def body_of_another(row: Row, rng: random.Random) -> Row:
    portal = next(p for p in PORTALS if p.slug == row["portal"])
    other = reading(rng, portal, row["published_at"], row["captured_at"], 7)
    return sealed({**row, **{name: other[name] for name in ("lead", "blocks", "flags")}})


UNKNOWABLE: tuple[tuple[Damage, str], ...] = (
    (Damage("last third lost at a paragraph's end", "SHOULD", "row", last_third_lost),
     "a shorter text that ends with a sentence is an honest text; a batch of them is seen by its lengths"),
    (Damage("body of another article of the same portal", "SHOULD", "row", body_of_another),
     "city news share their words, so that a title fits many bodies a little; a batch of them is seen (bodies shifted by one)"),
    (Damage("a lead that is missing", "SHOULD", "row", lambda row, rng: sealed({**row, "lead": None})),
     "a page need not have one; a batch without is seen (leads gone)"),
    (Damage("a day off", "SHOULD", "row", lambda row, rng: {**row, "published_at": row["published_at"] - timedelta(days=1), "event_date": None}),
     "news are published the day after as well"),
)  # fmt: skip
"""What one row's data cannot tell, and why."""
