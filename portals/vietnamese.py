"""The Vietnamese forms of dates, names, leads and captions, under one roof; each is ruled in the module it comes from."""

from portals.bylines import Byline, looks_like_byline, people_in
from portals.captions import looks_like_caption
from portals.dates import Moment, moment_in, moments_in, updated_in
from portals.events import dateline_of, event_date
from portals.names import is_person
from portals.tone import fold, unaccented

__all__ = [
    "Byline",
    "Moment",
    "dateline_of",
    "event_date",
    "fold",
    "is_person",
    "looks_like_byline",
    "looks_like_caption",
    "moment_in",
    "moments_in",
    "people_in",
    "unaccented",
    "updated_in",
]
