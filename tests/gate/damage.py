"""Forty kinds of damage, each named, with the severity at which the gate has to see it. Fixed before the suites were written.

A `row` damage is put into a few rows, all of which must break an expectation of that severity (or a batch check must
fail at it); a `batch` damage is put into the batch, of which a check must fail at that severity.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pyarrow as pa

from expectations.suite import HISTORY_COLUMNS
from schemas.article import READINGS
from tests.gate.clean import HANOI_TIME, PORTALS, Batch, hex_of, sealed, url_of, with_rows

Row = dict[str, Any]
OnRow = Callable[[Row, random.Random], Row]
OnBatch = Callable[[Batch, random.Random], Batch]


@dataclass(frozen=True)
class Damage:
    """One kind: on a row (`apply` takes and gives a row) or on the whole batch (takes and gives a batch)."""

    name: str
    severity: Literal["MUST", "SHOULD"]
    on: Literal["row", "batch"]
    apply: Any


def set_to(**fields: Any) -> OnRow:
    return lambda row, rng: {**row, **fields}


def retold(row: Row, change: Callable[[str], str]) -> Row:
    """The row with every paragraph changed by `change`, lead and body after it."""
    blocks = [{**b, "text": change(b["text"])} for b in row["blocks"]]
    return sealed({**row, "lead": change(row["lead"]), "blocks": blocks})


def appended(row: Row, *lines: str) -> Row:
    return sealed({**row, "blocks": [*row["blocks"], *({"kind": "paragraph", "text": t, "rows": None} for t in lines)]})


def title_from_logo(row: Row, rng: random.Random) -> Row:
    portal = next(p for p in PORTALS if p.slug == row["portal"])
    return {**row, "title": rng.choice((portal.name, portal.name.upper(), f"Trang chủ - {portal.name}"))}


def title_is_the_body(row: Row, rng: random.Random) -> Row:
    return {**row, "title": row["body"]}


def body_emptied(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "lead": None, "blocks": [], "images": [], "attachments": []})


def body_truncated(row: Row, rng: random.Random) -> Row:
    body = row["body"][: len(row["body"]) // 2]
    return {**row, "body": body, "word_count": len(body.split())}


def body_cut_in_mid_sentence(row: Row, rng: random.Random) -> Row:
    """Text and blocks both end within a word or between two words of the last paragraph kept."""
    blocks = [b for b in row["blocks"] if b["kind"] == "paragraph"]
    keep = blocks[: rng.randint(1, len(blocks) - 1)]
    last = blocks[len(keep)]["text"]
    cut = last[: rng.randint(len(last) // 3, len(last) - 15)].rstrip(" .,;:”)?!")
    return sealed({**row, "blocks": [*keep, {"kind": "paragraph", "text": cut, "rows": None}]})


def teaser_as_body(row: Row, rng: random.Random) -> Row:
    teaser = " ".join(row["lead"].split()[:22]).rstrip(".,;") + rng.choice(("…", "...", " [...]", "... Xem thêm"))
    return sealed(
        {
            **row,
            "lead": teaser,
            "blocks": [{"kind": "paragraph", "text": teaser, "rows": None}],
            "images": [],
            "attachments": [],
        }
    )


def body_twice(row: Row, rng: random.Random) -> Row:
    return sealed({**row, "blocks": row["blocks"] * 2})


def furniture_left(row: Row, rng: random.Random) -> Row:
    tail = (
        "Chia sẻ Facebook",
        "In bài viết",
        "Gửi email cho bạn bè",
        "Tin liên quan",
        "Ý kiến bạn đọc (0)",
        "Các tin khác",
    )
    return appended(row, *rng.sample(tail, 3))


def script_left(row: Row, rng: random.Random) -> Row:
    code = (
        "window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);} gtag('js', new Date());"
    )
    return appended(row, code)


def markup_left(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: f'<p class="MsoNormal"><span style="font-size:14px">{text}</span></p>')


def entities_left(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: re.sub("[àáâãèéêìíòóôõùúý]", lambda m: f"&#{ord(m[0])};", text))


def misread(text: str) -> str:
    return text.encode("utf-8").decode("cp1252", errors="replace")


def mojibake_body(row: Row, rng: random.Random) -> Row:
    return retold(row, misread)


def mojibake_title(row: Row, rng: random.Random) -> Row:
    return {**row, "title": misread(row["title"])}


TCVN3 = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ®",
)
"""Lower case of TCVN 5712:1993, as pages in .VnTime look when read as Latin-1."""

VNI_MARKS = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "\u0302": "â", "\u0306": "ê"}


def tcvn3_left(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: text.translate(TCVN3))


def vni_left(row: Row, rng: random.Random) -> Row:
    def vni(text: str) -> str:
        letters = unicodedata.normalize("NFD", text.replace("đ", "ñ").replace("ư", "ö").replace("ơ", "ô"))
        return "".join(VNI_MARKS.get(c, c) for c in letters)

    return retold(row, vni)


def bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def diacritics_lost(row: Row, rng: random.Random) -> Row:
    return {**retold(row, bare), "title": bare(row["title"])}


def question_marks_for_letters(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: text.encode("latin-1", errors="replace").decode("latin-1"))


def letters_decomposed(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: unicodedata.normalize("NFD", text))


def blanks_lost(row: Row, rng: random.Random) -> Row:
    return retold(row, lambda text: text.replace(" ", ""))


def page_of_a_block(row: Row, rng: random.Random) -> Row:
    text = "Vui lòng bật JavaScript và cookie để tiếp tục. Hệ thống đang kiểm tra trình duyệt của bạn."
    shown = {**row, "title": rng.choice(("Just a moment...", "Access Denied", "404 Not Found")), "lead": text}
    return sealed(
        {**shown, "blocks": [{"kind": "paragraph", "text": text, "rows": None}], "images": [], "attachments": []}
    )


def future_date(row: Row, rng: random.Random) -> Row:
    return {**row, "published_at": row["captured_at"] + timedelta(days=rng.randint(2, 300))}


def day_and_month_swapped(row: Row, rng: random.Random) -> Row:
    """The page's own date with day and month exchanged; the lead still names the day. 3/9 where its day has no mirror."""
    local = row["published_at"] + HANOI_TIME
    day = local if local.day <= 12 and local.day != local.month else local.replace(day=3 if local.month != 3 else 4)
    lead = re.sub(r"\d{1,2}([/-])\d{1,2}", rf"{day.day}\g<1>{day.month}", row["lead"], count=1)
    blocks = [{**row["blocks"][0], "text": lead}, *row["blocks"][1:]]
    wrong = day.replace(day=day.month, month=day.day, year=day.year - (1 if day.day > day.month else 0))
    return sealed({**row, "lead": lead, "blocks": blocks, "published_at": wrong - HANOI_TIME, "event_date": None})


