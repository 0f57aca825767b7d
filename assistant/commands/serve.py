"""The command `serve`."""

from pathlib import Path

import click

from assistant.commands.options import Invocation, command, option, with_invocation


@command("serve")
@option("--host", "host")
@option("--port", "port", type=click.IntRange(0, 65535))
@option("--public", "public", is_flag=True, default=None)
@option("--proxy-user-header", "proxy_user_header", metavar="HEADER")
@option("--trusted-proxies", "trusted_proxies", metavar="ADDRESSES")
@option("--contact", "contact")
@option("--watch", "watch", type=click.Path(path_type=Path), metavar="DIR")
@with_invocation
def serve(
    invocation: Invocation,
    /,
    watch: Path | None,
    **given: str | int | bool | None,
) -> int:
    """Open the web page."""
    from assistant.reports.watch import watching
    from assistant.settings import with_flags
    from assistant.web.server import run_server

    settings = with_flags(invocation.settings, **given)
    reporter = invocation.reporter()
    with watching(settings, watch, reporter):
        run_server(settings, reporter)
    return 0
