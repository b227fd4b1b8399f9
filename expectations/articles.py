"""The row suite: what every reading has to hold before it may land in `articles`, whatever its portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import pandas as pd
import pyarrow as pa

from expectations import addresses, letters, people, times, words
from expectations.row import Row, rows_of
from expectations.suite import SEEN, Context, Expectation, Suite
from expectations.tightening import portal_rules, raised
from portals.portal import Portal
from schemas.outcome import Severity

AT_ONCE = 200
"""Rows that go through one rule after the other: few enough to stay in the processor's cache."""

Finding = Callable[[Row], str | None]
Number = Callable[[Row], float | None]


def _never(find: Finding, column: str | None, severity: Severity, reason: str) -> tuple[Expectation, Finding]:
    """An expectation that nothing is found, named after what must not be found."""
    name = f"no_{find.__name__}"
    return Expectation(name=name, column=column, severity=severity, reason=reason, at_most=0), find


FAULTS: tuple[tuple[Expectation, Finding], ...] = (
    # identity and addresses
    _never(addresses.bad_id, "article_id", "MUST", "An id or hash is not whole, so the row cannot be keyed, compared or traced to its capture."),
    _never(addresses.bad_address, "url", "MUST", "The address is not an absolute http(s) address, so nobody can go and look."),
    _never(addresses.other_portal, "portal", "MUST", "The row is of another portal, or comes from a host that this portal does not declare."),
    _never(addresses.other_canonical, "canonical_url", "SHOULD", "The canonical address lies with another publisher: the article is re-posted."),
    _never(addresses.is_front_page, "canonical_url", "MUST", "The address is the portal's front page, which is no article."),
    _never(addresses.bad_file, "attachments", "MUST", "An attachment has no absolute address, so it can neither be fetched nor be linked to."),
    _never(addresses.bad_image, "images", "SHOULD", "A picture has no absolute address; often a placeholder of a lazy page was taken for the picture."),
    _never(addresses.unknown_reader, "layout", "MUST", "It is not known what read the row, so it cannot be read again on purpose."),
    # what it is
    _never(words.other_page, "title", "MUST", "This is an error, login, challenge or placeholder page that was answered with status 200."),
    _never(words.names_the_site, "title", "MUST", "The title is the site's name or a label of the page: it was read from the logo or a menu, not the heading."),
    _never(words.site_in_title, "title", "SHOULD", "The title carries the site's name behind a separator: it was read from the title element, not the heading."),
    _never(words.cut_title, "title", "SHOULD", "The title ends in dots: it may be a teaser's shortened title."),
    _never(words.untidy_title, "title", "SHOULD", "The title has a line break, stray blanks or the page's date in it, or is an address or a file's name."),
    _never(words.title_is_the_body, "body", "MUST", "Title and body say the same: one of the two was not read."),
    _never(words.lead_not_first, "lead", "MUST", "The body does not begin with the lead, so one of them is of another article or another part of the page."),
    _never(words.teaser, "body", "MUST", "The body is a teaser that breaks off in dots or sends the reader elsewhere; the article was not read."),
    _never(words.only_a_lead, "body", "SHOULD", "The body is a single short paragraph: a notice may be that short, and so is a lead without its article."),
    _never(words.broken_off, "body", "MUST", "The body stops within a word, after a comma, or on a word that has to go on: its end is missing."),
    _never(words.open_end, "body", "SHOULD", "The last paragraph has no mark at its end while the others have: the end may be missing."),
    _never(words.furniture_line, "body", "MUST", "A line of the site (sharing, related articles, comments, counters, imprint) stands among the article's words."),
    _never(words.odd_line, "body", "SHOULD", "A line that is mostly the site's (a date alone, 'Chi tiết', 'Facebook') stands among the article's words."),
    _never(words.list_of_scraps, "body", "SHOULD", "The body is a list of scraps without a sentence: a menu or a list of links may have been taken for it."),
    _never(words.label_too_long, "section", "SHOULD", "A section or tag is empty, or as long as a sentence: a menu was taken for it."),
    _never(people.byline_in_body, "body", "SHOULD", "The byline was left standing as a paragraph of the body."),
    # letters
    _never(letters.mojibake, "body", "MUST", "UTF-8 was read as a one-byte encoding: the words are not those that were published."),
    _never(letters.lost_letters, "body", "MUST", "Letters were replaced by question or replacement marks and cannot be had back."),
    _never(letters.replacement_mark, "body", "SHOULD", "A replacement mark (U+FFFD) stands in the body: a byte was lost, here or at the portal."),
    _never(letters.entity, "body", "SHOULD", "An HTML entity was left undecoded."),
    _never(letters.markup, "body", "MUST", "HTML tags stand among the words."),
    _never(letters.code, "body", "MUST", "Script, style or template code stands among the words."),
    _never(letters.decomposed_text, "body", "MUST", "A text is not in NFC, so equal words do not compare equal."),
    _never(letters.invisible, "body", "MUST", "Control, zero-width or private-use characters stand in a text."),
    # people
    _never(people.organisation, "authors", "MUST", "An author is an office, a publication or an account; authors are persons, organisations go to contributors."),
    _never(people.line_for_a_name, "authors", "MUST", "An author is a whole byline, a sentence, an address or a number, not one person's name."),
    _never(people.loud_name, "authors", "MUST", "An author's name is all capitals, all small letters or badly spaced; names are kept in normal case."),
    _never(people.named_twice, "authors", "SHOULD", "The same author stands twice."),
    _never(people.stranger_to_byline, "authors", "SHOULD", "An author does not stand in the byline that is kept beside."),
    # times
    _never(times.undated, "published_at", "MUST", "An HTML page has no date of publication; where a page does not tell it, nobody may guess it."),
    _never(times.undated_text, "published_at", "SHOULD", "A capture of bare text has no date of publication; the null is honest, and an HTML capture would tell."),
    _never(times.half_told, "published_precision", "MUST", "The date lacks its precision or zone, or these stand without a date."),
    _never(times.exchanged, "published_at", "MUST", "Day and month of the publication are those of the lead or the address the other way round."),
    _never(times.at_capture, "published_at", "MUST", "The publication is the second of the capture: a reader took now for a missing date."),
)  # fmt: skip
"""Expectations that a fault is not met, each with the function that looks for it."""

