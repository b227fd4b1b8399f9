"""The batch expectations: what a portal's batch as a whole has to be. Bounds on the measures that `expectations.batch` takes."""

from __future__ import annotations

from dataclasses import replace

from expectations.fills import FIELDS
from expectations.suite import Expectation
from schemas.outcome import Severity


def _most(
    name: str, limit: float, severity: Severity, reason: str, measure: str = "", column: str | None = None
) -> Expectation:
    return Expectation(name=name, column=column, severity=severity, reason=reason, measure=measure, at_most=limit)


def _least(
    name: str, limit: float, severity: Severity, reason: str, measure: str = "", column: str | None = None
) -> Expectation:
    return Expectation(name=name, column=column, severity=severity, reason=reason, measure=measure, at_least=limit)


_COLLECTED = (
    _least("batch_is_whole", 0.8, "MUST",
          "Pages handed to the readers are neither in the batch nor in the ledger by name: part of the batch was lost.",
          "accounted"),
    _least("every_page_is_accounted_for", 1.0, "SHOULD",
          "Some page is neither in the batch nor in the ledger by name.",
          "accounted"),
    _most("no_more_than_listed", 1.25, "SHOULD",
          "The batch has more rows than pages were handed to the readers.",
          "accounted"),
    _most("pages_can_be_read", 0.5, "SHOULD",
          "Most pages could not be read at all: the portal may have been redesigned.",
          "unread"),
    _most("rows_are_accepted", 0.5, "SHOULD",
          "Most rows broke a MUST: look at the portal's layouts before trusting the rest.",
          "rejected"),
    _most("captures_stand_once", 0.1, "MUST",
          "Captures stand in the batch more than once: it was put together twice.",
          "captures_again", "capture_id"),
    _most("no_capture_again", 0.0, "SHOULD",
          "A capture stands in the batch more than once.",
          "captures_again_anywhere", "capture_id"),
    _most("articles_stand_once", 0.1, "MUST",
          "Addresses were read more than once in one run: the batch is doubled.",
          "addresses_again", "article_id"),
    _most("ids_are_of_one_article", 0.05, "MUST",
          "One article_id stands for several different articles: the address pattern takes too little of the address.",
          "clashing_ids", "article_id"),
    _most("no_id_is_of_two_articles", 0.0, "SHOULD",
          "One article_id stands for two different articles.",
          "clashing_ids", "article_id"),
    _most("volume_is_not_high", 9.0, "SHOULD",
          "Far more was published than is usual for these weekdays and hours: old articles may have new dates.",
          "volume_high"),
    _least("volume_is_not_low", -2.5, "SHOULD",
          "Far less was published than is usual for these weekdays and hours: a channel may have fallen silent.",
          "volume_low"),
    _most("batch_is_fresh", 0.0, "SHOULD",
          "The newest article is older than this portal's silences are long: an old listing, or old pages from a cache.",
          "days_stale", "published_at"),
    _most("something_is_new", 0.9, "SHOULD",
          "The lake has nearly all of the batch just so: yesterday's pages were collected again.",
          "nothing_new"),
)  # fmt: skip
_APART = (
    _most("content_is_not_of_others", 0.3, "MUST",
          "The lake has this content under other articles: old pages were answered for new addresses.",
          "known_elsewhere", "content_hash"),
    _most("hardly_any_content_of_others", 0.1, "SHOULD",
          "The lake has the content of some articles under other addresses.",
          "known_elsewhere", "content_hash"),
    _most("articles_differ", 0.5, "MUST",
          "Most bodies are nearly the same: one page was answered for many addresses.",
          "near_duplicates", "body"),
    _most("articles_mostly_differ", 0.2, "SHOULD",
          "Many bodies are nearly the same.",
          "near_duplicates_anywhere", "body"),
    _most("titles_differ", 0.5, "MUST",
          "Different articles have one title: it was read from a logo, a menu or the section.",
          "same_title", "title"),
    _most("titles_mostly_differ", 0.25, "SHOULD",
          "Several different articles have one title.",
          "same_title", "title"),
    _most("bodies_have_one_title", 2.0, "SHOULD",
          "One body stands under three titles or more: an old page was answered for new addresses.",
          "same_body", "body"),
    _most("hashes_tell_contents_apart", 0.0, "MUST",
          "Different bodies have one content_hash: edits would be lost.",
          "clashing_hashes", "content_hash"),
    _most("pictures_differ", 0.6, "SHOULD",
          "One picture stands in most articles: a logo or a placeholder was read.",
          "same_picture", "images"),
    _most("hours_are_usual", 0.2, "SHOULD",
          "Many were published in hours in which this portal does not publish: the zone may be wrong.",
          "rare_hours", "published_at"),
    _most("leads_differ", 0.5, "MUST",
          "Different articles have one lead: it was read from the site's own description.",
          "same_lead", "lead"),
    _most("titles_fit_their_articles", 0.5, "MUST",
          "Most titles have nothing of their bodies and addresses: titles and articles were mixed up.",
          "strange_titles", "title"),
    _least("titles_are_of_their_bodies", 0.08, "MUST",
          "Titles fit the next article's body as well as their own: titles and bodies were mixed up.",
          "titles_apart", "title"),
    _most("bodies_end", 0.6, "MUST",
          "Most bodies stop without an end: something cuts them.",
          "open_ends", "body"),
    _most("lengths_differ", 0.3, "MUST",
          "Different bodies have one length to the character: something cuts them.",
          "same_length", "body"),
    _most("bodies_are_as_long_as_ever", 0.5, "MUST",
          "Bodies are far shorter than this portal's are: leads or teasers were read for articles.",
          "short_bodies", "body"),
    _most("bodies_share_no_paragraph", 0.3, "SHOULD",
          "One paragraph stands in many articles: a line of the site that no rule knows.",
          "shared_paragraph", "body"),
    _most("moments_differ", 0.8, "MUST",
          "Nearly all articles were published in the same second: another date of the page was read.",
          "same_moment", "published_at"),
    _most("moments_are_past", 0.15, "MUST",
          "Some moments lie after their capture, so the zone or the field is wrong, and the others are wrong unseen.",
          "ahead", "published_at"),
    _most("moments_are_the_pages", 0.5, "MUST",
          "Most were published in the very minutes of their collection: the reader took now for a missing date.",
          "at_collection", "published_at"),
    _most("moments_mostly_differ", 0.4, "SHOULD",
          "Many articles were published in the same second.",
          "same_moment", "published_at"),
    _most("days_are_not_months", 0.5, "MUST",
          "Most dates are of long ago, and of these days if day and month change places.",
          "mirrored_dates", "published_at"),
    _most("times_are_told", 0.4, "SHOULD",
          "Many articles were published at 00:00 to the minute: dates without a time were given one.",
          "at_midnight", "published_at"),
    _most("authors_vary", 0.6, "SHOULD",
          "One author signs nearly everything, who did not before: read from the page's metadata or menu.",
          "main_author", "authors"),
    _most("layouts_are_known", 0.2, "SHOULD",
          "Many pages were read by the generic reader: the portal's layouts no longer fit.",
          "generic", "layout"),
    _most("layouts_hold", 0.0, "SHOULD",
          "A layout no longer reads a field as it did: the portal may have been redesigned; rows it read since are rejected.",
          "rot", "layout"),
    *(_least(f"{field}_as_filled_as_ever", 0.4, "SHOULD",
             f"The portal used to give {field}, and this batch hardly has any: its selector no longer fits.", f"fill:{field}", field) for field in FIELDS),
)  # fmt: skip
BATCH_EXPECTATIONS: tuple[Expectation, ...] = (
    *(replace(e, owner="collecting") for e in _COLLECTED),
    *(
        replace(e, owner="portal file") if e.measured in ("generic", "rot") or e.measured.startswith("fill:") else e
        for e in _APART
    ),
)
