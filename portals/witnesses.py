"""What a page shows against its own reading, seen in passing: names whose links say otherwise, boxes that stand empty, files that no field took.

Cheap by design, as every page of a known layout pays for it. None of it changes a value: it is told as `agrees` of an origin, or as a
flag, and `expectations.witness` knows on which layouts it means something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from portals.media import FILE, absolute
from portals.tone import unaccented

HOMES = frozenset(("trang chủ", "trang nhất", "home", "trang chính"))
AT_HOME = frozenset(("trang", "chu", "trangchu", "nhat", "home", "index", "default"))
"""Words in the addresses of front pages."""
EMPTY_BOX, FILE_ELSEWHERE = "empty_box", "file_elsewhere"
WORD = re.compile(r"[a-z]{2,}")
ENDING = re.compile(r"\.(?:html?|aspx?|php|jsp)$")
FURNITURE = frozenset(("aside", "nav", "header", "footer"))
OFFERED = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z)\s*(?:$|[?#])", re.I | re.M)
"""An address, alone on its line, that may be a file's; links are looked through for it, as there are far fewer of them than points on a page."""
BEHIND, PARAGRAPH = 2, 80
"""Nodes behind the text that are looked at, and letters from which one of their lines is a paragraph."""
SAME = 0.75
"""Share of the words in which a name and its link's address are held to be the same."""


def borne_out(links: Iterable[tuple[str, str]]) -> bool | None:
    """Whether the links of names (text, address) say what the names say: False where one does not, None where none tells."""
    told = [told for text, href in links if (told := _same(text, href)) is not None]
    return all(told) if told else None


@lru_cache(maxsize=4096)
def _same(text: str, href: str) -> bool | None:
    """Whether the last step of an address has the words of a name, and the front page that of a home; None where none can be told."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return None
    step = path.rstrip("/").rpartition("/")[2]
    there, name = set(WORD.findall(ENDING.sub("", unaccented(unquote(step))))), set(WORD.findall(unaccented(text)))
    if text.lower() in HOMES:
        return False if path.count("/") > 1 and there and not there & AT_HOME else None
    if path == "/":
        return False
    return len(there & name) >= SAME * max(len(there), len(name)) if there and name else None


@cache
def _boxes(selector: str) -> tuple[str, ...]:
    """Of a selector of links (`.files a, .papers li a`) the nodes that directly hold them (`.files`, `.papers li`)."""
    return tuple(box for css in selector.split(",") if (box := css.strip().rpartition(" ")[0].rstrip(" >")))


def empty_boxes(article: LexborNode, selectors: Iterable[str]) -> tuple[str, ...]:
    """The flag of a page on which a node that holds the links of a field which was not found is there, without a word in it."""
    asked = [box for selector in selectors for box in _boxes(selector)]
    if not asked or (len(asked) > 1 and article.css_first(f":is({','.join(asked)})") is None):
        return ()
    boxes = map(article.css_first, asked)
    return (EMPTY_BOX,) if any(box is not None and not any(map(str.isalnum, box.text())) for box in boxes) else ()


def text_beside(holder: LexborNode) -> bool:
    """Whether one of the nodes right behind the text holds paragraphs, too."""
    node, looked = holder.next, 0
    while node is not None and looked < BEHIND:
        if node.is_element_node:
            looked += 1
            paragraphs = (node,) if node.tag == "p" else node.css("p")
            if any(len(p.text()) >= PARAGRAPH and p.css_first("a") is None for p in paragraphs):
                return True
        node = node.next
    return False


def files_elsewhere(page: LexborHTMLParser, taken: Callable[[], Collection[str]], base_url: str) -> tuple[str, ...]:
    """The flag of a page that links a file, outside its furniture, that the reading did not take."""
    links = [(node.attrs.get("href") or "", node) for node in page.css("a[href]")]
    if not OFFERED.search("\n".join([href for href, _ in links])):
        return ()
    offered = [(href, node) for href, node in links if OFFERED.search(href)]
    known = taken() if offered else ()
    for href, node in offered:
        url = absolute(href, base_url)
        if url and url not in known and FILE.search(unquote(urlsplit(url).path)) and not _in_furniture(node):
            return (FILE_ELSEWHERE,)
    return ()


def _in_furniture(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in FURNITURE:
            return True
        above = above.parent
    return False
