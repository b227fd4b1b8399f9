"""The author's tools: `python -m portals read|try|save|doctor`. Exit status: 0 read, 1 something could not be read, 2 a wrong call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from portals.doctor import Finding, examine_live, examine_saved, propose
from portals.fetch import Session, page_at, user_agent
from portals.portal import Portal
from portals.proposals import Proposal
from portals.read import article_on
from portals.registry import portal_named, portal_of, portals
from portals.saved import moment_of, page_in, plain, save_golden
from schemas.errors import CallError, FetchError, ReadingFailed
from schemas.page import Page

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

File = Annotated[Path, typer.Argument(help="A saved page.")]
Url = Annotated[str, typer.Option("--url", help="Address that the page was saved from.")]
CapturedAt = Annotated[
    str | None, typer.Option("--captured-at", help="When it was saved (ISO 8601 with zone); unknown if left out.")
]
Slug = Annotated[str | None, typer.Option("--portal", help="Slug of the portal; by default the one that has the host.")]
Contact = Annotated[
    str, typer.Option("--contact", envvar="PORTALS_CONTACT", help="Mail address or page at which you can be reached.")
]
Gateway = Annotated[
    str | None,
    typer.Option(
        "--gateway",
        envvar="PORTALS_GATEWAY",
        help="host:port that answers for all declared hosts, such as the simulator's.",
    ),
]
Pages = Annotated[Path, typer.Option("--pages", help="Folder of the saved pages.")]


@app.command()
def read(
    file: File,
    url: Url,
    captured_at: CapturedAt = None,
    portal: Slug = None,
    text: Annotated[bool, typer.Option("--text", help="The file is the page's text without its markup.")] = False,
) -> None:
    """Prints the article on a saved page as JSON: the fields of the schema, the layout that read it, each field's origin."""
    _print_article(page_in(file, url, moment_of(captured_at), "text" if text else "html"), _checked(url, portal))


@app.command("try")
def try_(
    source: Annotated[str, typer.Argument(help="Address of a live page, or a saved page.")],
    url: Annotated[str | None, typer.Option("--url", help="For a saved page: the address it was saved from.")] = None,
    captured_at: CapturedAt = None,
    portal: Slug = None,
    contact: Contact = "",
    gateway: Gateway = None,
) -> None:
    """Reads a live page of a declared portal, politely, or a saved one, and prints the article as JSON. Writes nothing."""
    if not source.startswith(("http://", "https://")):
        if url is None:
            raise CallError("a saved page needs --url, the address that it was saved from")
        _print_article(page_in(Path(source), url, moment_of(captured_at)), _checked(url, portal))
        return
    known = _declared(source, portal)
    with _session(known, contact, gateway) as session:
        page = page_at(source, session)
    _print_article(page, known)


@app.command()
def save(
    file: File,
    url: Url,
    case: Annotated[str, typer.Option("--case", help="Name of the golden, such as photo-story.")],
    captured_at: CapturedAt = None,
    portal: Slug = None,
    pages: Pages = Path("tests/portals"),
) -> None:
    """Keeps a saved page and its reading as a golden; review the JSON before you commit it."""
    if not case.replace("-", "").isalnum():
        raise CallError(f"{case!r} is no name of a case; use letters, digits and hyphens")
    typer.echo(save_golden(page_in(file, url, moment_of(captured_at)), _declared(url, portal), case, pages))


@app.command()
def doctor(
    portal: Slug = None,
    pages: Pages = Path("tests/portals"),
    live: Annotated[
        bool, typer.Option("--live", help="Ask the portals themselves instead of the saved pages.")
    ] = False,
    articles: Annotated[int, typer.Option("--articles", help="Live: articles for each portal.", min=1, max=50)] = 5,
    redesigned: Annotated[
        Path | None,
        typer.Option(
            "--redesigned", help="Folder of new pages, each beside the golden of its known article: proposes selectors."
        ),
    ] = None,
    contact: Contact = "",
    gateway: Gateway = None,
) -> None:
    """Checks each layout field by field; exit status 1 where one is wrong (live: a mandatory one missing) or a layout has no page."""
    if redesigned is not None:
        _print_proposals(propose(redesigned))
        return
    chosen = [portal_named(portal)] if portal else list(portals().values())
    findings: list[Finding] = []
    for known in chosen:
        findings += _live(known, contact, gateway, articles) if live else examine_saved(known, pages)
    _print_findings(findings)
    if not all(found.sound for found in findings):
        raise typer.Exit(1)


def _session(portal: Portal, contact: str, gateway: str | None) -> Session:
    if gateway is None:
        return Session(portal, user_agent=user_agent(contact))
    host, _, port = gateway.rpartition(":")
    if not host or not port.isdigit():
        raise CallError(f"{gateway!r} is no gateway; write it as 127.0.0.1:8765")
    return Session(portal, user_agent=user_agent(contact), gateway=(host, int(port)))


def _live(portal: Portal, contact: str, gateway: str | None, articles: int) -> list[Finding]:
    with _session(portal, contact, gateway) as session:
        try:
            return examine_live(portal, session, articles)
        except FetchError as error:
            return [Finding(portal.slug, "none", f"front page: {error}", 0, 0)]


def _checked(url: str, slug: str | None) -> Portal | None:
    return portal_named(slug) if slug else portal_of(url)


def _declared(url: str, slug: str | None) -> Portal:
    portal = _checked(url, slug)
    if portal is None:
        raise CallError(f"no portal declares the host of {url}; name one with --portal ({', '.join(portals())})")
    return portal


def _print_article(page: Page, portal: Portal | None) -> None:
    typer.echo(json.dumps(plain(article_on(page, portal)), ensure_ascii=False, indent=2))


def _print_findings(findings: list[Finding]) -> None:
    table = Table("portal", "layout", "field", "right", "tried", "not right on", highlight=False)
    for found in findings:
        table.add_row(
            found.portal, found.layout, found.field, str(found.well), str(found.tried), ", ".join(found.ill) or "-"
        )
    Console(width=None if Console().is_terminal else 160).print(table)


def _print_proposals(found: list[Proposal]) -> None:
    table = Table("field", "selector", "right", "tried", "alone", highlight=False)
    for one in found:
        table.add_row(one.field, one.css.replace("[", r"\["), str(one.right), str(one.tried), str(one.alone))
    Console(width=None if Console().is_terminal else 160).print(table)


def _fail(message: str, status: int) -> NoReturn:
    typer.echo(message, err=True)
    raise SystemExit(status)


def main() -> None:
    """Runs one command. A wrong call is one line on stderr and exit status 2; a page that cannot be had or read, 1."""
    try:
        app()
    except CallError as error:
        _fail(f"wrong call: {error}", 2)
    except (ReadingFailed, FetchError) as error:
        _fail(f"not read: {error}", 1)


if __name__ == "__main__":
    main()
