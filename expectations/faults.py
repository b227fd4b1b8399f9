"""The row expectations that a fault is not met: each stands with the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable

from expectations import addresses, letters, people, times, titles, words
from expectations.row import Row
from expectations.suite import Expectation
from schemas.outcome import Severity

Finding = Callable[[Row], str | None]


def _never(find: Finding, column: str | None, severity: Severity, reason: str) -> tuple[Expectation, Finding]:
    """An expectation that nothing is found, named after what must not be found."""
    return Expectation(name=f"no_{find.__name__}", column=column, severity=severity, reason=reason, at_most=0), find


FAULTS: tuple[tuple[Expectation, Finding], ...] = (
    # identity and addresses
    _never(addresses.null_where_promised, None, "MUST",
           "A column that every article has is null."),
    _never(addresses.bad_id, "article_id", "MUST",
           "An id or hash is not whole, so the row cannot be keyed, compared or traced to its capture."),
    _never(addresses.bad_address, "url", "MUST",
           "The address is not an absolute http(s) address, so nobody can go and look."),
    _never(addresses.other_portal, "portal", "MUST",
           "The row is of another portal, or comes from a host that another portal declares."),
    _never(addresses.undeclared_host, "url", "SHOULD",
           "The host is declared by no portal: a backfill was told whose page it is, and that rests on somebody's word."),
    _never(addresses.other_canonical, "canonical_url", "SHOULD",
           "The canonical address lies with another publisher: the article is re-posted."),
    _never(addresses.is_front_page, "canonical_url", "MUST",
           "The address is the portal's front page, which is no article."),
    _never(addresses.bad_file, "attachments", "MUST",
           "An attachment has no absolute address, so it can neither be fetched nor be linked to."),
    _never(addresses.bad_image, "images", "SHOULD",
           "A picture has no absolute address; often a placeholder of a lazy page was taken for the picture."),
    _never(addresses.unknown_reader, "layout", "MUST",
           "It is not known what read the row, so it cannot be read again on purpose."),
    # what it is
    _never(titles.other_page, "title", "MUST",
           "This is an error, login, challenge or placeholder page that was answered with status 200."),
    _never(titles.names_the_site, "title", "MUST",
           "The title is the site's name or a label of the page: it was read from the logo or a menu, not the heading."),
    _never(titles.site_in_title, "title", "SHOULD",
           "The title carries the site's name behind a separator: it was read from the title element, not the heading."),
    _never(titles.cut_title, "title", "SHOULD",
           "The title ends in dots: it may be a teaser's shortened title."),
    _never(titles.untidy_title, "title", "SHOULD",
           "The title has a line break, stray blanks or the page's date in it, or is an address or a file's name."),
    _never(titles.bare_title, "title", "MUST",
           "The title has no Vietnamese mark while the body has: it was made from the address, or its letters were lost."),
    _never(titles.title_is_the_body, "body", "MUST",
           "Title and body say the same: one of the two was not read."),
    _never(words.lead_not_first, "lead", "MUST",
           "The body does not begin with the lead, so one of them is of another article or another part of the page."),
    _never(words.cut_lead, "lead", "SHOULD",
           "The lead ends in dots where the body goes on: a description for search engines was read."),
    _never(words.title_in_front, "body", "SHOULD",
           "The title was left standing as the first paragraph of the body."),
    _never(words.caption_in_body, "body", "SHOULD",
           "A caption stands in the body too; captions stand in blocks alone."),
    _never(words.untidy_body, "body", "SHOULD",
           "Tabs, no-break spaces or runs of blanks stand in the body; cleaning makes them one blank."),
    _never(words.teaser, "body", "MUST",
           "The body is a teaser that breaks off in dots or sends the reader elsewhere; the article was not read."),
    _never(words.only_a_lead, "body", "SHOULD",
           "The body is a single short paragraph: a notice may be that short, and so is a lead without its article."),
    _never(words.broken_off, "body", "MUST",
           "The body stops within a word, after a comma, or on a word that has to go on: its end is missing."),
    _never(words.open_end, "body", "SHOULD",
           "The last paragraph has no mark at its end while the others have: the end may be missing."),
    _never(words.furniture_line, "body", "MUST",
           "A line of the site (sharing, related articles, comments, counters, imprint) stands among the article's words."),
    _never(words.odd_line, "body", "SHOULD",
           "A line that is mostly the site's (a date alone, 'Chi tiết', 'Facebook') stands among the article's words."),
    _never(words.list_of_scraps, "body", "SHOULD",
           "The body is a list of scraps without a sentence: a menu or a list of links may have been taken for it."),
    _never(words.odd_label, "section", "SHOULD",
           "A section or tag is empty, a whole path, the title, or as long as a sentence: a menu was taken for it."),
    _never(people.byline_in_body, "body", "SHOULD",
           "The byline was left standing as a paragraph of the body."),
    # letters
    _never(letters.mojibake, "body", "MUST",
           "UTF-8 was read as a one-byte encoding: the words are not those that were published."),
    _never(letters.lost_letters, "body", "MUST",
           "Letters were replaced by question or replacement marks and cannot be had back."),
    _never(letters.replacement_mark, "body", "SHOULD",
           "A replacement mark (U+FFFD) stands in the body: a byte was lost, here or at the portal."),
    _never(letters.entity, "body", "SHOULD",
           "An HTML entity was left undecoded."),
    _never(letters.markup, "body", "MUST",
           "HTML tags stand among the words."),
    _never(letters.code, "body", "MUST",
           "Script, style or template code stands among the words."),
    _never(letters.decomposed_text, "body", "MUST",
           "A text is not in NFC, so equal words do not compare equal."),
    _never(letters.invisible, "body", "MUST",
           "Control, zero-width or private-use characters stand in a text."),
    # people
    _never(people.organisation, "authors", "MUST",
           "An author is an office, a publication or an account; authors are persons, organisations go to contributors."),
    _never(people.line_for_a_name, "authors", "MUST",
           "An author is a whole byline, a sentence, an address or a number, not one person's name."),
    _never(people.loud_name, "authors", "MUST",
           "An author's name is all capitals, all small letters or badly spaced; names are kept in normal case."),
    _never(people.named_twice, "authors", "SHOULD",
           "The same author stands twice."),
    _never(people.stranger_to_byline, "authors", "SHOULD",
           "An author does not stand in the byline that is kept beside."),
    # times
    _never(times.undated, "published_at", "MUST",
           "An HTML page has no date of publication; where a page does not tell it, nobody may guess it."),
    _never(times.undated_text, "published_at", "SHOULD",
           "A capture of bare text has no date of publication; the null is honest, and an HTML capture would tell."),
    _never(times.half_told, "published_precision", "MUST",
           "The date lacks its precision or zone, or these stand without a date."),
    _never(times.exchanged, "published_at", "MUST",
           "Day and month of the publication are those of the lead or the address the other way round."),
    _never(times.at_capture, "published_at", "MUST",
           "The publication is the second of the capture: a reader took now for a missing date."),
)  # fmt: skip
