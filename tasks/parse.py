"""Stage: read captures from the archive into articles, left in the lake's staging folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import archive, staging
from data_lake.lake import open_lake
from portals.read import PARSER_VERSION, article_on
from portals.registry import portals
from schemas.article import READINGS, Article
from schemas.columns import table_of
from schemas.errors import ReadingFailed, RecordDamaged
from schemas.outcome import Failure
from tasks.job import Job, Taken
from tasks.progress import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one batch of captures read as. staged: name of the batch in staging, None where nothing could be read."""

    staged: str | None
    failures: tuple[Failure, ...]
    files: tuple[tuple[str, str], ...] = ()
    """(address of an attachment, address of its article)."""
    parser_version: int = PARSER_VERSION


@task(name="parse", cache_policy=NO_CACHE, persist_result=False)
def parse(job: Job, batch: Sequence[Taken], number: int) -> Parsed:
    """Read one batch of captures; no network. A capture that cannot be read is a `Failure` with fate quarantined."""
    lake, portal = open_lake(job.lake), portals().get(job.portal)
    articles: list[Article] = []
    failures: list[Failure] = []
    for place, one in enumerate(batch, 1):
        try:
            articles.append(article_on(archive.page_of(lake, one.capture), portal))
        except (ReadingFailed, RecordDamaged) as error:
            failures.append(
                Failure(
                    link=one.link,
                    fate="quarantined",
                    stage="archive" if isinstance(error, RecordDamaged) else "parse",
                    reason=str(error),
                    capture_id=one.capture.capture_id,
                    channels=one.channels,
                )
            )
        say(job.portal, "parse", place, len(batch))
    staged = staging.put(lake, job.run_id, job.portal, number, table_of(articles, READINGS)) if articles else None
    files = tuple((file.url, article.url) for article in articles for file in article.attachments)
    return Parsed(staged=staged, failures=tuple(failures), files=files)
