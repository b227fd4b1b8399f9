"""What of an unknown page the extraction library is asked about, and which nodes hold which pieces."""

from __future__ import annotations

from portals.fields import Reading
from portals.headline import Headline
from portals.holders import holders_of
from portals.regions import MOST_TAGS, markup_for_library
from portals.sheet import Sheet, sheet_of
from portals.tree import pieces_of, tree_of

SAID = "Ủy ban nhân dân thành phố yêu cầu các phường rà soát toàn bộ tuyến cống trước mùa mưa năm nay."
PAGE = f"""<html><body class="trang"><ul><li><a href="/1">Kinh tế</a></li><li><a href="/2">Xã hội</a></li></ul>
<main id="giua"><article class="bai"><h1>Thành phố rà soát cống trước mùa mưa</h1><div class="trong"></div>
<div class="chu"><p>{SAID}</p><p>{SAID} Việc này xong trong tháng Tư.</p>
<div class="khac"><p><a href="/3">Một</a></p><p><a href="/4">Hai</a></p><p><a href="/5">Ba</a></p></div></div></article>
<div class="ben"><p>Dự báo thời tiết</p><p>Giá vàng</p></div></main></body></html>"""


def asked(page: str, heading: int | None) -> tuple[Sheet, str]:
    tree = tree_of(page)
    assert tree.body is not None
    sheet = sheet_of(pieces_of(tree.body))
    headline = Headline(Reading("", "visible"), heading, heading)
    return sheet, markup_for_library(tree, sheet, headline)


def test_the_library_is_given_the_heading_and_the_words_in_the_elements_around_them() -> None:
    _, markup = asked(PAGE, 2)
    assert markup.startswith('<html><body class="trang"><main id="giua"><article class="bai"><h1>')
    assert markup.count(SAID) == 2
    assert not any(word in markup for word in ("Kinh tế", "thời tiết", "khac", 'class="trong'))


def test_the_whole_page_is_given_where_its_heading_is_not_shown_or_stands_with_little_of_its_words() -> None:
    assert "thời tiết" in asked(PAGE, None)[1]
    assert "thời tiết" in asked(PAGE.replace('<div class="ben">', f'<div class="ben"><p>{4 * SAID}</p>'), 2)[1]


def test_too_much_is_not_given() -> None:
    assert asked(PAGE.replace("Kinh tế", "<b></b>" * MOST_TAGS), None)[1] == ""


def test_nodes_are_asked_for_their_pieces() -> None:
    pieces = asked(PAGE, 2)[0].pieces
    holders = holders_of(pieces)
    chosen = holders.shared(3, 4)
    assert holders.nodes[chosen].attributes["class"] == "chu"
    assert list(holders.within(chosen)) == [3, 4, 5, 6, 7]
    assert holders.nodes[holders.parent(3, 2)].tag == "article"
    assert holders.parent(3, 99) == 0
    assert holders.heaviest([0.0, 0.0, -1.0, 5.0, 5.0, -1.0, -1.0, -1.0, 0.0, 0.0]) == chosen
    assert holders.heaviest([-1.0] * len(pieces)) == 0