def lead_of_another(row: Row, rng: random.Random) -> Row:
    return {
        **row,
        "lead": "Sở Giao thông công chánh vừa công bố phương án phân luồng trong ba tháng hè, kèm bản đồ các điểm đỗ xe.",
    }


def author_is_an_organisation(row: Row, rng: random.Random) -> Row:
    return {
        **row,
        "authors": [
            rng.choice(
                (
                    "Báo Hải Phòng",
                    "Ban Biên tập",
                    "Cổng TTĐT thành phố",
                    "TTXVN",
                    "Phòng Văn hóa - Thông tin",
                    "Administrator",
                )
            )
        ],
    }


def author_is_a_line(row: Row, rng: random.Random) -> Row:
    return {
        **row,
        "authors": [
            rng.choice(
                (
                    "Tin, ảnh: Hồng Phương",
                    "Theo Hà Thu (tổng hợp)",
                    "Nhóm PV HNMO - Ảnh: Viết Thành",
                    "Lê Mai 29/09/2017 08:20",
                )
            )
        ],
    }


def host_of_another(row: Row, rng: random.Random) -> Row:
    other = rng.choice([p for p in PORTALS if p.slug != row["portal"]])
    url = url_of(other, row["title"], int(row["native_id"]))
    return {**row, "url": url, "canonical_url": url}


