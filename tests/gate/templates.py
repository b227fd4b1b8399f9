"""Changes as a new theme, a plug-in or another content system makes them; `rewrites` has the first set. Each knows the nodes of one field."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.gate.rewrites import DATE, Nodes, Rewrite, put

TEASERS = (
    "Khai mạc hội chợ hoa xuân tại công viên trung tâm", "Chợ nổi nhộn nhịp trở lại sau mùa lũ", "Trạm y tế phường mở cửa cả ngày nghỉ",
    "Hai trường tiểu học nhận nhà ăn mới", "Thi công ban đêm trên tuyến đường vành đai", "Đội bóng thành phố thắng trận mở màn",
    "Cầu phao tạm dừng đón khách vì gió lớn", "Người dân hiến đất mở rộng ngõ nhỏ", "Phát hiện bia đá cổ trong vườn chùa",
    "Lớp học bơi miễn phí cho thiếu nhi vùng ven", "Giá rau xanh hạ nhiệt sau đợt rét", "Thư viện lưu động về với xã đảo",
)  # fmt: skip
"""Titles of other stories, as boxes of related news have them."""
REMARKS = (
    "Bài viết rất hay, xin cảm ơn.",
    "Mong thành phố sớm làm việc này.",
    "Khu tôi ở vẫn chưa thấy gì thay đổi.",
    "Đề nghị nói rõ hơn về kinh phí.",
)
BOTTOM = (
    "Mời bạn đọc theo dõi trang của chúng tôi trên mạng xã hội để nhận tin sớm nhất mỗi ngày.",
    "Mọi ý kiến đóng góp xin gửi về hộp thư của Ban Biên tập, trân trọng cảm ơn.",
)
MENU = ("Giới thiệu", "Tin tức", "Văn bản", "Dịch vụ công", "Liên hệ")
SITE = "Ban Biên tập Cổng thông tin"


def _pick(tree: LexborHTMLParser, some: tuple[str, ...], offset: int = 0) -> str:
    """One of them by the page's own words, so that pages differ and a page is always the same."""
    return some[(zlib.crc32((tree.body.text() if tree.body else "").encode()) + offset) % len(some)]


def _teaser(tree: LexborHTMLParser) -> str:
    return f'<div class="x-box"><a href="/x-{len(tree.html or "")}.html">{_pick(tree, TEASERS)}</a></div>'


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter())


