"""The site around an article, as large as on live pages: style sheets, scripts, icons, menus, boxes of other news, a footer.

The simulator's pages are a few kilobytes; real ones are 60 to 350, of which styles and scripts are 20 to 270, with 700 to 2,000 tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

HEAD_END = re.compile(r"</head\s*>", re.I)
BODY_START = re.compile(r"<body[^>]*>", re.I)
BODY_END = re.compile(r"</body\s*>", re.I)

PLACES = (
    "phường Tân An",
    "xã Hòa Bình",
    "khu đô thị phía Tây",
    "cảng nội địa",
    "chợ đầu mối",
    "tuyến đường vành đai",
    "bến xe phía Nam",
)
ACTS = (
    "khởi công",
    "bàn giao",
    "nghiệm thu",
    "khảo sát",
    "điều chỉnh quy hoạch",
    "lấy ý kiến nhân dân về",
    "tổng kết một năm vận hành",
)
ENDS = (
    "trước mùa mưa bão",
    "sau ba tháng thi công",
    "theo kế hoạch năm",
    "với sự tham gia của người dân",
    "bằng nguồn vốn ngân sách",
)
MENU = (
    "Thời sự",
    "Chính trị",
    "Kinh tế",
    "Đô thị",
    "Giao thông",
    "Giáo dục",
    "Y tế",
    "Văn hóa",
    "Du lịch",
    "Thể thao",
    "Pháp luật",
    "Bạn đọc",
)
PROPERTIES = (
    "margin:0 auto",
    "padding:12px 16px",
    "display:flex",
    "color:#2b3a4a",
    "font-size:15px",
    "border-radius:4px",
    "line-height:1.5",
)


def dressed(html: str, seed: int) -> str:
    """The page with its head and body filled up to live size; the article's own markup stays as it is."""
    rng = Random(seed)
    html = _before(HEAD_END, html, "".join((_styles(rng), _scripts(rng, 12))))
    html = BODY_START.sub(lambda start: start[0] + _top(rng), html, count=1)
    return _before(BODY_END, html, "".join((_boxes(rng), _footer(rng), _scripts(rng, 10))))


def _before(mark: re.Pattern[str], html: str, filling: str) -> str:
    """With the filling before the last of such marks, or at the end where there is none."""
    at = max((found.start() for found in mark.finditer(html)), default=len(html))
    return html[:at] + filling + html[at:]


def _styles(rng: Random) -> str:
    rules = (
        f".site-{rng.choice(('box', 'grid', 'row', 'nav'))}-{number} .u{number % 97}{{{';'.join(rng.sample(PROPERTIES, 4))}}}"
        for number in range(rng.randint(600, 1600))
    )
    return f"<style>{''.join(rules)}</style>"


def _scripts(rng: Random, count: int) -> str:
    line = "window.q{0}=window.q{0}||[];for(var i=0;i<{0}&&q{0}.length<9;i++){{q{0}.push(function(){{show('slot-{0}',i)}})}};"
    scripts = ("".join(line.format(rng.randint(10, 99)) for _ in range(rng.randint(4, 20))) for _ in range(count))
    return "".join(f"<script>{script}</script>" for script in scripts)


def _icon(rng: Random) -> str:
    path = " ".join(f"L{rng.random() * 24:.2f} {rng.random() * 24:.2f}" for _ in range(rng.randint(8, 40)))
    return f'<svg viewBox="0 0 24 24"><path d="M0 0 {path}Z"/></svg>'


def _top(rng: Random) -> str:
    items = (
        f'<li class="site-nav-item"><a href="/muc-{at}" title="{name}">{name}</a><ul>{"".join(_entry(rng) for _ in range(4))}</ul></li>'
        for at, name in enumerate(MENU)
    )
    return f'<div class="site-top">{_icon(rng)}<ul class="site-nav">{"".join(items)}</ul></div>'


def _entry(rng: Random) -> str:
    return f'<li><a href="/m/{rng.randint(100, 999)}">{rng.choice(MENU)} {rng.choice(PLACES)}</a></li>'


def _title(rng: Random) -> str:
    words = f"{rng.choice(ACTS)} {rng.choice(PLACES)} {rng.choice(ENDS)}"
    return words[0].upper() + words[1:]


def _teasers(rng: Random) -> Iterator[str]:
    for _ in range(rng.randint(20, 50)):
        number, title = rng.randint(10**6, 10**7), _title(rng)
        yield (
            f'<div class="site-box-item" data-id="{number}"><a class="site-thumb" href="/tin-{number}.html" title="{title}">'
            f'<img loading="lazy" data-src="https://cdn.example/zoom/260_163/{number}.jpg" alt="{title}" width="260" height="163"></a>'
            f'<div class="site-box-text"><a href="/tin-{number}.html">{title}</a><span class="site-when">{rng.randint(1, 23)} giờ trước</span>'
            f'<div class="site-sum">{_title(rng)}, {_title(rng).lower()}.</div></div>{_icon(rng)}</div>'
        )


def _boxes(rng: Random) -> str:
    return f'<div class="site-boxes">{"".join(_teasers(rng))}</div>'


def _footer(rng: Random) -> str:
    links = "".join(f'<a href="/f{at}">{rng.choice(MENU)}</a> ' for at in range(30))
    return f'<div class="site-foot">{links}<p>Cơ quan chủ quản: Ủy ban nhân dân thành phố</p>{"".join(_icon(rng) for _ in range(12))}</div>'