def title_of_another(row: Row, rng: random.Random) -> Row:
    return {
        **row,
        "title": rng.choice(
            (
                "Giải bóng chuyền bãi biển nữ quốc gia khép lại đầy kịch tính",
                "Khai quật thêm nhiều cổ vật gốm Chu Đậu dưới đáy sông",
            )
        ),
    }


def duplicated_batch(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [*batch.rows, *batch.rows])


def one_title_for_all(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "title": "Đô thị hôm nay và ngày mai"} for row in batch.rows])


def titles_shifted(batch: Batch, rng: random.Random) -> Batch:
    titles = [row["title"] for row in batch.rows]
    return with_rows(
        batch, [{**row, "title": title} for row, title in zip(batch.rows, titles[1:] + titles[:1], strict=True)]
    )


def one_page_for_all_addresses(batch: Batch, rng: random.Random) -> Batch:
    """Each address answers the same article, with a word of the day differing."""
    first = next(row for row in batch.rows if row["layout"] != "text" and len(row["blocks"]) > 4)
    own = ("portal", "article_id", "url", "canonical_url", "native_id", "capture_id", "captured_at")
    rows = [{**first, **{k: row[k] for k in own}} for row in batch.rows]
    return with_rows(
        batch, [appended(row, f"Lượt truy cập của ngày hôm nay là {n} người.") for n, row in enumerate(rows)]
    )


def yesterdays_page_again(batch: Batch, rng: random.Random) -> Batch:
    """Today's addresses answer what the lake already has under yesterday's."""
    old = [
        {**row, "article_id": hex_of("old", row["article_id"]), "captured_at": row["captured_at"] - timedelta(days=1)}
        for row in batch.rows
    ]
    assert batch.context.history is not None
    known = pa.Table.from_pylist(old, schema=READINGS).select(list(HISTORY_COLUMNS))
    return replace(batch, context=replace(batch.context, history=pa.concat_tables([batch.context.history, known])))


def nothing_is_new(batch: Batch, rng: random.Random) -> Batch:
    """All that was asked for again stands in the lake just so."""
    assert batch.context.history is not None
    known = pa.Table.from_pylist(batch.rows, schema=READINGS).select(list(HISTORY_COLUMNS))
    return replace(batch, context=replace(batch.context, history=pa.concat_tables([batch.context.history, known])))


def half_the_listing_missing(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, batch.rows[: len(batch.rows) // 2])


def bodies_cut_to_their_leads(batch: Batch, rng: random.Random) -> Batch:
    """A layout whose content selector finds the sapo alone: every sentence is whole, and the article is gone."""
    return with_rows(
        batch, [sealed({**row, "blocks": row["blocks"][:1], "images": [], "attachments": []}) for row in batch.rows]
    )


def bodies_cut_at_a_length(batch: Batch, rng: random.Random) -> Batch:
    """A column of 400 characters somewhere on the way: body and blocks end there."""

    def cut(row: Row) -> Row:
        kept, left = [], 400
        for block in row["blocks"]:
            kept.append({**block, "text": block["text"][: max(left, 0)]})
            left -= len(block["text"]) + 2
            if left <= 0:
                break
        return sealed({**row, "blocks": kept, "lead": kept[0]["text"] if row["lead"] else None})

    return with_rows(batch, [cut(row) for row in batch.rows])


def days_and_months_swapped(batch: Batch, rng: random.Random) -> Batch:
    """The whole batch was printed on 5 August and read as 8 May; nothing in the words tells the day."""
    now = datetime(2025, 8, 5, 11, tzinfo=UTC)

    def swapped(row: Row) -> Row:
        row = (
            retold(
                row,
                lambda text: re.sub(
                    r"^(HNP - |HPĐT - |Kinhtedothi - )?(Sáng|Chiều|Ngày) \d+[/-]\d+", r"\1Vừa qua", text
                ),
            )
            if row["lead"]
            else row
        )
        when = None if row["published_at"] is None else datetime(2025, 5, 8, rng.randint(0, 10), 30, tzinfo=UTC)
        return sealed({**row, "published_at": when, "captured_at": now, "event_date": None})

    return Batch([swapped(row) for row in batch.rows], replace(batch.context, now=now, history=None))


def authors_gone(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "authors": [], "byline": None} for row in batch.rows])


