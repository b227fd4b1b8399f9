"""Pages of sites that nobody has described: articles of many kinds set in many markups, with what a careful reader takes from each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portals.clock import HANOI

HERE = Path(__file__).parent
MENU = "<ul class='menu'>" + "".join(
    f"<li><a href='/{i}'>{name}</a></li>"
    for i, name in enumerate(("Trang chủ", "Thời sự", "Kinh tế", "Văn hóa", "Giáo dục", "Thể thao", "Pháp luật"))
) + "</ul>"  # fmt: skip
OTHERS = "<ul class='list'>" + "".join(
    f"<li><a href='/tin-{i}.html'>{title}</a></li>"
    for i, title in enumerate((
        "Cầu đi bộ qua kênh hoàn thành sớm hai tháng",
        "Nước máy yếu giờ cao điểm, dân tự mua bồn chứa",
        "Thư viện lưu động về với công nhân khu chế xuất",
        "Đấu giá 14 lô đất ven hồ vào cuối tuần",
        "Học sinh lớp 9 làm máy báo cháy từ loa cũ",
    ))
) + "</ul>"  # fmt: skip
FOOT = (
    "<footer class='footer'><p>Cơ quan chủ quản: Ủy ban nhân dân thành phố. Chịu trách nhiệm: Ông Nguyễn Hữu Phước</p>"
    "<p>Giấy phép số 214/GP-TTĐT cấp ngày 08/05/2021. Điện thoại: 0225.3.842.901. © Bản quyền thuộc Cổng thông tin</p></footer>"
)
PLAIN = {
    "p": "<p>{}</p>",
    "h": "<h2>{}</h2>",
    "q": "<p><strong>{}</strong></p>",
    "quote": "<blockquote><p>{}</p></blockquote>",
    "cap": "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
}
KINDS = {"## ": "h", "[] ": "cap", "? ": "q", "- ": "li", "| ": "row", "@ ": "hour", "> ": "quote"}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A page and its truth. when: minute or day as printed. optional: words that may stand in the body or not."""

    name: str
    url: str
    markup: str
    captured_at: datetime
    title: str
    when: str
    authors: list[str]
    body: str
    optional: str


def pages(*shells: str, crossed: bool = False) -> Iterator[Unknown]:
    """Each markup of some files with the articles that it names; crossed: with every one."""
    articles = tomllib.loads((HERE / "articles.toml").read_text("utf-8"))
    described = [tomllib.loads((HERE / f"{file}.toml").read_text("utf-8")) for file in shells]
    for name, shell in (pair for file in described for pair in file.items()):
        for kind in articles if crossed else shell["articles"]:
            unsigned = {} if "by" in shell else {"authors": []}
            yield page_of(name, shell, kind, articles[kind] | unsigned)


def page_of(name: str, shell: dict[str, Any], kind: str, article: dict[str, Any]) -> Unknown:
    parts = [(next((k for k in KINDS if words.startswith(k)), ""), words) for words in article["words"]]
    told = [(KINDS.get(k, "p"), words[len(k) :] if k != "? " else words[2:]) for k, words in parts]
    told = [(k, f"- {words}" if k == "li" and dialogue(article) else words) for k, words in told]
    told = [("p" if k == "li" and dialogue(article) else k, words) for k, words in told]
    mark = shell.get("mark", "")
    filled = {
        "title": article["title"],
        "lead": article["lead"],
        "mark": mark,
        "by": byline_of(shell, article),
        "first": (article["authors"] or ["Ban Biên tập"])[0],
        "body": "\n".join(set_in(shell, told)),
        "files": shell.get("files", "") if kind == "decision" else "",
        "menu": MENU,
        "others": OTHERS,
        "foot": FOOT,
    }
    markup, head = shell["page"], shell.get("head", "")
    for part, words in filled.items():
        markup, head = markup.replace(f"{{{part}}}", words), head.replace(f"{{{part}}}", words)
    paragraphs = [mark + article["lead"], *(line for k, words in told for line in truth_of(k, words))]
    spare = [words for k, words in told if k in ("h", "cap", "row")]
    spare += [article["title"], article.get("byline", ""), *article["authors"], shell.get("signed", "")]
    return Unknown(
        name=f"{name}-{kind}",
        url=f"https://{name}.vidu.vn/tin/{kind}-123456.html",
        markup=f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{article['title']}{shell.get('site', ' - Trang tin Ví Dụ')}</title>{head}</head><body>{markup}</body></html>",
        captured_at=datetime.fromisoformat(shell.get("captured", "2024-07-01T08:00")).replace(tzinfo=HANOI),
        title=article["title"],
        when=shell["when"],
        authors=article["authors"],
        body="\n\n".join(paragraphs),
        optional="\n\n".join(spare).replace("| ", ""),
    )


def dialogue(article: dict[str, Any]) -> bool:
    return any(words.startswith("? ") for words in article["words"])


def truth_of(kind: str, words: str) -> list[str]:
    if kind == "hour":
        return [words.partition(" | ")[2]]
    return [words] if kind in ("p", "q", "li", "quote") and words != "(Còn nữa)" else []


def byline_of(shell: dict[str, Any], article: dict[str, Any]) -> str:
    names = article["authors"]
    if not names:
        return shell["by"].replace("{}", "BBT") if "12/06/2024" in shell.get("by", "") else ""
    printed = (
        " - ".join(names)
        if shell["by"].count("{}") and "Tin, ảnh" in shell["by"]
        else article.get("byline") or " - ".join(names)
    )
    printed = printed.upper() if shell.get("loud") else printed
    return shell["by"].replace("{}", printed).replace("{first}", names[0])


def set_in(shell: dict[str, Any], told: list[tuple[str, str]]) -> Iterator[str]:
    """The blocks as the shell sets them, its box behind the second; runs of items and rows as one list or table."""
    for at, (kind, words) in enumerate(told):
        if kind in ("li", "row"):
            opens, closes = at == 0 or told[at - 1][0] != kind, at + 1 == len(told) or told[at + 1][0] != kind
            around = ("<ul>", "</ul>") if kind == "li" else ("<table border='1'>", "</table>")
            inner = (
                f"<li>{words}</li>"
                if kind == "li"
                else "<tr>" + "".join(f"<td>{c}</td>" for c in words.split(" | ")) + "</tr>"
            )
            yield (around[0] if opens else "") + inner + (around[1] if closes else "")
        elif kind == "hour":
            hour, _, text = words.partition(" | ")
            yield f"<div class='live-item'><div class='live-time'>{hour}</div><div class='live-text'>{shell.get('p', PLAIN['p']).format(text)}</div></div>"
        else:
            yield shell.get(kind, PLAIN[kind]).replace("{}", words)
        if (
            at == 1
            and kind not in ("li", "row", "hour")
            and "box" in shell
            and not any(k == "cap" for k, _ in told[:1])
        ):
            yield shell["box"]
