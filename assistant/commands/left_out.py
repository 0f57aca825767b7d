"""The command `left-out`: show the text of a file that is neither searched nor quoted."""

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json
from assistant.errors import ReportUnknown


@command("left-out")
@click.argument("report_id", metavar="ID")
@option("--json", "as_json", is_flag=True)
@with_invocation
def left_out(invocation: Invocation, report_id: str, as_json: bool) -> int:
    """Show what was left out of the text of an added file, page by page."""
    from assistant.show.terminal import standard_output, table
    from ingest.library.library import Library

    texts = invocation.texts
    library = Library.of(invocation.settings.data)
    entry = library.listing().by_id(report_id)
    if entry is None:
        raise ReportUnknown(report_id=report_id)
    file_text = library.file_text(entry)
    if as_json:
        write_json(
            [
                {"page": stretch.page, "reason": stretch.reason, "text": stretch.text}
                for stretch in file_text.left_out
            ]
        )
        return 0
    console = standard_output()
    if not file_text.left_out:
        console.print(texts("left_out.nothing"))
        return 0
    rows = [
        [
            str(stretch.page) if file_text.paged else "",
            texts(f"left_out.{stretch.reason}"),
            stretch.text or texts("left_out.unknown"),
        ]
        for stretch in file_text.left_out
    ]
    headings = [texts(f"left_out.{name}") for name in ("page", "why", "text")]
    console.print(table(headings, rows))
    return 0