FIT: tuple[tuple[Expectation, Number], ...] = (
    (Expectation(name="title_has_words", column="title", severity="MUST", measure="title_letters", at_least=4, at_most=500, reason="The title is empty, a scrap, or so long that it is a paragraph."), lambda row: float(sum(map(str.isalpha, row.title)))),
    (Expectation(name="body_says_something", column="body", severity="MUST", measure="substance", at_least=25, reason="The body is empty or a scrap, and no table, picture or file tells the rest."), words.substance),
    (Expectation(name="body_is_its_blocks", column="body", severity="MUST", measure="unlike_its_blocks", at_most=0.02, reason="Body and blocks do not hold the same words: one of them was cut or added to."), words.unlike_its_blocks),
    (Expectation(name="body_says_it_once", column="body", severity="MUST", measure="repeated_share", at_most=0.4, reason="The body stands twice, or most of it does."), words.repeated_share),
    (Expectation(name="paragraphs_stand_once", column="body", severity="SHOULD", measure="repeated_share", at_most=0.0, reason="A paragraph of the body stands twice."), words.repeated_share),
    (Expectation(name="word_count_counts", column="word_count", severity="MUST", measure="word_count_off", at_most=0, reason="word_count is not the number of the body's words: body or count were changed after reading."), words.word_count_off),
    (Expectation(name="title_of_this_body", column="title", severity="SHOULD", measure="title_in_body", at_least=0.08, reason="Hardly a word of the title stands in the body: they may be of two articles."), words.title_in_body),
    (Expectation(name="title_of_this_address", column="title", severity="SHOULD", measure="title_words_in_address", at_least=0.25, reason="The title has nothing of the words in the address: it may be another article's or the site's."), words.title_words_in_address),
    (Expectation(name="letters_are_vietnamese", column="body", severity="MUST", measure="foreign_letters", at_most=0.025, reason="Letters and signs that Vietnamese does not have fill the body: an old font (TCVN3, VNI) or a wrong code page."), letters.foreign_letters),
    (Expectation(name="marks_are_kept", column="body", severity="MUST", measure="marked_share", at_least=0.04, reason="The body has no Vietnamese marks: they were lost, or the text is in another language."), letters.marked_share),
    (Expectation(name="marks_are_usual", column="body", severity="SHOULD", measure="marked_share", at_least=0.14, reason="The body has few Vietnamese marks: part of it may be in another language or damaged."), letters.marked_share),
    (Expectation(name="words_are_syllables", column="body", severity="MUST", measure="syllable_share", at_least=0.45, reason="Most words are not spelt as Vietnamese syllables: letters were damaged, or the text is in another language."), letters.syllable_share),
    (Expectation(name="words_are_mostly_syllables", column="body", severity="SHOULD", measure="syllable_share", at_least=0.75, reason="Many words are not spelt as Vietnamese syllables: part of the text may be damaged or in another language."), letters.syllable_share),
    (Expectation(name="words_are_apart", column="body", severity="MUST", measure="longest_run", at_least=1.15, at_most=8.0, reason="Blanks between words were lost, or stand between letters."), letters.longest_run),
    (Expectation(name="entities_are_few", column="body", severity="MUST", measure="entities", at_most=2, reason="HTML entities stand for letters throughout."), letters.entities),
    (Expectation(name="published_since_1990", column="published_at", severity="MUST", measure="years_old", at_least=1990, reason="The date lies before there was a web: an epoch, a typing error or a default."), times.years_old),
    (Expectation(name="published_since_the_web", column="published_at", severity="SHOULD", measure="years_old", at_least=1997.88, reason="The date lies before Vietnam joined the internet (19 November 1997)."), times.years_old),
    (Expectation(name="published_before_captured", column="published_at", severity="MUST", measure="hours_ahead", at_most=1.0, reason="The publication lies more than an hour after the capture: day and month exchanged, another date of the page, or a wrong zone."), times.hours_ahead),
    (Expectation(name="modified_before_captured", column="modified_at", severity="SHOULD", measure="modified_ahead", at_most=1.0, reason="The last change lies after the capture."), times.modified_ahead),
    (Expectation(name="modified_after_published", column="modified_at", severity="SHOULD", measure="modified_before", at_most=24.0, reason="The last change lies more than a day before the publication."), times.modified_before),
    (Expectation(name="captured_in_the_past", column="captured_at", severity="MUST", measure="capture_off", at_most=24.0, reason="The capture lies in the future, or before the web had archives."), times.capture_off),
    (Expectation(name="lead_day_is_near", column="published_at", severity="SHOULD", measure="days_from_lead", at_most=45, reason="The day that the lead names is far from the publication: the date may be another one of the page, or the item re-posted."), times.days_from_lead),
    (Expectation(name="event_is_near", column="event_date", severity="SHOULD", measure="event_off", at_most=366, reason="The event that the lead names lies more than a year from the publication."), times.event_off),
    (Expectation(name="views_are_a_count", column="view_count", severity="MUST", measure="views", at_least=0, at_most=1e9, reason="The number of views is negative or beyond belief: another number of the page was read."), addresses.views_off),
)  # fmt: skip
"""Expectations that a number lies within bounds, each with the function that measures it."""

