"""The command `serve`."""

from pathlib import Path

import click

from assistant.commands.options import Invocation, command, option, with_invocation


@command("serve")
@option("--host", "host")
@option("--port", "port", type=click.IntRange(0, 65535))
@option("--contact", "contact")
@option("--watch", "watch", type=click.Path(path_type=Path), metavar="DIR")
@with_invocation
def serve(
    invocation: Invocation,
    host: str | None,
    port: int | None,
    contact: str | None,
    watch: Path | None,
) -> int:
    """Open the web page."""
    from assistant.reports.watch import watching
    from assistant.settings import with_flags
    from assistant.web.server import run_server

    given = {"host": host, "port": port, "contact": contact}
    settings = with_flags(invocation.settings, **given)
    reporter = invocation.reporter()
    with watching(settings, watch, reporter):
        run_server(settings, reporter)
    return 0