def outside(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """To the end of the page, behind the article."""
    for node in nodes:
        if tree.body is not None:
            tree.body.insert_child(LexborHTMLParser(node.html or "").body.child)  # type: ignore[union-attr, arg-type]
            node.decompose()


def suffixed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Each class with an ending, as built style sheets have it."""
    for node in nodes:
        if names := (node.attributes.get("class") or "").split():
            node.attrs["class"] = " ".join(f"{name}__v2" for name in names)


def parted(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """One class fewer."""
    for node in nodes:
        if names := (node.attributes.get("class") or "").split():
            node.attrs["class"] = " ".join(names[:-1])


def crossed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The names of two fields' nodes in each other's place."""
    if nodes and others and others[0].mem_id != nodes[0].mem_id:
        for name in ("class", "id", "itemprop", "data-role"):
            mine, theirs = nodes[0].attributes.get(name), others[0].attributes.get(name)
            for node, value in ((nodes[0], theirs), (others[0], mine)):
                if value is not None:
                    node.attrs[name] = value
                elif name in node.attributes:
                    del node.attrs[name]


def unwrapped(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Without the node around it."""
    above = nodes[0].parent if nodes else None
    if above is not None and above.tag not in ("body", "html"):
        put(above, above.inner_html or "")


def preceded(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """A node of the same names before it, with the title and date of another story."""
    for node in nodes[:1]:
        twin = LexborHTMLParser(node.html or "").body.child  # type: ignore[union-attr]
        if twin is not None:
            day = zlib.crc32((node.text() or "").encode()) % 28 + 1
            twin.inner_html = (
                f"{_pick(tree, TEASERS)} <span>{day:02}/03/2019 08:15</span>"
                if DATE.search(node.text()) is None
                else f"{day:02}/03/2019 08:15"
            )
            put(node, f"{twin.html}{node.html}")


def emptied(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The node stands, and its words come by script."""
    for node in nodes:
        node.inner_html = ""


def interrupted(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """A box with another story's title in the middle of the node."""
    for node in nodes[:1]:
        children = _children(node)
        if children:
            put(children[len(children) // 2], f"{children[len(children) // 2].html}{_teaser(tree)}")


def advertised(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The same two lines of the site at the end of the node."""
    for node in nodes[:1]:
        node.inner_html = f"{node.inner_html}<p>{BOTTOM[0]}</p><p>{BOTTOM[1]}</p>"


def remarked(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """What readers said of it, within the node."""
    for node in nodes[:1]:
        said = "".join(
            f"<div><b>{name}</b><p>{_pick(tree, REMARKS, i)}</p></div>"
            for i, name in enumerate(("Lan Anh", "Bùi Tuấn"))
        )
        node.inner_html = f"{node.inner_html}<div class='x-talk'>{said}</div>"


def prefixed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    for node in nodes[:1]:
        node.inner_html = f"<span>Tin nóng</span> {node.inner_html}"


def signed(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The words of the site instead of the node's."""
    for node in nodes[:1]:
        node.inner_html = SITE


def menued(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The names of the menu instead of its links or words."""
    for node, name in zip(nodes, MENU, strict=False):
        node.inner_html = name
        if "href" in node.attributes:
            node.attrs["href"] = f"/{zlib.crc32(name.encode()) % 100}"


def split(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """In two nodes, of which only the first has the names."""
    for node in nodes[:1]:
        children = _children(node)
        if len(children) > 1:
            tail = "".join(child.html or "" for child in children[len(children) // 2 :])
            for child in children[len(children) // 2 :]:
                child.decompose()
            put(node, f'{node.html}<div class="x-part">{tail}</div>')


def teased(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The first two parts and a button for the rest."""
    for node in nodes[:1]:
        for child in _children(node)[2:]:
            child.decompose()
        node.inner_html = f'{node.inner_html}<p>...</p><a class="x-more" href="#">Xem thêm</a>'


def broken_lines(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Paragraphs become text with line breaks."""
    for node in nodes:
        node.inner_html = re.sub(r"</?p\b[^>]*>", "<br>", node.inner_html or "")


def lazy(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    for node in tree.css("img[src]"):
        node.attrs["data-original"] = node.attributes["src"] or ""
        node.attrs["src"] = "/static/blank.gif"


def backwards(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """What is in the node, last first."""
    for node in nodes[:1]:
        node.inner_html = "".join(child.html or "" for child in reversed(_children(node)))


def shuffled(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """What stands beside the node, last first."""
    above = nodes[0].parent if nodes else None
    if above is not None and above.tag not in ("body", "html"):
        above.inner_html = "".join(child.html or "" for child in reversed(_children(above)))


def ago(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """So many hours ago instead of the day."""
    for node in nodes[:1]:
        node.inner_html = f"{len(tree.html or '') % 9 + 2} giờ trước"


def todays(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """The day of the visit instead of the node's words."""
    for node in nodes[:1]:
        node.inner_html = "Chủ nhật, 01/11/2026 | 07:00"


def counted(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Numbers of views and remarks behind the node's words."""
    for node in nodes[:1]:
        node.inner_html = f"{node.inner_html} <i>{len(tree.html or '') % 700 + 20} lượt xem</i> <i>{len(tree.html or '') % 7} bình luận</i>"


def escaped(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """Markup escaped once too often."""
    for node in nodes[:1]:
        node.inner_html = (node.inner_html or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def misread(tree: LexborHTMLParser, nodes: Nodes, others: Nodes) -> None:
    """UTF-8 taken for a one-byte encoding."""
    for node in nodes:
        node.inner_html = (node.inner_html or "").encode().decode("latin-1")


TEMPLATES: Mapping[str, Rewrite] = MappingProxyType(
    {
        one.__name__: one
        for one in (
            outside, suffixed, parted, crossed, unwrapped, preceded, emptied, interrupted, advertised, remarked, prefixed, signed, menued, split,
            teased, broken_lines, lazy, backwards, shuffled, ago, todays, counted, escaped, misread,
        )
    }
)  # fmt: skip
