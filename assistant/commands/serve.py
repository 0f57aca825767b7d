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
@option("--root-path", "root_path", metavar="PATH")
@option("--counts", "counts", is_flag=True, default=None)
@option("--keep-unanswered", "keep_unanswered", type=click.IntRange(min=0), metavar="DAYS")
@option("--contact", "contact")
@option("--log", "log", type=click.Choice(["json", "text"]))
@option("--watch", "watch", type=click.Path(path_type=Path, readable=False), metavar="DIR")
@with_invocation
def serve(
    invocation: Invocation,
    host: str | None,
    port: int | None,
    public: bool | None,
    proxy_user_header: str | None,
    trusted_proxies: str | None,
    root_path: str | None,
    counts: bool | None,
    keep_unanswered: int | None,
    contact: str | None,
    log: str | None,
    watch: Path | None,
) -> int:
    """Open the web page."""
    from assistant.settings import with_flags
    from assistant.web.server import run_server
    from assistant.web.stopping import ending_on_request

    settings = with_flags(
        invocation.settings,
        host=host,
        port=port,
        public=public,
        proxy_user_header=proxy_user_header,
        trusted_proxies=trusted_proxies,
        root_path=root_path,
        counts=counts,
        keep_unanswered=keep_unanswered,
        contact=contact,
        log=log,
    )
    with ending_on_request():
        run_server(settings, invocation.reporter(), watch)
    return 0
