"""Stage: prove from the archive alone that a run asked politely; one receipt for each host."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from data_lake import tables
from data_lake.lake import Lake, open_lake
from data_lake.traffic import requests_of
from portals.evidence import sent_in
from portals.receipts import Promise, receipts
from portals.registry import portal_named
from portals.session import PRODUCT
from schemas.columns import table_of
from schemas.errors import RecordDamaged
from schemas.receipt import RECEIPTS, ReceiptRow


@task(name="prove", cache_policy=NO_CACHE, persist_result=False)
def prove(lake: str, run_id: str, portals: Sequence[str]) -> tuple[str, ...]:
    """Leave a receipt for each host that the run asked; what was broken or cannot be proved, in words."""
    opened = open_lake(lake)
    rows: list[ReceiptRow] = []
    broken: list[str] = []
    for slug in portals:
        try:
            mine = _receipts(opened, run_id, slug)
        except RecordDamaged as error:
            broken.append(f"{slug}: cannot be proved: {error}")
            continue
        rows += mine
        broken += [f"{row.host}: {len(row.violations)} of {row.requests} requests" for row in mine if row.violations]
    tables.append(opened, "receipts", table_of(rows, RECEIPTS))
    return tuple(broken)


def _receipts(lake: Lake, run_id: str, slug: str) -> list[ReceiptRow]:
    portal, now = portal_named(slug), datetime.now(UTC)
    hosts = (*portal.hosts, *(one.host for one in portal.archives))
    sent = list(sent_in(requests_of(lake, run_id, slug)))
    # The simulator is our own: it is promised the rules of robots.txt and Retry-After, and no pause.
    delay_s = 0.0 if all(row.via == "simulator" for row in sent) else portal.delay_s
    return [
        ReceiptRow(run_id=run_id, portal=slug, proved_at=now, **dataclasses.asdict(receipt))
        for receipt in receipts(sent, Promise(hosts=hosts, delay_s=delay_s, agent=PRODUCT))
    ]
