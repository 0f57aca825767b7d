"""The commands of the index as a whole: build and doctor."""

import click

from assistant.commands.options import Invocation, command, option, with_invocation, write_json


@command("build")
@with_invocation
def build(invocation: Invocation) -> int:
    """Build the index anew."""
    from assistant.workspace import build_index, load_encoder

    settings = invocation.settings
    build_index(settings, load_encoder(settings), invocation.reporter())
    return 0


@command("doctor")
@option("--json", "as_json", is_flag=True)
@with_invocation
def doctor(invocation: Invocation, as_json: bool) -> int:
    """Check everything that the program needs."""
    from assistant.doctor import examine

    texts = invocation.texts
    findings = examine(invocation.settings, texts)
    if as_json:
        write_json([{"check": f.check, "ok": f.ok, "detail": f.detail} for f in findings])
    else:
        for finding in findings:
            state = texts("doctor.ok" if finding.ok else "doctor.failed")
            click.echo(f"{texts(f'doctor.{finding.check}')}: {state}. {finding.detail}")
    return 0 if all(finding.ok for finding in findings) else 1