def one_author_for_all(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "authors": ["Quang Thiều"], "byline": "Quang Thiều"} for row in batch.rows])


def unknown_furniture(batch: Batch, rng: random.Random) -> Batch:
    line = "Hãy bấm chuông để nhận bản tin đô thị mới nhất của chúng tôi mỗi ngày."
    return with_rows(batch, [appended(row, line) for row in batch.rows])


def generic_readings(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "layout": "generic"} for row in batch.rows])


def stale_batch(batch: Batch, rng: random.Random) -> Batch:
    back = timedelta(days=45)
    dated = [row for row in batch.rows if row["published_at"]]
    return with_rows(
        batch, [sealed({**row, "published_at": row["published_at"] - back, "event_date": None}) for row in dated]
    )


def title_from_the_address(row: Row, rng: random.Random) -> Row:
    return {**row, "title": bare(row["title"]).capitalize()}


def another_language(row: Row, rng: random.Random) -> Row:
    text = rng.choice(
        (
            "上海市人民政府今日召开新闻发布会，介绍城市更新行动的最新进展。" * 6,
            "The committee met on Tuesday and agreed to fund the new bridge over the river. " * 6,
        )
    )
    return sealed({**row, "lead": text.strip(), "blocks": [{"kind": "paragraph", "text": text.strip(), "rows": None}]})


def author_is_the_section(row: Row, rng: random.Random) -> Row:
    return {**row, "authors": [row["section"]], "byline": row["section"]}


def lead_of_search_engines(row: Row, rng: random.Random) -> Row:
    return {**row, "lead": " ".join(row["lead"].split()[:18]) + "..."}


def now_for_a_date(row: Row, rng: random.Random) -> Row:
    return {**row, "published_at": row["captured_at"]}


def zone_read_twice(batch: Batch, rng: random.Random) -> Batch:
    """Seven hours taken off once too often: the day's work stands in the night."""
    back = timedelta(hours=9)
    return with_rows(
        batch, [{**row, "published_at": row["published_at"] and row["published_at"] - back} for row in batch.rows]
    )


def one_picture_for_all(batch: Batch, rng: random.Random) -> Batch:
    logo = [{"url": "https://hanoi.gov.vn/logo.png", "caption": None, "credit": None}]
    return with_rows(batch, [{**row, "images": logo} for row in batch.rows])


def one_moment_for_all(batch: Batch, rng: random.Random) -> Batch:
    dated = [row for row in batch.rows if row["published_at"]]
    return with_rows(batch, [sealed({**row, "published_at": dated[0]["published_at"]}) for row in dated])


def ids_collapsed(batch: Batch, rng: random.Random) -> Batch:
    return with_rows(batch, [{**row, "article_id": hex_of(i % 3)} for i, row in enumerate(batch.rows)])


def description_for_lead(batch: Batch, rng: random.Random) -> Batch:
    text = "Cổng thông tin của thành phố đăng tin về đời sống, kinh tế và văn hóa."
    return with_rows(
        batch,
        [
            sealed({**row, "lead": text, "blocks": [{"kind": "paragraph", "text": text, "rows": None}, *row["blocks"]]})
            for row in batch.rows
        ],
    )


