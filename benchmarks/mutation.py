"""The redesign drill: a page without structured data (`nometa`), or with its class names and ids made meaningless (`noclass`)."""

from __future__ import annotations

import hashlib
import re

from lxml import etree, html

from portals.encoding import text_of

_STRUCTURED = ("itemprop", "itemscope", "itemtype", "property", "typeof", "vocab", "rel")
_NAMED_LINKS = {"canonical", "amphtml", "alternate", "author"}
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


def redesigned(page: bytes, drills: tuple[str, ...]) -> bytes:
    """The page after the drills, as UTF-8 that says so. Words and their order stay."""
    if not drills:
        return page
    text = _XML.sub("", text_of(page, None)[0])
    tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    for node in list(tree.iter(etree.Element)):
        if "nometa" in drills:
            _without_structure(node)
        if "noclass" in drills:
            _without_names(node)
    head = tree.find("head")
    if head is not None:
        head.insert(0, etree.Element("meta", charset="utf-8"))
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _without_structure(node: html.HtmlElement) -> None:
    json_ld = node.tag == "script" and "ld+json" in node.get("type", "")
    if node.tag == "meta" or json_ld or (node.tag == "link" and node.get("rel") in _NAMED_LINKS):
        if node.getparent() is not None:
            node.drop_tree()
        return
    for name in _STRUCTURED:
        node.attrib.pop(name, None)


def _without_names(node: html.HtmlElement) -> None:
    for name in ("class", "id"):
        if node.get(name):
            node.set(name, " ".join(map(_token, node.get(name).split())))
    for name in [name for name in node.attrib if name == "role" or name.startswith(("data-", "aria-"))]:
        del node.attrib[name]


def _token(name: str) -> str:
    """Stands for the same name on every page, and tells nothing of it."""
    return "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
