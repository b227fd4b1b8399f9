"""The row expectations that a number lies within bounds: each stands with the function that measures it."""

from __future__ import annotations

from collections.abc import Callable

from expectations import addresses, letters, times, titles, words
from expectations.row import Row
from expectations.suite import Expectation
from schemas.outcome import Severity

Number = Callable[[Row], float | None]


def _within(
    number: Number,
    name: str,
    column: str,
    severity: Severity,
    reason: str,
    at_least: float | None = None,
    at_most: float | None = None,
) -> tuple[Expectation, Number]:
    """An expectation on what a function measures; several may look at the same measure."""
    measure = number.__name__
    return Expectation(
        name=name, column=column, severity=severity, reason=reason, measure=measure, at_least=at_least, at_most=at_most
    ), number


FITS: tuple[tuple[Expectation, Number], ...] = (
    _within(titles.title_letters, "title_has_words", "title", "MUST",
            "The title is empty, a scrap, or so long that it is a paragraph.", at_least=4, at_most=500),
    _within(words.substance, "body_says_something", "body", "MUST",
            "The body is empty or a scrap, and no table, picture or file tells the rest.", at_least=25),
    _within(words.unlike_its_blocks, "body_is_its_blocks", "body", "MUST",
            "Body and blocks do not hold the same words: one of them was cut or added to.", at_most=0.02),
    _within(words.repeated_share, "body_says_it_once", "body", "MUST",
            "The body stands twice, or most of it does.", at_most=0.4),
    _within(words.repeated_share, "paragraphs_stand_once", "body", "SHOULD",
            "Part of the body stands twice.", at_most=0.08),
    _within(words.word_count_off, "word_count_counts", "word_count", "MUST",
            "word_count is not the number of the body's words: body or count were changed after reading.", at_most=0),
    _within(titles.title_in_body, "title_of_this_body", "title", "SHOULD",
            "Hardly a word of the title stands in the body: they may be of two articles.", at_least=0.08),
    _within(titles.title_words_in_address, "title_of_this_address", "title", "SHOULD",
            "The title has nothing of the words in the address: it may be another article's or the site's.", at_least=0.25),
    _within(letters.foreign_letters, "letters_are_vietnamese", "body", "MUST",
            "Letters and signs that Vietnamese does not have fill the body: an old font (TCVN3, VNI) or a wrong code page.", at_most=0.025),
    _within(titles.title_strange_letters, "title_letters_are_vietnamese", "title", "MUST",
            "Letters that Vietnamese does not have fill the title: an old font (TCVN3, VNI), a wrong code page or another language.", at_most=0.08),
    _within(letters.marked_share, "marks_are_kept", "body", "MUST",
            "The body has no Vietnamese marks: they were lost, or the text is in another language.", at_least=0.04),
    _within(letters.marked_share, "marks_are_usual", "body", "SHOULD",
            "The body has few Vietnamese marks: part of it may be in another language or damaged.", at_least=0.14),
    _within(letters.syllable_share, "words_are_syllables", "body", "MUST",
            "Most words are not spelt as Vietnamese syllables: letters were damaged, or the text is in another language.", at_least=0.45),
    _within(letters.syllable_share, "words_are_mostly_syllables", "body", "SHOULD",
            "Many words are not spelt as Vietnamese syllables: part of the text may be damaged or in another language.", at_least=0.75),
    _within(letters.longest_run, "words_are_apart", "body", "MUST",
            "Blanks between words were lost, or stand between letters.", at_least=1.15, at_most=8.0),
    _within(letters.entities, "entities_are_few", "body", "MUST",
            "HTML entities stand for letters throughout.", at_most=2),
    _within(times.years_old, "published_since_1990", "published_at", "MUST",
            "The date lies before there was a web: an epoch, a typing error or a default.", at_least=1990),
    _within(times.years_old, "published_since_the_web", "published_at", "SHOULD",
            "The date lies before Vietnam joined the internet (19 November 1997).", at_least=1997.88),
    _within(times.hours_ahead, "published_before_captured", "published_at", "MUST",
            "The publication lies more than an hour after the capture: day and month exchanged, another date of the page, or a wrong zone.", at_most=1.0),
    _within(times.modified_ahead, "modified_before_captured", "modified_at", "SHOULD",
            "The last change lies after the capture.", at_most=1.0),
    _within(times.modified_before, "modified_after_published", "modified_at", "SHOULD",
            "The last change lies more than a day before the publication.", at_most=24.0),
    _within(times.capture_off, "captured_in_the_past", "captured_at", "MUST",
            "The capture lies in the future, or before the web had archives.", at_most=24.0),
    _within(times.days_from_lead, "lead_day_is_near", "published_at", "SHOULD",
            "The day that the lead names is far from the publication: the date may be another one of the page, or the item re-posted.", at_most=45),
    _within(times.event_off, "event_is_near", "event_date", "SHOULD",
            "The event that the lead names lies most of a year or more from the publication: the year of one of them is wrong.", at_most=320),
    _within(addresses.views_off, "views_are_a_count", "view_count", "MUST",
            "The number of views is negative or beyond belief: another number of the page was read.", at_least=0, at_most=1000000000.0),
)  # fmt: skip