DAMAGES: tuple[Damage, ...] = (
    Damage("title from the logo", "MUST", "row", title_from_logo),
    Damage("title is the body", "MUST", "row", title_is_the_body),
    Damage("title empty", "MUST", "row", set_to(title="")),
    Damage("title of another article", "SHOULD", "row", title_of_another),
    Damage("body empty", "MUST", "row", body_emptied),
    Damage("body truncated behind its blocks", "MUST", "row", body_truncated),
    Damage("body cut in mid-sentence", "SHOULD", "row", body_cut_in_mid_sentence),
    Damage("teaser as body", "MUST", "row", teaser_as_body),
    Damage("body twice", "MUST", "row", body_twice),
    Damage("furniture left in the body", "MUST", "row", furniture_left),
    Damage("script left in the body", "MUST", "row", script_left),
    Damage("markup left in the body", "MUST", "row", markup_left),
    Damage("entities left in the body", "MUST", "row", entities_left),
    Damage("mojibake in the body", "MUST", "row", mojibake_body),
    Damage("mojibake in the title", "MUST", "row", mojibake_title),
    Damage("TCVN3 left", "MUST", "row", tcvn3_left),
    Damage("VNI left", "MUST", "row", vni_left),
    Damage("diacritics lost", "MUST", "row", diacritics_lost),
    Damage("question marks for letters", "MUST", "row", question_marks_for_letters),
    Damage("letters decomposed", "MUST", "row", letters_decomposed),
    Damage("blanks lost", "MUST", "row", blanks_lost),
    Damage("page of a block or an error", "MUST", "row", page_of_a_block),
    Damage("future date", "MUST", "row", future_date),
    Damage("epoch for a date", "MUST", "row", set_to(published_at=datetime(1970, 1, 1, tzinfo=UTC))),
    Damage("day and month swapped", "MUST", "row", day_and_month_swapped),
    Damage(
        "date missing on an HTML page",
        "MUST",
        "row",
        set_to(published_at=None, published_precision=None, published_zone=None),
    ),
    Damage("lead of another article", "MUST", "row", lead_of_another),
    Damage("author is an organisation", "MUST", "row", author_is_an_organisation),
    Damage("author is a whole line", "MUST", "row", author_is_a_line),
    Damage("wrong portal", "MUST", "row", host_of_another),
    Damage("duplicated batch", "MUST", "batch", duplicated_batch),
    Damage("one title for all", "MUST", "batch", one_title_for_all),
    Damage("titles shifted by one", "MUST", "batch", titles_shifted),
    Damage("one page for all addresses", "MUST", "batch", one_page_for_all_addresses),
    Damage("yesterday's page again", "MUST", "batch", yesterdays_page_again),
    Damage("half the listing missing", "MUST", "batch", half_the_listing_missing),
    Damage("bodies cut to their leads", "MUST", "batch", bodies_cut_to_their_leads),
    Damage("days and months swapped throughout", "MUST", "batch", days_and_months_swapped),
    Damage("authors gone", "SHOULD", "batch", authors_gone),
    Damage("unknown furniture in every body", "SHOULD", "batch", unknown_furniture),
)
"""The list of the mutation test: forty."""

BESIDES: tuple[Damage, ...] = (
    Damage("nothing is new", "SHOULD", "batch", nothing_is_new),
    Damage("bodies cut at a length", "MUST", "batch", bodies_cut_at_a_length),
    Damage("one author for all", "SHOULD", "batch", one_author_for_all),
    Damage("generic readings", "SHOULD", "batch", generic_readings),
    Damage("stale batch", "SHOULD", "batch", stale_batch),
    Damage("title made from the address", "MUST", "row", title_from_the_address),
    Damage("another language", "MUST", "row", another_language),
    Damage("author is the section", "MUST", "row", author_is_the_section),
    Damage("lead of the search engines", "SHOULD", "row", lead_of_search_engines),
    Damage("now for a missing date", "MUST", "row", now_for_a_date),
    Damage("zone taken off twice", "SHOULD", "batch", zone_read_twice),
    Damage("one picture for all", "SHOULD", "batch", one_picture_for_all),
    Damage("one moment for all", "MUST", "batch", one_moment_for_all),
    Damage("one id for many", "MUST", "batch", ids_collapsed),
    Damage("the site's description for every lead", "MUST", "batch", description_for_lead),
    Damage("slug of another portal", "MUST", "row", set_to(portal="vnexpress")),
    Damage("article id cut short", "MUST", "row", set_to(article_id="12ab")),
    Damage("word count of another text", "MUST", "row", set_to(word_count=7)),
    Damage("a precision that does not exist", "MUST", "row", set_to(published_precision="week")),
    Damage("negative views", "MUST", "row", set_to(view_count=-3)),
)
"""Kinds that came up later; tried too, and not counted among the forty."""
