"""What a portal is: frozen data, no logic. A portal's file fills these in; rules live in the modules that read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rss:
    """An RSS or Atom feed."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """A sitemap or sitemap index, plain or gzipped. Those named in robots.txt are read besides."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Pages that list articles, newest first.

    Paging is by number where `url` or `form` holds `{page}`, by the link that `next` matches where it is given,
    and there is but one page otherwise. With `answer="json"` the selectors are dotted paths (`items`: path of the list; empty
    where the answer itself is the list).
    """

    url: str
    items: str
    """CSS of one entry."""
    link: str = "a"
    """CSS, within the entry, of the link (`href`)."""
    title: str | None = None
    time: str | None = None
    """CSS, within the entry, of the printed time; `css@attr` reads an attribute."""
    next: str | None = None
    method: Literal["GET", "POST"] = "GET"
    form: tuple[tuple[str, str], ...] = ()
    answer: Literal["html", "json"] = "html"
    carries: tuple[tuple[str, str], ...] = ()
    """(form field, `css@attr`) whose values on the pages read so far are sent with the request for the next, such as ids already shown."""
    opens: str | None = None
    """Page that is asked before the first one, for the values that `carries` names; its entries are read too."""
    first: int = 1
    """Number of the first page."""
    pages: int = 50
    """Most pages read in one run; paging stops sooner at known overlap or at an empty page."""


Channel = Rss | Sitemap | Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeIds:
    """Numbers missing between known ones, asked for one by one: only where a portal numbers its articles without many gaps."""

    url: str
    """Address of the article of number `{id}`; it has the form of an article's address, and the portal looks at the number alone."""
    most: int = 20
    """Most numbers asked for in one run, highest first."""
    last: int | None = None
    """Highest number that this address serves, where a later era goes on counting under another."""
    widest: int = 10
    """Widest gap that is filled; behind a wider one begins another numbering, or a time that nobody has collected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebArchive:
    """A web archive that holds pages of a portal. It is asked under its own host's robots.txt and budget."""

    host: str
    index: str
    """Address of its CDX index for `{domain}` (a host of the portal and all below it), page `{page}` from 0."""
    replay: str
    """Address at which it answers with what it captured of `{url}` at `{timestamp}` (yyyyMMddHHmmss, UTC), as it was sent."""
    delay_s: float = 4.0
    """Least seconds between two requests to it."""
    pages: int = 200
    """Most pages of the index read for one domain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one era of markup is read. All fields are CSS selectors; `css@attr` reads an attribute.

    A layout is chosen by `signature` alone, newest first, never by a date: an old article stands in today's template.
    Selectors but `signature` are looked for within `article`.
    """

    name: str
    signature: str
    """Matches only on pages of this layout."""
    article: str = "body"
    """Smallest node that holds the whole article, heading to tags."""
    title: str
    content: str
    """Node whose children are the article's paragraphs, headings, figures, lists and tables."""
    published: str | None = None
    modified: str | None = None
    lead: str | None = None
    byline: str | None = None
    source: str | None = None
    section: str | None = None
    """Matches each step of the section path in order."""
    tags: str | None = None
    views: str | None = None
    caption: str | None = None
    """Captions of this layout besides figcaption."""
    attachments: str | None = None
    """Links to files; those within `content` with a file's ending are taken besides."""
    drop: tuple[str, ...] = ()
    """Furniture within `article`: related boxes, share bars, teasers."""
    structured: bool = False
    """Whether JSON-LD and meta elements fill published, modified, section and tags where the markup gives none, and confirm title and date."""
    lacks: tuple[str, ...] = ()
    """Mandatory fields (title, body, published_at) that this layout is known not to print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """Furniture of the portal's pages when they are already text (WET). Whole lines; a trailing `*` matches any rest."""

    head: tuple[str, ...] = ()
    """Lines above or around the heading that are not the article's."""
    tail: tuple[str, ...] = ()
    """The first such line ends the article."""
    title_after: str | None = None
    """Prefix of a furniture line that repeats the heading (`QR CODE:`), where the heading itself is not in the text."""
    sections: tuple[str, ...] = ()
    """Names of sections that may stand alone above the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What this portal's readings hold besides what every portal's do. A suite can be tightened so, and never loosened.

    Without `column` it names an expectation of the general suites that is only reported elsewhere and is a MUST here.
    With `column` (any field of an article) it is an expectation of its own: bounds are on a number, on the length of a
    text, or on the count of a list; `matches` is a regular expression that a text matches whole; a null breaks only
    `filled`. `share` asks it of that part of a batch's rows instead of each row.
    """

    name: str
    reason: str = ""
    """For a person: what is wrong when it breaks."""
    column: str | None = None
    severity: Literal["MUST", "SHOULD"] = "SHOULD"
    filled: bool = False
    matches: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """One portal: its hosts, channels, addresses and layouts."""

    slug: str
    name: str
    hosts: tuple[str, ...]
    """Hosts that requests may go to, the first being the main one; `*.host` admits its sub-portals."""
    home: str
    """Address of the front page, whose head may link feeds."""
    channels: tuple[Channel, ...]
    native_ids: NativeIds | None = None
    """Where articles may be that no channel shows; None where numbers lie far apart or the address needs more than the number."""
    articles: tuple[str, ...]
    """Regular expressions that the path and query of an article's address match whole, most precise first.

    Group `id` is the native id. Where a portal has several numberings, those beside the main one are named: group `id_<name>`.
    """
    layouts: tuple[Layout, ...] = ()
    markers: Markers = Markers()
    datelines: tuple[str, ...] = ()
    """Agency marks that open this portal's leads: HNP, HPĐT, Kinhtedothi."""
    drop_params: tuple[str, ...] = ()
    """Query parameters that do not change the article, besides the well-known tracking ones."""
    twins: tuple[tuple[str, str], ...] = ()
    """(pattern, replacement) on the path that turn AMP, print and mobile twins into the canonical path."""
    delay_s: float = 2.0
    """Least seconds between two requests to a host of this portal; robots.txt may ask for more."""
    archives: tuple[WebArchive, ...] = ()
    """Web archives from which its past may be filled (`flows backfill --archive HOST`)."""
    tls_pins: tuple[tuple[str, str], ...] = ()
    """(host, sha256 of its certificate in hex) where a host's TLS is broken: that very certificate is taken there and no other."""
    ended_on: date | None = None
    """Day after which the portal no longer publishes: nothing is expected of its live channels."""
    rights: str = ""
    """Licence and rights of the texts, as the portal states them."""
    expects: tuple[Expect, ...] = ()
    """What its readings hold besides what those of every portal do."""