ROW_EXPECTATIONS: tuple[Expectation, ...] = tuple(e for e, _ in FAULTS) + tuple(e for e, _ in FIT)
_FINDINGS: Mapping[str, Finding] = MappingProxyType({e.measured: find for e, find in FAULTS})
_NUMBERS: Mapping[str, Number] = MappingProxyType({e.measured: number for e, number in FIT})


def batched(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most so many."""
    while some := list(islice(rows, size)):
        yield some


def measured(table: pa.Table, context: Context) -> pd.DataFrame:
    """Every row's measures, in the table's order: 0 or 1 for a fault (with words beside), a number or NaN else."""
    met: dict[str, list[str | None]] = {name: [] for name in _FINDINGS}
    told: dict[str, list[float | None]] = {name: [] for name in _NUMBERS}
    for rows in batched(rows_of(table, context.portal, context.now), AT_ONCE):
        for name, find in _FINDINGS.items():
            met[name] += [find(row) for row in rows]
        for name, number in _NUMBERS.items():
            told[name] += [number(row) for row in rows]
    faults, words_seen = {}, {}
    for name, column in met.items():
        faults[name] = pd.Series([float(m is not None) for m in column], dtype="float64")
        if any(m is not None for m in column):
            words_seen[name + SEEN] = pd.Series(column, dtype="object")
    measures = pd.DataFrame(told, dtype="float64")
    own = portal_rules(context.portal).measured(table) if context.portal else {}
    return pd.concat([pd.DataFrame({**faults, **words_seen, **own}), measures], axis=1)


def rows_suite(portal: Portal | None) -> Suite:
    """The suite for one portal's readings: the general one, tightened by the portal's own `expects`."""
    suite = Suite(name="articles", level="row", expectations=ROW_EXPECTATIONS, measured=measured)
    return suite if portal is None else suite.tightened(portal_rules(portal).expectations, raised(portal))
